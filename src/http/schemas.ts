import { z } from 'zod';
import { languages } from '../shared/server/languages';

/** ISO 8601 in UTC with `Z`. */
export const timestamp = z.iso.datetime().meta({ id: 'Instant', examples: ['2026-11-21T20:00:00.000Z'] });

export const documentId = z
  .string()
  .meta({ id: 'DocumentId', description: "Strapi's documentId: stable for good" });

export const language = z
  .enum(languages, { error: `must be one of ${languages.join(', ')}` })
  .meta({ id: 'Language', description: 'A language of the club; Strapi has locales of the same codes' });

export const nullableText = z.string().nullable();

/** What every document of the club carries besides its own fields. */
export const documentFields = {
  language: language.describe('The language asked for'),
  fallback: z.array(z.string()).describe('The fields that stand in English, for want of a translation'),
  created_at: timestamp,
  updated_at: timestamp,
};

export const pagination = z
  .strictObject({
    page: z.int().min(1),
    per_page: z.int().min(1),
    total: z.int().min(0),
    pages: z.int().min(0),
  })
  .meta({ id: 'Pagination' });
export type Pagination = z.infer<typeof pagination>;

export const failure = z
  .strictObject({
    success: z.literal(false),
    error: z.string().describe('A sentence for a person'),
    errors: z.record(z.string(), z.array(z.string())).optional().describe('Why, by field'),
  })
  .meta({ id: 'Failure' });

/** The envelope round one thing, or round a list that is not paged. */
export const one = <Data extends z.ZodType>(data: Data) => z.strictObject({ success: z.literal(true), data });

export const paged = <Data extends z.ZodType>(data: Data) =>
  z.strictObject({
    success: z.literal(true),
    data: z.array(data),
    meta: z.strictObject({ pagination }),
  });

/** The body of every 202: `GET /tasks/:id` reports the progress. */
export const acceptedTask = one(z.strictObject({ task_id: z.string() }));

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

export const languageQuery = z.object({
  lang: language
    .optional()
    .describe('The language of the answer. Without it, the best match of Accept-Language, else en.'),
});

export const pagedQuery = languageQuery.extend({
  page: wholeNumber(1, 1_000_000, 1).describe('Counted from 1; beyond the last page the list is empty.'),
  per_page: wholeNumber(1, 100, 20),
});

export const pageQuery = languageQuery.extend({ page: pagedQuery.shape.page });
export const limitQuery = languageQuery.extend({ limit: wholeNumber(1, 100, 10) });

export interface Page {
  page: number;
  per_page: number;
}

export const offsetOf = ({ page, per_page }: Page): number => (page - 1) * per_page;

export const paginationOf = ({ page, per_page }: Page, total: number): Pagination => ({
  page,
  per_page,
  total,
  pages: Math.ceil(total / per_page),
});
