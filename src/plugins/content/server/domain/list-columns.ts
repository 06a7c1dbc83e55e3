import type { ClubType } from './writes';

export interface ListColumns {
  columns: readonly string[];
  sortedBy: string;
  direction: 'ASC' | 'DESC';
}

/** What staff want to see of many documents at once, in the admin panel's lists; Strapi would show the first four attributes. */
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
