import { z } from 'zod';
import { documentId, nullableText, timestamp } from '../../../../../http/schemas';
import { integer, type Column } from '../columns';
import { integrationSchema } from './integration';
import { resources } from './resources';
import { publicationStates, translationLanguages } from './schemas';

const count = z.int().min(0);

const contentCounts = z
  .strictObject({
    total: count,
    draft: count,
    modified: count,
    published: count,
    missing_translations: z
      .strictObject(Object.fromEntries(translationLanguages.map((language) => [language, count])))
      .describe('Documents without a translation of their own, by language'),
  })
  .meta({ id: 'ContentCounts' });

/** As staff answer it, of which more is known. */
const upcomingEvent = z.object({
  id: documentId,
  slug: nullableText,
  title: nullableText,
  start_time: timestamp.nullable(),
  end_time: timestamp.nullable(),
  status: nullableText,
  state: z.enum(publicationStates),
  location: z.object({ id: documentId, slug: nullableText, name: nullableText }).nullable(),
  missing_translations: z.array(z.string()),
});
export const upcomingViews = z.array(upcomingEvent);
export type UpcomingView = z.infer<typeof upcomingEvent>;

export const dashboardSchema = z
  .strictObject({
    content: z.strictObject(Object.fromEntries(resources.map(({ path }) => [path, contentCounts]))),
    next_events: z.array(upcomingEvent).describe('What is on, and what follows, drafts too'),
    queue: z.strictObject({ waiting: count, running: count, failed: count, paused: z.array(z.string()) }),
    integrations: z.array(integrationSchema.pick({ name: true, title: true, state: true })),
  })
  .meta({ id: 'Dashboard' });

export type ContentCounts = z.infer<typeof contentCounts>;

const number: Column<number> = (raw) => integer(raw) ?? 0;

/** A row of counts; a sum over no rows is null. */
export function toContentCounts(row: Readonly<Record<string, unknown>>): ContentCounts {
  const [total, draft, modified] = [row['total'], row['draft'], row['modified']].map(number);
  return {
    total: total ?? 0,
    draft: draft ?? 0,
    modified: modified ?? 0,
    published: (total ?? 0) - (draft ?? 0) - (modified ?? 0),
    missing_translations: Object.fromEntries(
      translationLanguages.map((language) => [language, number(row[`missing_${language}`])]),
    ),
  };
}
