import { z } from 'zod';
import { documentFields, id, instant } from './answer';
import { media } from './media';
import { slug } from './query';

const text = z.string().nullable();

export const categoryView = z
  .strictObject({ id, slug, name: text, ...documentFields })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categoryView>;

const reference = z.strictObject({ slug, name: text });

export const postSummary = z
  .strictObject({
    id,
    slug,
    title: text,
    excerpt: text.describe('The teaser of a locked post'),
    category: reference.nullable(),
    author: reference.nullable(),
    cover: media.nullable(),
    minimum_tier: reference.nullable(),
    locked: z.boolean().describe('Whether the body is withheld from this reader'),
    published_at: instant,
    ...documentFields,
  })
  .meta({ id: 'PostSummary' });
export type PostSummary = z.infer<typeof postSummary>;

export const postView = postSummary
  .extend({ body: text.describe('Markdown; null where locked') })
  .meta({ id: 'Post' });
export type PostView = z.infer<typeof postView>;

export const tierView = z
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
export type TierView = z.infer<typeof tierView>;
