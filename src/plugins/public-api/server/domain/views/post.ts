import type { Media } from '../../contract/content';
import type { CategoryView, PostSummary, PostView, TierView } from '../../contract/blog';
import { integer, timestamp, text, textList } from '../columns';
import { documentFieldsOf, type Localized } from '../translation';

export const categoryColumns = { slug: text, name: text };
export const postColumns = { slug: text, title: text, excerpt: text, body: text, date: timestamp };
export const tierColumns = {
  slug: text,
  name: text,
  description: text,
  benefits: textList,
  amountCents: integer,
  currency: text,
  patreonTierId: text,
};

type Named = Localized<typeof categoryColumns>;

export interface PostParts {
  category: Named | undefined;
  author: Named | undefined;
  minimumTier: Named | undefined;
  cover: Media | undefined;
  locked: boolean;
}

const reference = (named: Named | undefined) => (named ? { slug: named.slug ?? '', name: named.name } : null);

export function toCategory(category: Named): CategoryView {
  return {
    id: category.documentId,
    slug: category.slug ?? '',
    name: category.name,
    ...documentFieldsOf(category),
  };
}

/** A post in a list: all but the body, whoever reads. */
export function toPostSummary(post: Localized<typeof postColumns>, parts: PostParts): PostSummary {
  const fields = documentFieldsOf(post);
  return {
    id: post.documentId,
    slug: post.slug ?? '',
    title: post.title,
    excerpt: post.excerpt,
    category: reference(parts.category),
    author: reference(parts.author),
    cover: parts.cover ?? null,
    minimum_tier: reference(parts.minimumTier),
    locked: parts.locked,
    published_at: (post.date ?? post.createdAt).toISOString(),
    ...fields,
    fallback: fields.fallback.filter((field) => field !== 'body'),
  };
}

/** A post by itself; the body only for who may read it. */
export function toPost(post: Localized<typeof postColumns>, parts: PostParts): PostView {
  const summary = toPostSummary(post, parts);
  if (parts.locked) return { ...summary, body: null };
  return { ...summary, body: post.body, fallback: documentFieldsOf(post).fallback };
}

/** `patreonUrl` is where somebody joins at this tier. */
export function toTier(tier: Localized<typeof tierColumns>, patreonUrl: string | null): TierView {
  const { language, fallback } = documentFieldsOf(tier);
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
