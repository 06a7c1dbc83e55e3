import { z } from 'zod';
import { language } from './language';

/** ISO 8601 in UTC with `Z`. */
export const instant = z.iso.datetime().meta({ id: 'Instant', examples: ['2026-11-21T20:00:00.000Z'] });

export const id = z.string().meta({ id: 'DocumentId', description: "Strapi's documentId: stable for good" });

/** What every document of the club carries besides its own fields. */
export const documentFields = {
  language: language.describe('The language asked for'),
  fallback: z.array(z.string()).describe('The fields that stand in English, for want of a translation'),
  created_at: instant,
  updated_at: instant,
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
export type Failure = z.infer<typeof failure>;

/** The envelope round one thing, or round a list that is not paged. */
export const one = <Data extends z.ZodType>(data: Data) => z.strictObject({ success: z.literal(true), data });

/** The envelope round one page of a list. */
export const paged = <Data extends z.ZodType>(data: Data) =>
  z.strictObject({
    success: z.literal(true),
    data: z.array(data),
    meta: z.strictObject({ pagination }),
  });
