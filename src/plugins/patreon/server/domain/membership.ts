import { z } from 'zod';

/** What Patreon says of somebody's membership in the club's campaign. Times are ISO 8601 in UTC. */
export const membershipSchema = z.object({
  patreonMemberId: z.string(),
  patreonUserId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** null: never pledged, a free member. */
  status: z.enum(['active_patron', 'declined_patron', 'former_patron']).nullable(),
  /** `Paid`, `Declined`, `Refunded` …; new words may come. */
  lastChargeStatus: z.string().nullable(),
  /** Of the last attempt to charge. */
  lastChargeAt: z.string().nullable(),
  /** In the currency of the campaign. */
  entitledCents: z.int().min(0),
  /** Months from one charge to the next. */
  cadence: z.int().min(1).nullable(),
  /** The tiers they are entitled to, with Patreon's own price where it was told. */
  tiers: z.array(z.object({ id: z.string(), cents: z.int().min(0).nullable() })),
  isFreeTrial: z.boolean(),
  isGifted: z.boolean(),
  pledgedSince: z.string().nullable(),
});
export type Membership = z.infer<typeof membershipSchema>;

const id = z.union([z.string().min(1).max(100), z.number().transform(String)]);
const reference = z.object({ data: z.object({ id }).nullish() }).nullish();
const cents = z.number().min(0).max(Number.MAX_SAFE_INTEGER).transform(Math.trunc);
const text = (most: number) => z.string().transform((value) => value.slice(0, most) || null);

/** A moment as Patreon writes it (`2023-12-29T05:26:19.000+00:00`). */
const moment = z
  .string()
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()))
  .transform((date) => date.toISOString());

const attributes = z.object({
  full_name: text(255).nullish(),
  email: text(255).nullish(),
  patron_status: z.enum(['active_patron', 'declined_patron', 'former_patron']).nullish(),
  last_charge_status: text(50).nullish(),
  last_charge_date: moment.nullish(),
  currently_entitled_amount_cents: cents.nullish(),
  pledge_cadence: z.number().nullish(),
  is_free_trial: z.boolean().nullish(),
  is_gifted: z.boolean().nullish(),
  pledge_relationship_start: moment.nullish(),
});

const member = z.object({
  type: z.literal('member'),
  id,
  attributes,
  relationships: z
    .object({
      campaign: reference,
      user: reference,
      currently_entitled_tiers: z.object({ data: z.array(z.object({ id })).nullish() }).nullish(),
    })
    .nullish(),
});

const includedTier = z.object({
  type: z.literal('tier'),
  id,
  attributes: z.object({ amount_cents: cents.nullish() }).nullish(),
});

/** What stands beside the data; its order is not fixed. */
const included = z
  .array(z.unknown())
  .nullish()
  .transform((resources) => (resources ?? []).flatMap((each) => includedTier.safeParse(each).data ?? []));

type TierPrices = ReadonlyMap<string, number>;

const pricesOf = (tiers: z.output<typeof included>): TierPrices =>
  new Map(
    tiers.flatMap(({ id: tier, attributes: its }) =>
      typeof its?.amount_cents === 'number' ? [[tier, its.amount_cents] as const] : [],
    ),
  );

function membershipOf(
  { id: memberId, attributes: its, relationships }: z.output<typeof member>,
  prices: TierPrices,
) {
  const cadence = its.pledge_cadence ?? null;
  const tiers = relationships?.currently_entitled_tiers?.data ?? [];
  return {
    campaignId: relationships?.campaign?.data?.id ?? null,
    membership: {
      patreonMemberId: memberId,
      patreonUserId: relationships?.user?.data?.id ?? null,
      name: its.full_name ?? null,
      email: its.email ?? null,
      status: its.patron_status ?? null,
      lastChargeStatus: its.last_charge_status ?? null,
      lastChargeAt: its.last_charge_date ?? null,
      entitledCents: its.currently_entitled_amount_cents ?? 0,
      cadence: cadence !== null && Number.isInteger(cadence) && cadence >= 1 ? cadence : null,
      tiers: [...new Set(tiers.map((tier) => tier.id))].map((tier) => ({
        id: tier,
        cents: prices.get(tier) ?? null,
      })),
      isFreeTrial: its.is_free_trial ?? false,
      isGifted: its.is_gifted ?? false,
      pledgedSince: its.pledge_relationship_start ?? null,
    } satisfies Membership,
  };
}

/** A membership, and the campaign it is of where that is said. */
export type CampaignMembership = ReturnType<typeof membershipOf>;

/** One member, as `GET /members/:id` answers and as webhooks send. */
export const memberDocument = z
  .object({ data: member, included })
  .transform(({ data, included: tiers }) => membershipOf(data, pricesOf(tiers)));

/** A page of `GET /campaigns/:id/members`. The list ends where there is no cursor. */
export const memberPage = z
  .object({
    data: z.array(member),
    included,
    meta: z
      .object({
        pagination: z.object({
          total: z.int().min(0).nullish(),
          cursors: z.object({ next: z.string().min(1).nullish() }).nullish(),
        }),
      })
      .nullish(),
  })
  .transform(({ data, included: tiers, meta }) => {
    const prices = pricesOf(tiers);
    return {
      members: data.map((each) => membershipOf(each, prices)),
      total: meta?.pagination.total ?? null,
      next: meta?.pagination.cursors?.next ?? null,
    };
  });
export type MemberPage = z.output<typeof memberPage>;
