import type { ClubType } from '../domain/writes';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

export interface ListColumns {
  columns: readonly string[];
  sortedBy: string;
  direction: 'ASC' | 'DESC';
}

/** The columns of the admin panel's lists; Strapi would show the first four attributes. */
export const listColumns: Readonly<Record<ClubType, ListColumns>> = {
  'api::event.event': {
    columns: ['title', 'startTime', 'location', 'eventStatus', 'eventType'],
    sortedBy: 'startTime',
    direction: 'DESC',
  },
  'api::location.location': {
    columns: ['name', 'moodCategory', 'sortOrder', 'isActive'],
    sortedBy: 'sortOrder',
    direction: 'ASC',
  },
  'api::artist.artist': { columns: ['name', 'avatarName', 'shortBio'], sortedBy: 'name', direction: 'ASC' },
  'api::post.post': {
    columns: ['title', 'category', 'author', 'date', 'minimumTier'],
    sortedBy: 'date',
    direction: 'DESC',
  },
  'api::category.category': { columns: ['name', 'slug'], sortedBy: 'name', direction: 'ASC' },
  'api::staff-member.staff-member': {
    columns: ['name', 'roleTitle', 'sortOrder', 'isActive'],
    sortedBy: 'sortOrder',
    direction: 'ASC',
  },
  'api::patreon-tier.patreon-tier': {
    columns: ['name', 'amountCents', 'currency', 'patreonTierId'],
    sortedBy: 'amountCents',
    direction: 'ASC',
  },
  'api::exclusive.exclusive': {
    columns: ['title', 'minimumTier', 'slug'],
    sortedBy: 'title',
    direction: 'ASC',
  },
  'api::ui-text.ui-text': { columns: ['key', 'text'], sortedBy: 'key', direction: 'ASC' },
};

const configuration = z.looseObject({
  settings: z.looseObject({}),
  layouts: z.looseObject({ list: z.array(z.string()) }),
});

/** The content manager's service for the layout of lists; Strapi's own getter has no types. */
interface ContentTypes {
  findConfiguration(type: { uid: string }): Promise<unknown>;
  updateConfiguration(type: { uid: string }, configuration: object): Promise<unknown>;
}

/** Sets the columns of the admin panel's lists once, at the first start; staff may change them afterwards. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async ensure(): Promise<void> {
    const store = strapi.store({ type: 'plugin', name: 'content' });
    if ((await store.get({ key: 'listColumns' })) === true) return;

    const contentTypes: ContentTypes = strapi.plugin('content-manager').service('content-types');
    for (const [uid, { columns, sortedBy, direction }] of Object.entries(listColumns)) {
      const { settings, layouts } = configuration.parse(await contentTypes.findConfiguration({ uid }));
      await contentTypes.updateConfiguration(
        { uid },
        {
          settings: { ...settings, defaultSortBy: sortedBy, defaultSortOrder: direction },
          layouts: { ...layouts, list: columns },
        },
      );
    }
    await store.set({ key: 'listColumns', value: true });
  },
});
