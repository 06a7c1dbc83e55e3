import { isLocalized } from './localized';

/** What the admin panel's lists may be narrowed down to; `untranslated` lists what lacks the list's language, in English. */
export const listViews = ['all', 'upcoming', 'past', 'drafts', 'untranslated'] as const;
export type ListView = (typeof listViews)[number];

interface ListedType {
  attributes: object;
  options?: { draftAndPublish?: boolean | undefined } | undefined;
  pluginOptions?: unknown;
}

const isTimed = ({ attributes }: ListedType): boolean =>
  ['startTime', 'endTime'].every((name) => Object.hasOwn(attributes, name));

/** The views that lists of a type have. */
export const viewsOf = (type: ListedType): readonly ListView[] => [
  'all',
  ...(isTimed(type) ? (['upcoming', 'past'] as const) : []),
  ...(type.options?.draftAndPublish ? (['drafts'] as const) : []),
  ...(isLocalized(type) ? (['untranslated'] as const) : []),
];

/** The view that a list opens with, by the type's uid; others open with all. */
const firstViews: Readonly<Record<string, ListView>> = { 'api::event.event': 'upcoming' };

/** The view of a list that nobody has chosen one for: whoever filters or searches looks among all. */
export const unchosenView = (uid: string, { isNarrowed }: { isNarrowed: boolean }): ListView =>
  isNarrowed ? 'all' : (firstViews[uid] ?? 'all');
