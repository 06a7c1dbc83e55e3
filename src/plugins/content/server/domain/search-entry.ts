import { cut } from '../../../../shared/server/cut';
import { fold } from './fold';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';
import { publicPart } from './members-only';
import { plainText } from './text/clean';

/** The searched attributes by type; the first is the document's name and sorts it. */
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
  /** Each genre between line breaks, which folded texts never contain, so that only whole genres match. */
  genres: string | null;
}

export type LocalizedRow = Readonly<Record<string, unknown>> & { locale: string };

/** MySQL indexes at most 3072 bytes; the other columns of the index leave this much for the key. */
const longestSortKey = 191;
const longestText = 20_000;

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').join(' ') : '';
}

/** A genre as it is stored in an entry; empty if folding leaves nothing. */
export function genreKey(genre: string): string {
  const folded = fold(genre);
  return folded === '' ? '' : `\n${folded}\n`;
}

function genresOf(value: unknown): string | null {
  if (!Array.isArray(value)) return null;
  return value.map((genre) => (typeof genre === 'string' ? genreKey(genre) : '')).join('') || null;
}

/**
 * The search entry of a document in each language: each attribute's translation, or its English value if that is empty.
 * Shared attributes are in the English row.
 *
 * @param rows the public rows of one document, one per language; without an English one nothing is public
 * @param hidden gated attributes, which must not be searchable, but for the part of Markdown that is for everybody
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
    const texts = attributes.map((attribute) => {
      const isMarkdown = markdown.includes(attribute);
      if (!hidden.includes(attribute))
        return isMarkdown ? plainText(seen(attribute), Infinity) : seen(attribute);
      return isMarkdown ? plainText(publicPart(seen(attribute)) ?? '', Infinity) : '';
    });
    return {
      lang,
      sortKey: cut(fold(seen(attributes[0])), longestSortKey),
      text: cut(fold(texts.join('\n')), longestText),
      genres: hidden.includes('genres') ? null : genresOf(english['genres']),
    };
  });
}
