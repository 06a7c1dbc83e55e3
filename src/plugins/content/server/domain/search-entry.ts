import { cut } from '../../../../shared/server/cut';
import { fold } from './fold';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';
import { plainText } from './text/clean';

/** What people search by, per type; the first names the document and sorts it. */
export const searchedAttributes = {
  'api::location.location': ['name', 'tagline', 'description', 'architectureNotes', 'atmosphereNotes'],
  'api::artist.artist': ['name', 'avatarName', 'genres', 'shortBio', 'bio'],
  'api::event.event': ['title', 'description'],
  'api::post.post': ['title', 'excerpt', 'body'],
  'api::staff-member.staff-member': ['name', 'avatarName', 'roleTitle', 'bio'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type SearchedType = keyof typeof searchedAttributes;

export const isSearched = (uid: string): uid is SearchedType => uid in searchedAttributes;

export interface SearchEntry {
  lang: Language;
  sortKey: string;
  text: string;
  /** Each genre between line ends, which no folded text holds: so that one is found whole. */
  genres: string | null;
}

export type LocalizedRow = Readonly<Record<string, unknown>> & { locale: string };

/** MySQL indexes at most 3072 bytes; with the other columns of the index this is what a key may have. */
const longestSortKey = 191;
const longestText = 20_000;

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').join(' ') : '';
}

/** How a genre stands in an entry; empty where nothing of it is left to search by. */
export function genreKey(genre: string): string {
  const folded = fold(genre);
  return folded === '' ? '' : `\n${folded}\n`;
}

function genresOf(value: unknown): string | null {
  if (!Array.isArray(value)) return null;
  return value.map((genre) => (typeof genre === 'string' ? genreKey(genre) : '')).join('') || null;
}

/**
 * What readers of each language can find a document by: attribute by attribute the translation, or the English where
 * that is empty. Attributes that are not translated stand in the English row.
 *
 * @param rows the public rows of one document, one a language; without an English one nothing is public
 * @param hidden attributes behind a gate, which nobody may find anything by
 * @param markdown attributes that hold Markdown: people search the text they see, not its marks
 */
export function searchEntries(
  rows: readonly LocalizedRow[],
  attributes: readonly [string, ...string[]],
  hidden: readonly string[],
  markdown: readonly string[] = [],
): SearchEntry[] {
  const english = rows.find(({ locale }) => locale === defaultLanguage);
  if (!english) return [];
  return languages.map((lang) => {
    const translated = rows.find(({ locale }) => locale === lang);
    const seen = (attribute: string) => asText(translated?.[attribute]) || asText(english[attribute]);
    const texts = attributes
      .filter((attribute) => !hidden.includes(attribute))
      .map((attribute) =>
        markdown.includes(attribute) ? plainText(seen(attribute), Infinity) : seen(attribute),
      );
    return {
      lang,
      sortKey: cut(fold(seen(attributes[0])), longestSortKey),
      text: cut(fold(texts.join('\n')), longestText),
      genres: hidden.includes('genres') ? null : genresOf(english['genres']),
    };
  });
}
