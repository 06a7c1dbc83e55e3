import { z } from 'zod';
import { documentFields, documentId, nullableText, pagination, timestamp } from '../../../../../http/schemas';
import { isMissing } from '../../../../../shared/server/missing';
import { plainText } from '../../../../content/server/domain/text/clean';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';

export const searchTypes = ['locations', 'artists', 'events', 'blog', 'staff'] as const;
export type SearchType = (typeof searchTypes)[number];

const searchHitSchema = z
  .strictObject({
    id: documentId,
    slug,
    title: nullableText,
    summary: nullableText.describe('Plain text, at most 200 characters'),
    image: mediaSchema.nullable(),
    start_time: timestamp.nullable().describe('Events only'),
    language: documentFields.language,
    fallback: documentFields.fallback,
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHitSchema>;

const searchGroupSchema = z
  .strictObject({ type: z.enum(searchTypes), total: z.int().min(0), results: z.array(searchHitSchema) })
  .meta({ id: 'SearchGroup' });
export type SearchGroup = z.infer<typeof searchGroupSchema>;

export const searchResponse = z.strictObject({
  success: z.literal(true),
  data: z.array(searchGroupSchema),
  meta: z.strictObject({ pagination: pagination.describe('total over all groups, pages of the longest') }),
});

interface HitParts {
  title: string;
  /** The attributes that may stand under the title: the first that is not empty does. */
  summary: readonly string[];
  image: Media | undefined;
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** One search result; `fallback` names only what it shows. */
export function toSearchHit(
  document: columns.Localized<columns.Columns>,
  { title, summary, image }: HitParts,
): SearchHit {
  const shown = summary.find((attribute) => !isMissing(document[attribute]));
  const long = asText(shown && document[shown]);
  const shownAs: Record<string, string> = {
    [title]: 'title',
    ...(shown && shown !== title && { [shown]: 'summary' }),
  };
  const startTime = document['startTime'];
  return {
    id: document.documentId,
    slug: asText(document['slug']) ?? '',
    title: asText(document[title]),
    summary: long === null || shown === title ? null : plainText(long, 200),
    image: image ?? null,
    start_time: startTime instanceof Date ? startTime.toISOString() : null,
    language: columns.documentFieldsOf(document).language,
    fallback: document.fallback.flatMap((attribute) => shownAs[attribute] ?? []),
  };
}
