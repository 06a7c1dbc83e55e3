import { z } from 'zod';
import { documentFields, documentId, nullableText } from '../../../../../http/schemas';
import { offerSchema, type Offer } from '../../../../patreon/server/domain/offer';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';
import { referenceSchema, toReference, type OfferedTier } from './tier';

export const exclusiveSummarySchema = z
  .strictObject({
    id: documentId,
    slug,
    title: nullableText,
    teaser: nullableText,
    cover: mediaSchema.nullable(),
    minimum_tier: referenceSchema.nullable().describe('null: any tier opens it'),
    locked: z.boolean().describe('Whether this reader may not see it whole'),
    offer: offerSchema.nullable().describe('How to unlock it; null where it is open'),
    ...documentFields,
  })
  .meta({ id: 'ExclusiveSummary' });
export type ExclusiveSummary = z.infer<typeof exclusiveSummarySchema>;

export const exclusiveSchema = exclusiveSummarySchema
  .extend({ body: nullableText.describe('Markdown'), media: z.array(mediaSchema) })
  .meta({ id: 'Exclusive' });
export type ExclusiveView = z.infer<typeof exclusiveSchema>;

export const exclusiveColumns = {
  slug: columns.text,
  title: columns.text,
  teaser: columns.text,
  body: columns.text,
  lockedText: columns.text,
};
type Exclusive = columns.Localized<typeof exclusiveColumns>;

export interface ExclusiveParts {
  minimumTier: OfferedTier | undefined;
  cover: Media | undefined;
  /** null if this reader may see all of it. */
  offer: Offer | null;
}

/** An exclusive in a list: all but what is behind its gate, whoever reads. */
export function toExclusiveSummary(exclusive: Exclusive, parts: ExclusiveParts): ExclusiveSummary {
  const fields = columns.documentFieldsOf(exclusive);
  return {
    id: exclusive.documentId,
    slug: exclusive.slug ?? '',
    title: exclusive.title,
    teaser: exclusive.teaser,
    cover: parts.cover ?? null,
    minimum_tier: toReference(parts.minimumTier),
    locked: parts.offer !== null,
    offer: parts.offer,
    ...fields,
    fallback: fields.fallback.filter((field) => field !== 'body' && field !== 'locked_text'),
  };
}

/** An exclusive by itself, for who may see all of it. */
export function toExclusive(
  exclusive: Exclusive,
  parts: ExclusiveParts & { media: readonly Media[] },
): ExclusiveView {
  const { fallback } = columns.documentFieldsOf(exclusive);
  return {
    ...toExclusiveSummary(exclusive, parts),
    body: exclusive.body,
    media: [...parts.media],
    fallback: fallback.filter((field) => field !== 'locked_text'),
  };
}
