import type { Core } from '@strapi/strapi';
import config from './config';
import formerSlug from './content-types/former-slug/schema.json';
import revision from './content-types/revision/schema.json';
import searchEntry from './content-types/search-entry/schema.json';
import slugOwner from './content-types/slug-owner/schema.json';
import clubZone from './controllers/club-zone';
import slugs from './controllers/slugs';
import { defaultToClubZone } from './services/club-zone-default';
import { retryPanelActionsOnDeadlock, retryWritesOnDeadlock } from './middlewares/deadlocks';
import { bulkSavingMiddleware, savingMiddleware } from './middlewares/saving';
import { maskAttribute, restoreAttribute } from './middlewares/english-leads';
import { bulkRevisionMiddleware, revisionMiddleware, touchUsersOfFiles } from './middlewares/revisions';
import requireClubLanguage from './middlewares/require-club-language';
import { customFields } from './domain/custom-fields';
import admin from './routes/admin';
import { answerComponentParents } from './services/component-relations';
import { contentServices, services } from './services';
import { runBulkActionsOneByOne } from './services/bulk-actions';
import { countReadableOnly } from './services/home-counts';
import { addListViews } from './services/list-views';
import { refuseOverwrites } from './services/opened-versions';
import { guardPanel } from './services/panel-guards';
import { proposeSlugs } from './services/slug-choice';

export default {
  config,
  contentTypes: {
    'former-slug': { schema: formerSlug },
    revision: { schema: revision },
    'search-entry': { schema: searchEntry },
    'slug-owner': { schema: slugOwner },
  },
  middlewares: { 'require-club-language': requireClubLanguage },
  controllers: { 'club-zone': clubZone, slugs },
  routes: { admin },
  services,
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.customFields.register(
      Object.entries(customFields).map(([name, type]) => ({ name, plugin: 'content', type })),
    );
    strapi.documents.use(retryWritesOnDeadlock(strapi));
    strapi.documents.use(restoreAttribute(strapi));
    strapi.documents.use(revisionMiddleware(strapi));
    // Here, since routes keep what the controllers offer when Strapi mounts them, before it calls bootstrap.
    // Within what is repeated after a deadlock, so that each repetition is checked again.
    refuseOverwrites(strapi);
    retryPanelActionsOnDeadlock(strapi);
    guardPanel(strapi);
    countReadableOnly(strapi);
    addListViews(strapi);
    runBulkActionsOneByOne(strapi);
    answerComponentParents(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    const content = contentServices(strapi);
    strapi.documents.use(savingMiddleware(strapi, content));
    strapi.documents.use(maskAttribute);
    content.bulkWrites.use(bulkRevisionMiddleware(strapi));
    content.bulkWrites.use(bulkSavingMiddleware(strapi, content));
    touchUsersOfFiles(strapi);
    await content.collations.ensure();
    defaultToClubZone(strapi);
    proposeSlugs(strapi);
    await content.search.ensure();
    await content.listColumns.ensure();
    content.uploadRollback.removeEntriesWithRows();
    await content.pendingUploads.clear();
  },
};
