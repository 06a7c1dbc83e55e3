import { z } from 'zod';
import { documentFields, documentId, timestamp } from '../../../../http/schemas';
import { mediaSchema } from './content';
import { slug } from './query';

const text = z.string().nullable();

export const categorySchema = z
  .strictObject({ id: documentId, slug, name: text, ...documentFields })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categorySchema>;

const reference = z.strictObject({ slug, name: text });

export const postSummarySchema = z
  .strictObject({
    id: documentId,
    slug,
    title: text,
    excerpt: text.describe('The teaser of a locked post'),
    category: reference.nullable(),
    author: reference.nullable(),
    cover: mediaSchema.nullable(),
    minimum_tier: reference.nullable(),
    locked: z.boolean().describe('Whether the body is withheld from this reader'),
    published_at: timestamp,
    ...documentFields,
  })
  .meta({ id: 'PostSummary' });
export type PostSummary = z.infer<typeof postSummarySchema>;

export const postSchema = postSummarySchema
  .extend({ body: text.describe('Markdown; null where locked') })
  .meta({ id: 'Post' });
export type PostView = z.infer<typeof postSchema>;

export const tierSchema = z
  .strictObject({
    slug,
    name: text,
    description: text.describe('Markdown'),
    benefits: z.array(z.string()),
    amount_cents: z.int().min(0),
    currency: z.string().describe('ISO 4217'),
    patreon_url: text,
    language: documentFields.language,
    fallback: documentFields.fallback,
  })
  .meta({ id: 'PatreonTier' });
export type TierView = z.infer<typeof tierSchema>;
