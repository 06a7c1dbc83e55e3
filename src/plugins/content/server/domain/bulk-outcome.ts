import type { Language } from '../../../../shared/server/languages';

export type BulkAction = 'publish' | 'unpublish' | 'delete';

export interface LeftOut {
  /** Its name in quotes, or its type if it has none. */
  name: string;
  reason: string;
  /** The issues that the reason says, as in a refusal: the panel says them by the labels of its forms. */
  errors?: unknown;
}

/** Labels of the count of changed documents and of the list of the others. */
const words: Readonly<Record<Language, Readonly<Record<BulkAction, readonly [string, string]>>>> = {
  en: {
    publish: ['Published', 'Not published'],
    unpublish: ['Unpublished', 'Not unpublished'],
    delete: ['Deleted', 'Not deleted'],
  },
  it: {
    publish: ['Pubblicati', 'Non pubblicati'],
    unpublish: ['Ritirati', 'Non ritirati'],
    delete: ['Eliminati', 'Non eliminati'],
  },
  fr: {
    publish: ['Publiés', 'Non publiés'],
    unpublish: ['Dépubliés', 'Non dépubliés'],
    delete: ['Supprimés', 'Non supprimés'],
  },
  es: {
    publish: ['Publicados', 'No publicados'],
    unpublish: ['Retirados', 'No retirados'],
    delete: ['Eliminados', 'No eliminados'],
  },
};

/** Reasons why nothing was written: the document was deleted, or lacks the language. */
const missing = {
  gone: { en: 'no longer there', it: 'non c’è più', fr: 'n’existe plus', es: 'ya no existe' },
  notInLanguage: {
    en: 'not there in this language',
    it: 'non c’è in questa lingua',
    fr: 'n’existe pas dans cette langue',
    es: 'no existe en este idioma',
  },
} as const satisfies Record<string, Record<Language, string>>;

export const missingText = (key: keyof typeof missing, language: Language): string => missing[key][language];

/** The result of a bulk action of which some documents were refused. */
export function bulkText(
  action: BulkAction,
  done: number,
  leftOut: readonly LeftOut[],
  language: Language,
): string {
  const [did, not] = words[language][action];
  const colon = language === 'fr' ? '\u00a0:' : ':';
  return `${did}${colon} ${done}. ${not}${colon} ${leftOut.map(({ name, reason }) => `${name} – ${reason.replace(/\.$/, '')}`).join('; ')}`;
}
