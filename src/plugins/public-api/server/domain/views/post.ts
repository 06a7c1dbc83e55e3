import { z } from 'zod';
import { documentFields, documentId, nullableText, timestamp } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import { publicPart } from '../../../../content/server/domain/members-only';
import { offerSchema, type Offer } from '../../../../patreon/server/domain/offer';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';
import { referenceSchema, toReference, type OfferedTier } from './tier';

export const categorySchema = z
  .strictObject({ id: documentId, slug, name: nullableText, ...documentFields })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categorySchema>;

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
    offer: offerSchema.nullable().describe('How to unlock it; null where it is open'),
    published_at: timestamp,
    ...documentFields,
  })
  .meta({ id: 'PostSummary' });
export type PostSummary = z.infer<typeof postSummarySchema>;

export const postSchema = postSummarySchema
  .extend({ body: nullableText.describe('Markdown; where locked, the part for everybody, or null') })
  .meta({ id: 'Post' });
export type PostView = z.infer<typeof postSchema>;

export const categoryColumns = { slug: columns.text, name: columns.text };
export const postColumns = {
  slug: columns.text,
  title: columns.text,
  excerpt: columns.text,
  body: columns.text,
  date: columns.timestamp,
  lockedText: columns.text,
};
type Named = columns.Localized<typeof categoryColumns>;

export interface PostParts {
  category: Named | undefined;
  author: Named | undefined;
  minimumTier: OfferedTier | undefined;
  cover: Media | undefined;
  /** null if this reader may read all of it. */
  offer: Offer | null;
}

export function toCategory(category: Named): CategoryView {
  return {
    id: category.documentId,
    slug: category.slug ?? '',
    name: category.name,
    ...columns.documentFieldsOf(category),
  };
}

const fellBack = ({ fallback }: { fallback: readonly string[] }, field: string): string[] =>
  fallback.filter((name) => name === field);

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
    locked: parts.offer !== null,
    offer: parts.offer,
    published_at: (post.date ?? post.createdAt).toISOString(),
    ...fields,
    fallback: fields.fallback.filter((field) => field !== 'body' && field !== 'locked_text'),
  };
}

/** A post by itself; all of the body only for who may read it. */
export function toPost(post: columns.Localized<typeof postColumns>, parts: PostParts): PostView {
  const summary = toPostSummary(post, parts);
  const body = parts.offer === null || post.body === null ? post.body : publicPart(post.body);
  const shown = body === null ? summary.fallback : [...summary.fallback, ...fellBack(post, 'body')];
  return { ...summary, body, fallback: shown };
}
