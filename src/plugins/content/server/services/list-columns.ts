import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { listColumns } from '../domain/list-columns';

const configuration = z.looseObject({
  settings: z.looseObject({}),
  layouts: z.looseObject({ list: z.array(z.string()) }),
});

/** The part of the content manager that keeps how lists look; Strapi's own getter has no types. */
interface ContentTypes {
  findConfiguration(type: { uid: string }): Promise<unknown>;
  updateConfiguration(type: { uid: string }, configuration: object): Promise<unknown>;
}

/** Gives the admin panel's lists their columns: once, at the first start; staff may change them afterwards. */
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
