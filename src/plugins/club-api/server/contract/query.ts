import { z } from 'zod';
import { longestSlug, slugForm, slugPattern } from '../../../content/server/domain/slug-form';
import { languageQuery } from './language';

/** A whole number as it stands in a query string: digits alone, so that `1e3`, ` 5` and `0x10` are refused. */
function wholeNumber(minimum: number, maximum: number, initial: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .pipe(z.number().min(minimum, message).max(maximum, message))
    .default(initial)
    .meta({ override: { type: 'integer', minimum, maximum, default: initial } });
}

export const slug = z
  .string()
  .meta({ id: 'Slug', description: 'The name in the address, the same in every language' });

/**
 * The parameter `:slug` of a path. What cannot be a slug is a 404 that does not ask the database, whose collation might
 * take another text for the same.
 * @param called what people call the type, for the sentence
 */
export const slugParams = (called: string) =>
  z.object({
    slug: slug.refine((text) => text.length <= longestSlug && slugPattern.test(text), {
      error: ({ input }) => `${called} '${String(input)}' not found`,
    }),
  });

export const pagedQuery = languageQuery.extend({
  page: wholeNumber(1, 1_000_000, 1).describe('Counted from 1; beyond the last page the list is empty.'),
  per_page: wholeNumber(1, 100, 20),
});

export const limitQuery = languageQuery.extend({ limit: wholeNumber(1, 100, 10) });
export const pageQuery = languageQuery.extend({ page: pagedQuery.shape.page });

export const searchText = z
  .string()
  .trim()
  .min(2, 'must have 2 to 100 characters')
  .max(100, 'must have 2 to 100 characters')
  .describe('Case and accents do not matter.');

export const slugFilter = z.string().max(longestSlug, slugForm).regex(slugPattern, slugForm);

/** A moment, or a whole day of the club's time zone: what `from` and `to` take. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'must be a date (2026-11-21) or a time with its zone (2026-11-21T20:00:00Z)',
  })
  .meta({ override: { type: 'string', examples: ['2026-11-21', '2026-11-21T20:00:00Z'] } });
