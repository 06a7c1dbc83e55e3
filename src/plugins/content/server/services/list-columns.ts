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
    columns: ['startTime', 'title', 'cover', 'location', 'eventStatus'],
    sortedBy: 'startTime',
    direction: 'ASC',
  },
  'api::location.location': {
    columns: ['cover', 'name', 'moodCategory', 'sortOrder', 'isActive'],
    sortedBy: 'sortOrder',
    direction: 'ASC',
  },
  'api::artist.artist': { columns: ['photo', 'name', 'avatarName'], sortedBy: 'name', direction: 'ASC' },
  'api::post.post': {
    columns: ['cover', 'title', 'category', 'date', 'minimumTier'],
    sortedBy: 'date',
    direction: 'DESC',
  },
  'api::category.category': { columns: ['name', 'slug'], sortedBy: 'name', direction: 'ASC' },
  'api::staff-member.staff-member': {
    columns: ['photo', 'name', 'roleTitle', 'sortOrder', 'isActive'],
    sortedBy: 'sortOrder',
    direction: 'ASC',
  },
  'api::patreon-tier.patreon-tier': {
    columns: ['name', 'amountCents', 'currency', 'patreonTierId'],
    sortedBy: 'amountCents',
    direction: 'ASC',
  },
  'api::exclusive.exclusive': {
    columns: ['cover', 'title', 'minimumTier', 'slug'],
    sortedBy: 'title',
    direction: 'ASC',
  },
  'api::ui-text.ui-text': { columns: ['key', 'text'], sortedBy: 'key', direction: 'ASC' },
};

type Columns = Readonly<Partial<Record<string, ListColumns>>>;

/** Those of the first version that have changed since: what staff left as it was follows. */
const firstColumns: Columns = {
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
  'api::staff-member.staff-member': {
    columns: ['name', 'roleTitle', 'sortOrder', 'isActive'],
    sortedBy: 'sortOrder',
    direction: 'ASC',
  },
  'api::exclusive.exclusive': {
    columns: ['title', 'minimumTier', 'slug'],
    sortedBy: 'title',
    direction: 'ASC',
  },
};

/** Those of the second version that have changed since: on a narrow screen they hid when an event is. */
const secondColumns: Columns = {
  'api::event.event': {
    columns: ['cover', 'title', 'startTime', 'location', 'eventStatus'],
    sortedBy: 'startTime',
    direction: 'ASC',
  },
};

const version = 3;

/** The columns that a club has of an earlier version; undefined where it has none yet. The first version was stored as `true`. */
const columnsOf = (stored: unknown): Columns | undefined => {
  if (stored === true) return firstColumns;
  return stored === 2 ? secondColumns : undefined;
};

const configuration = z.looseObject({
  settings: z.looseObject({ defaultSortBy: z.unknown(), defaultSortOrder: z.unknown() }),
  layouts: z.looseObject({ list: z.array(z.string()) }),
});

const isAs = (
  { settings, layouts }: z.output<typeof configuration>,
  { columns, sortedBy, direction }: ListColumns,
): boolean =>
  settings.defaultSortBy === sortedBy &&
  settings.defaultSortOrder === direction &&
  layouts.list.join() === columns.join();

/** The content manager's service for the layout of lists; Strapi's own getter has no types. */
interface ContentTypes {
  findConfiguration(type: { uid: string }): Promise<unknown>;
  updateConfiguration(type: { uid: string }, configuration: object): Promise<unknown>;
}

/** Sets the columns of the admin panel's lists at the first start; staff may change them afterwards. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async ensure(): Promise<void> {
    const store = strapi.store({ type: 'plugin', name: 'content' });
    const stored = await store.get({ key: 'listColumns' });
    if (stored === version) return;

    const former = columnsOf(stored);
    const contentTypes: ContentTypes = strapi.plugin('content-manager').service('content-types');
    for (const [uid, { columns, sortedBy, direction }] of Object.entries(listColumns)) {
      const current = configuration.parse(await contentTypes.findConfiguration({ uid }));
      const left = former?.[uid];
      if (former && !(left && isAs(current, left))) continue;
      const { settings, layouts } = current;
      await contentTypes.updateConfiguration(
        { uid },
        {
          settings: { ...settings, defaultSortBy: sortedBy, defaultSortOrder: direction },
          layouts: { ...layouts, list: columns },
        },
      );
    }
    await store.set({ key: 'listColumns', value: version });
  },
});
