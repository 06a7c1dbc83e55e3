import { z } from 'zod';
import { documentFields, documentId, nullableText, timestamp } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';

export const categorySchema = z
  .strictObject({ id: documentId, slug, name: nullableText, ...documentFields })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categorySchema>;

const referenceSchema = z.strictObject({ slug, name: nullableText });

export const postSummarySchema = z
  .strictObject({
    id: documentId,
    slug,
    title: nullableText,
    excerpt: nullableText.describe('The teaser of a locked post'),
    category: referenceSchema.nullable(),
    author: referenceSchema.nullable(),
    cover: mediaSchema.nullable(),
    minimum_tier: referenceSchema.nullable(),
    locked: z.boolean().describe('Whether the body is withheld from this reader'),
    published_at: timestamp,
    ...documentFields,
  })
  .meta({ id: 'PostSummary' });
export type PostSummary = z.infer<typeof postSummarySchema>;

export const postSchema = postSummarySchema
  .extend({ body: nullableText.describe('Markdown; null where locked') })
  .meta({ id: 'Post' });
export type PostView = z.infer<typeof postSchema>;

export const tierSchema = z
  .strictObject({
    slug,
    name: nullableText,
    description: nullableText.describe('Markdown'),
    benefits: z.array(z.string()),
    amount_cents: z.int().min(0),
    currency: z.string().describe('ISO 4217'),
    patreon_url: nullableText,
    language: documentFields.language,
    fallback: documentFields.fallback,
  })
  .meta({ id: 'PatreonTier' });
export type TierView = z.infer<typeof tierSchema>;

export const categoryColumns = { slug: columns.text, name: columns.text };
export const postColumns = {
  slug: columns.text,
  title: columns.text,
  excerpt: columns.text,
  body: columns.text,
  date: columns.timestamp,
};
export const tierColumns = {
  slug: columns.text,
  name: columns.text,
  description: columns.text,
  benefits: columns.textList,
  amountCents: columns.integer,
  currency: columns.text,
  patreonTierId: columns.text,
};

type Named = columns.Localized<typeof categoryColumns>;

export interface PostParts {
  category: Named | undefined;
  author: Named | undefined;
  minimumTier: Named | undefined;
  cover: Media | undefined;
  locked: boolean;
}

const toReference = (named: Named | undefined) =>
  named ? { slug: named.slug ?? '', name: named.name } : null;

export function toCategory(category: Named): CategoryView {
  return {
    id: category.documentId,
    slug: category.slug ?? '',
    name: category.name,
    ...columns.documentFieldsOf(category),
  };
}

/** A post in a list: all but the body, whoever reads. */
export function toPostSummary(post: columns.Localized<typeof postColumns>, parts: PostParts): PostSummary {
  const fields = columns.documentFieldsOf(post);
  return {
    id: post.documentId,
    slug: post.slug ?? '',
    title: post.title,
    excerpt: post.excerpt,
    category: toReference(parts.category),
    author: toReference(parts.author),
    cover: parts.cover ?? null,
    minimum_tier: toReference(parts.minimumTier),
    locked: parts.locked,
    published_at: (post.date ?? post.createdAt).toISOString(),
    ...fields,
    fallback: fields.fallback.filter((field) => field !== 'body'),
  };
}

/** A post by itself; the body only for who may read it. */
export function toPost(post: columns.Localized<typeof postColumns>, parts: PostParts): PostView {
  const summary = toPostSummary(post, parts);
  if (parts.locked) return { ...summary, body: null };
  return { ...summary, body: post.body, fallback: columns.documentFieldsOf(post).fallback };
}

/** `patreonUrl` is where somebody joins at this tier. */
export function toTier(tier: columns.Localized<typeof tierColumns>, patreonUrl: string | null): TierView {
  const { language, fallback } = columns.documentFieldsOf(tier);
  return {
    slug: tier.slug ?? '',
    name: tier.name,
    description: tier.description,
    benefits: tier.benefits,
    amount_cents: tier.amountCents ?? 0,
    currency: tier.currency ?? 'EUR',
    patreon_url: patreonUrl,
    language,
    fallback,
  };
}
