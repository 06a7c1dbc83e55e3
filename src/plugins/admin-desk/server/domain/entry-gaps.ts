import { isLocalized } from '../../../content/contract/localized';
import type { Attributes } from '../../../content/server/domain/schema';
import { isMissing } from '../../../../shared/server/missing';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';
import type { Gap } from '../../contract/home';
import type { Missing } from '../../contract/consequences';
import { gapsOf, untranslated } from './event-gaps';

type Row = Readonly<Record<string, unknown>>;

const textTypes = ['string', 'text', 'richtext'];

/** The attributes that are translated, by their schema. */
export const translatedTexts = (attributes: Attributes): string[] =>
  Object.entries(attributes)
    .filter(([, attribute]) => textTypes.includes(attribute.type) && isLocalized(attribute) === true)
    .map(([name]) => name);

/**
 * The languages in which readers see something of their own, of those that are published. A translation without any text is none:
 * they read English there.
 *
 * @param rows the document's rows in all languages, with all their own columns
 */
export function readLanguages(
  attributes: Attributes,
  published: readonly Language[],
  rows: readonly Row[],
): Language[] {
  const names = translatedTexts(attributes);
  const hasText = (row: Row): boolean =>
    row['publishedAt'] !== null && names.some((name) => !isMissing(row[name]));
  return published.filter(
    (language) =>
      language === defaultLanguage || rows.some((row) => row['locale'] === language && hasText(row)),
  );
}

/** The attribute that a page shows as its picture, and the one with its text, by what a type calls them. */
const pictures = ['cover', 'photo'] as const;
const descriptions = ['description', 'body', 'bio'] as const;

/** The first of these attributes that a type has. */
const firstOf = <Name extends Gap>(names: readonly Name[], attributes: Attributes): Name[] =>
  names.filter((name) => name in attributes).slice(0, 1);

function gapsOfEvent(english: Row, texts: Parameters<typeof untranslated>[0]['texts']): Gap[] {
  const lineUp: unknown[] = Array.isArray(english['lineUp']) ? english['lineUp'] : [];
  return gapsOf({
    eventType: typeof english['eventType'] === 'string' ? english['eventType'] : null,
    hasCover: !isMissing(english['cover']),
    hasLocation: !isMissing(english['location']),
    lineUp: lineUp.map(
      (entry) => typeof entry === 'object' && entry !== null && 'artist' in entry && entry.artist !== null,
    ),
    texts,
  });
}

const gapsOfOther = (attributes: Attributes, english: Row): Gap[] =>
  [...firstOf(pictures, attributes), ...firstOf(descriptions, attributes)].filter((name) =>
    isMissing(english[name]),
  );

/**
 * What an entry lacks that readers would look for.
 *
 * @param rows its drafts in all languages, the English one with pictures, location and line-up
 * @param published the languages that are published: of a translation, only its own texts can be missing
 */
export function missingOf(
  { uid, attributes }: { uid: string; attributes: Attributes },
  rows: readonly Row[],
  published: readonly Language[],
): Missing {
  const names = translatedTexts(attributes);
  const rowIn = (locale: Language): Row | undefined => rows.find((row) => row['locale'] === locale);
  const texts = Object.fromEntries(
    languages.flatMap((locale) => {
      const row = rowIn(locale);
      return row ? [[locale, Object.fromEntries(names.map((name) => [name, row[name]]))]] : [];
    }),
  );
  const english = rowIn(defaultLanguage);
  const lacking = untranslated({ texts });
  if (!english || !published.includes(defaultLanguage))
    return { gaps: [], untranslated: lacking.filter((each) => published.includes(each)) };
  const gaps = uid === 'api::event.event' ? gapsOfEvent(english, texts) : gapsOfOther(attributes, english);
  return { gaps, untranslated: lacking };
}
