import { z } from 'zod';
import { longestSlug, slugForm, slugPattern } from '../../../content/server/domain/slugs';
import { fold } from '../../../content/server/domain/fold';

export const slug = z
  .string()
  .meta({ id: 'Slug', description: 'The name in the address, the same in every language' });

/**
 * The parameter `:slug` of a path. What cannot be a slug is a 404 without a query, since the database's collation might match
 * another one. @param called what people call the type, for the message
 */
export const slugParams = (called: string) =>
  z.object({
    slug: slug.refine((text) => text.length <= longestSlug && slugPattern.test(text), {
      error: ({ input }) => `${called} '${String(input)}' not found`,
    }),
  });

/**
 * What is searched for, folded as what is searched: of accents alone, or of what nobody sees, nothing is left, and nothing
 * would be found in every text. The characters that are left are counted, as Unicode has them (code points).
 */
function folded(minimum: number, maximum: number) {
  const message =
    minimum === 1
      ? `must have 1 to ${maximum} characters, accents alone not counted`
      : `must have ${minimum} to ${maximum} characters`;
  return z
    .string()
    .overwrite(fold)
    .refine((text) => {
      const { length } = Array.from(text);
      return length >= minimum && length <= maximum;
    }, message);
}

export const searchText = folded(2, 100)
  .describe('Case and accents do not matter.')
  .meta({ minLength: 2, maxLength: 100 });

export const genreText = folded(1, 100)
  .describe('A genre as artists name it; case and accents do not matter')
  .meta({ minLength: 1, maxLength: 100 });

export const slugFilter = z.string().max(longestSlug, slugForm).regex(slugPattern, slugForm);

/** A time, or a whole day of the club's time zone: what `from` and `to` take. */
export const dateOrTime = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'must be a date (2026-11-21) or a time with its zone (2026-11-21T20:00:00Z)',
  })
  .meta({ override: { type: 'string', examples: ['2026-11-21', '2026-11-21T20:00:00Z'] } });
