import { z } from 'zod';
import { documentFields, documentId, pagination, timestamp } from '../../../../http/schemas';
import { mediaSchema } from './content';
import { slug } from './query';

export const searchTypes = ['locations', 'artists', 'events', 'blog', 'staff'] as const;
export type SearchType = (typeof searchTypes)[number];

export const searchHitSchema = z
  .strictObject({
    id: documentId,
    slug,
    title: z.string().nullable(),
    summary: z.string().nullable().describe('Plain text, at most 200 characters'),
    image: mediaSchema.nullable(),
    start_time: timestamp.nullable().describe('Events only'),
    language: documentFields.language,
    fallback: documentFields.fallback,
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHitSchema>;

export const searchGroupSchema = z
  .strictObject({ type: z.enum(searchTypes), total: z.int().min(0), results: z.array(searchHitSchema) })
  .meta({ id: 'SearchGroup' });

export type SearchGroup = z.infer<typeof searchGroupSchema>;

export const searchResponse = z.strictObject({
  success: z.literal(true),
  data: z.array(searchGroupSchema),
  meta: z.strictObject({ pagination: pagination.describe('total over all groups, pages of the longest') }),
});
