import { defaultLanguage, languages, type Language } from '../shared/server/languages';

type Range = ReturnType<typeof parseRange>;

/** One entry of Accept-Language, `it-IT;q=0.8`; a quality that is no number from 0 to 1 counts as 0 (RFC 9110, 12.4.2). */
function parseRange(entry: string) {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (weight === undefined) return { tag, quality: 1 };
  return { tag, quality: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0 };
}

/** How exactly a range names a language: 2 by name or region (`it`, `it-IT`), 1 as `*`, 0 not at all. */
function precision(tag: string, language: Language): number {
  if (tag === language || tag.startsWith(`${language}-`)) return 2;
  return tag === '*' ? 1 : 0;
}

/** The quality that a header gives to a language: that of the most exact range, the best of several alike. */
function qualityOf(language: Language, ranges: readonly Range[]): number {
  let exactness = 0;
  let quality = 0;
  for (const range of ranges) {
    const here = precision(range.tag, language);
    if (here === 0 || here < exactness) continue;
    quality = here > exactness ? range.quality : Math.max(quality, range.quality);
    exactness = here;
  }
  return quality;
}

/**
 * The language of an answer: the one asked for by name, else the best match of Accept-Language, else English.
 * Languages that the header likes alike go by its order, then by the club's.
 */
export function chooseLanguage(asked: Language | undefined, acceptLanguage: string | undefined): Language {
  if (asked) return asked;
  if (!acceptLanguage) return defaultLanguage;

  const ranges = acceptLanguage.split(',').map(parseRange);
  const place = (language: Language) => ranges.findIndex((range) => precision(range.tag, language) === 2);
  const [best] = languages
    .map((language) => ({ language, quality: qualityOf(language, ranges), place: place(language) }))
    .filter(({ quality }) => quality > 0)
    .sort(
      (a, b) => b.quality - a.quality || Number(a.place === -1) - Number(b.place === -1) || a.place - b.place,
    );
  return best?.language ?? defaultLanguage;
}
