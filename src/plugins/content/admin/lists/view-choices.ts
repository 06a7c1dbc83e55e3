import { z } from 'zod';
import { unchosenView, type ListView } from '../../contract/list-views';

/** What an address of a list says, as far as it is used here. */
export interface ListQuery {
  _q?: string;
  filters?: object;
  sort?: string;
  page?: number;
  plugins?: { i18n?: { locale?: string }; content?: { view?: ListView } };
}

interface Choice {
  view: ListView;
  /** For `untranslated`: into which language. */
  language: string | null;
}

const translations = ['it', 'fr', 'es'] as const;

export const choicesOf = (views: readonly ListView[]): Choice[] =>
  views.flatMap((view): Choice[] =>
    view === 'untranslated'
      ? translations.map((language) => ({ view, language }))
      : [{ view, language: null }],
  );

/** A choice as a text; lists of all views but one are in any language. */
export const choiceOf = ({ view, language }: Choice): string =>
  view === 'untranslated' ? `${view} ${language ?? ''}` : view;

/** The next or the latest event first; other lists keep their order. */
const orders: Partial<Record<ListView, string>> = { upcoming: 'startTime:ASC', past: 'startTime:DESC' };

/** The address of the list that was chosen. Filters and searches stay; what lacks a language is listed for that one. */
export function queryOf({ view, language }: Choice, query: ListQuery): ListQuery {
  const sort = orders[view];
  return {
    ...query,
    page: 1,
    ...(sort !== undefined && { sort }),
    plugins: {
      ...query.plugins,
      ...(language !== null && { i18n: { locale: language } }),
      content: { view },
    },
  };
}

/** The parts of what the content manager asks a list with that decide on its view. */
const asked = z.looseObject({
  model: z.string(),
  params: z.looseObject({
    view: z.string().optional(),
    _q: z.string().optional(),
    filters: z.looseObject({ $and: z.array(z.unknown()).optional() }).optional(),
  }),
});

/** Whether a list is searched or filtered. */
export const isNarrowed = ({ _q, filters }: { _q?: unknown; filters?: unknown }): boolean =>
  (typeof _q === 'string' && _q !== '') ||
  (typeof filters === 'object' && filters !== null && JSON.stringify(filters) !== '{"$and":[]}');

/** What a list is asked with, its view included. */
export function withView(argument: unknown): unknown {
  const list = asked.safeParse(argument).data;
  if (!list || list.params.view !== undefined) return argument;
  const view = unchosenView(list.model, { isNarrowed: isNarrowed(list.params) });
  return { ...list, params: { ...list.params, view } };
}
