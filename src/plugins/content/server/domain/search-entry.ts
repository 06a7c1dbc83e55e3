import { fold } from './fold';
import { defaultLanguage, languages, type Language } from './languages';

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
}

export type LocalizedRow = Readonly<Record<string, unknown>> & { locale: string };

/** MySQL indexes at most 3072 bytes; with the other columns of the index this is what a key may have. */
const longestSortKey = 191;
const longestText = 20_000;

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').join(' ') : '';
}

/**
 * What readers of each language can find a document by: attribute by attribute the translation, or the English where
 * that is empty. Attributes that are not translated stand in the English row.
 *
 * @param rows the public rows of one document, one a language; without an English one nothing is public
 * @param hidden attributes behind a gate, which nobody may find anything by
 */
export function searchEntries(
  rows: readonly LocalizedRow[],
  attributes: readonly [string, ...string[]],
  hidden: readonly string[],
): SearchEntry[] {
  const english = rows.find(({ locale }) => locale === defaultLanguage);
  if (!english) return [];
  return languages.map((lang) => {
    const translated = rows.find(({ locale }) => locale === lang);
    const seen = (attribute: string) => asText(translated?.[attribute]) || asText(english[attribute]);
    const texts = attributes.filter((attribute) => !hidden.includes(attribute)).map(seen);
    return {
      lang,
      sortKey: fold(seen(attributes[0])).slice(0, longestSortKey),
      text: fold(texts.join('\n')).slice(0, longestText),
    };
  });
}
