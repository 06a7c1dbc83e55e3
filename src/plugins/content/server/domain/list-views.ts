import type { ListView } from '../../contract/list-views';

/**
 * The filter of a view that depends on the rows alone, as the content manager's find takes it; null for the others.
 *
 * @param now ISO 8601; an event is upcoming until it is over
 */
export function viewFilter(view: ListView, now: string): object | null {
  switch (view) {
    case 'upcoming':
      // A draft that has no times yet is still to come.
      return { $or: [{ endTime: { $gte: now } }, { endTime: { $null: true } }] };
    case 'past':
      return { endTime: { $lt: now } };
    case 'drafts':
      // Strapi's own, of entries that were never published.
      return { __status: { $eq: 'draft' } };
    case 'all':
    case 'untranslated':
      return null;
  }
}

/** Adds a filter to those of a request; Strapi looks for some on the first level of `$and`. */
export function withFilter(filters: unknown, added: object): { $and: unknown[] } {
  if (typeof filters !== 'object' || filters === null) return { $and: [added] };
  const { $and = [], ...others } = filters as { $and?: unknown };
  return {
    $and: [...[$and].flat(), ...(Object.keys(others).length > 0 ? [others] : []), added],
  };
}
