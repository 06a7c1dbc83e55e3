import { defaultLanguage, includesLanguage, type Language } from '../../../../shared/server/languages';
import { namingAttribute } from '../../../../shared/server/naming-attribute';
import { isBlank, type Values } from './rules/issues';
import type { TypeSchema } from './schema';

interface Words {
  quotes: readonly [string, string];
  untitled: string;
  unnamed: string;
  /** Singular and plural, by the type's name. */
  types: Readonly<Record<string, readonly [string, string]>>;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    quotes: ['“', '”'],
    untitled: 'without a title',
    unnamed: 'without a name',
    types: {
      event: ['event', 'events'],
      post: ['post', 'posts'],
      exclusive: ['exclusive', 'exclusives'],
      location: ['location', 'locations'],
      artist: ['artist', 'artists'],
      'staff-member': ['staff member', 'staff members'],
    },
  },
  it: {
    quotes: ['«', '»'],
    untitled: 'senza titolo',
    unnamed: 'senza nome',
    types: {
      event: ['evento', 'eventi'],
      post: ['articolo', 'articoli'],
      exclusive: ['esclusiva', 'esclusive'],
      location: ['luogo', 'luoghi'],
      artist: ['artista', 'artisti'],
      'staff-member': ['membro dello staff', 'membri dello staff'],
    },
  },
  fr: {
    quotes: ['«\u00a0', '\u00a0»'],
    untitled: 'sans titre',
    unnamed: 'sans nom',
    types: {
      event: ['événement', 'événements'],
      post: ['article', 'articles'],
      exclusive: ['exclusivité', 'exclusivités'],
      location: ['lieu', 'lieux'],
      artist: ['artiste', 'artistes'],
      'staff-member': ['membre de l’équipe', 'membres de l’équipe'],
    },
  },
  es: {
    quotes: ['«', '»'],
    untitled: 'sin título',
    unnamed: 'sin nombre',
    types: {
      event: ['evento', 'eventos'],
      post: ['artículo', 'artículos'],
      exclusive: ['exclusiva', 'exclusivas'],
      location: ['lugar', 'lugares'],
      artist: ['artista', 'artistas'],
      'staff-member': ['miembro del equipo', 'miembros del equipo'],
    },
  },
};

/** The noun for this many documents of a type. @param word the type's singular name */
export function typeText(word: string, count: number, language: Language): string {
  const [one, several] = words[language].types[word] ?? [word, word];
  return count === 1 ? one : several;
}

/** A name in the quotation marks of a language. */
export const quoted = (name: string, language: Language): string => words[language].quotes.join(name);

export const namingColumns = (attributes: object): string[] =>
  ['documentId', 'locale', namingAttribute(attributes), 'startTime', 'timezone'].filter(
    (name) => name !== undefined && (name === 'documentId' || name === 'locale' || name in attributes),
  ) as string[];

/**
 * The name of a document in the first language that has one.
 *
 * @param rows its rows, with `namingColumns`
 * @param locale the language, or languages, to try before English
 * @returns null if it has no name
 */
export function nameOf(rows: readonly Values[], attributes: object, locale: unknown): string | null {
  const attribute = namingAttribute(attributes);
  if (attribute === undefined) return null;
  const rank = (row: Values): number =>
    (includesLanguage(locale, String(row['locale'])) ? 0 : 2) + (row['locale'] === defaultLanguage ? 0 : 1);
  const [named] = rows.filter((row) => !isBlank(row[attribute])).sort((a, b) => rank(a) - rank(b));
  return named ? String(named[attribute]) : null;
}

/**
 * A document in a sentence: its name in quotes, or a description if it has none.
 *
 * @param rows its rows, with `namingColumns`
 * @param language that of the sentence
 * @param locale the language, or languages, to look for a name in before English
 */
export function documentText(
  rows: readonly Values[],
  { attributes, info }: Pick<TypeSchema, 'attributes' | 'info'>,
  language: Language,
  locale: unknown = defaultLanguage,
): string {
  const name = nameOf(rows, attributes, locale);
  return name === null
    ? unnamedText(rows[0] ?? {}, attributes, info.singularName, language)
    : quoted(name, language);
}

/** Describes a document without a name: its type and, for an event, its local start time. */
export function unnamedText(row: Values, attributes: object, word: string, language: Language): string {
  const { untitled, unnamed } = words[language];
  const text = `${typeText(word, 1, language)} ${namingAttribute(attributes) === 'title' ? untitled : unnamed}`;
  const start = row['startTime'];
  if (typeof start !== 'string' && !(start instanceof Date)) return text;
  const timeZone = isBlank(row['timezone']) ? undefined : String(row['timezone']);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return `${text}, ${format.format(new Date(start))}`;
}
