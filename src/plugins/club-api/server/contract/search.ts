import { z } from 'zod';
import { documentFields, id, instant, pagination } from './answer';
import { media } from './media';
import { slug } from './query';

export const searchTypes = ['locations', 'artists', 'events', 'blog', 'staff'] as const;
export type SearchType = (typeof searchTypes)[number];

export const searchHit = z
  .strictObject({
    id,
    slug,
    title: z.string().nullable(),
    summary: z.string().nullable().describe('Plain text, at most 200 characters'),
    image: media.nullable(),
    start_time: instant.nullable().describe('Events only'),
    language: documentFields.language,
    fallback: documentFields.fallback,
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;

export const searchGroup = z
  .strictObject({ type: z.enum(searchTypes), total: z.int().min(0), results: z.array(searchHit) })
  .meta({ id: 'SearchGroup' });

export type SearchGroup = z.infer<typeof searchGroup>;

export const searchAnswer = z.strictObject({
  success: z.literal(true),
  data: z.array(searchGroup),
  meta: z.strictObject({ pagination: pagination.describe('total over all groups, pages of the longest') }),
});
