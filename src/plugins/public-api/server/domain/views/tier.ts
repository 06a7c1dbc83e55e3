import { z } from 'zod';
import { documentFields, nullableText } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import * as columns from '../columns';

/** Something that has a page or a name of its own, where another thing refers to it. */
export const referenceSchema = z.strictObject({ slug, name: nullableText });

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

export const tierColumns = {
  slug: columns.text,
  name: columns.text,
  description: columns.text,
  benefits: columns.textList,
  amountCents: columns.integer,
  currency: columns.text,
  patreonTierId: columns.text,
};

/** What a locked entry tells of tiers. */
export const offeredTierColumns = {
  slug: columns.text,
  name: columns.text,
  amountCents: columns.integer,
  currency: columns.text,
  patreonTierId: columns.text,
};
export type OfferedTier = columns.Localized<typeof offeredTierColumns>;

export const toReference = (named: { slug: string | null; name: string | null } | undefined) =>
  named ? { slug: named.slug ?? '', name: named.name } : null;

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
