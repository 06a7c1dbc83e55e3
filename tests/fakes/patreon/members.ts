// Members of a campaign as Patreon describes them: attributes, relationships and what is included beside them
// (https://docs.patreon.com/#member). The API gives only the attributes that are asked for by `fields[member]`; a webhook gives all.
// Ours: ids are numbers and UUIDs as real ones, and the order of members is that of their creation.
import { randomUUID } from 'node:crypto';

export interface FakeTier {
  id: string;
  title: string;
  amount_cents: number;
}

export interface FakeMember {
  id: string;
  userId: string;
  attributes: {
    full_name: string;
    email: string | null;
    patron_status: 'active_patron' | 'declined_patron' | 'former_patron' | null;
    last_charge_status: string | null;
    last_charge_date: string | null;
    currently_entitled_amount_cents: number;
    will_pay_amount_cents: number;
    campaign_lifetime_support_cents: number;
    lifetime_support_cents: number;
    pledge_cadence: number | null;
    pledge_relationship_start: string | null;
    next_charge_date: string | null;
    is_follower: boolean;
    is_free_trial: boolean;
    is_gifted?: boolean;
    note: string;
  };
  tiers: string[];
}

let users = 70_000_000;

/** A patron whose last monthly charge of a tier, by default of 500 cents, was paid. */
export function patron(
  more: Partial<FakeMember['attributes']> & { tiers?: string[]; id?: string; userId?: string } = {},
): FakeMember {
  const { tiers = [], id = randomUUID(), userId = String((users += 1)), ...attributes } = more;
  return {
    id,
    userId,
    tiers,
    attributes: {
      full_name: 'Ada Example',
      email: `patron-${userId}@mail.test`,
      patron_status: 'active_patron',
      last_charge_status: 'Paid',
      last_charge_date: '2026-11-01T05:26:19.000+00:00',
      currently_entitled_amount_cents: 500,
      will_pay_amount_cents: 500,
      campaign_lifetime_support_cents: 1500,
      lifetime_support_cents: 1500,
      pledge_cadence: 1,
      pledge_relationship_start: '2026-09-01T05:26:17.634+00:00',
      next_charge_date: '2026-12-01T00:00:00.000+00:00',
      is_follower: false,
      is_free_trial: false,
      note: '',
      ...attributes,
    },
  };
}

const reference = (type: string, id: string) => ({ data: { id, type } });

/** @param fields the attributes that are asked for; null: all, as a webhook has them */
export const memberResource = (
  { id, userId, attributes, tiers }: FakeMember,
  campaignId: string,
  fields: string[] | null,
) => ({
  type: 'member',
  id,
  attributes: fields
    ? Object.fromEntries(Object.entries(attributes).filter(([name]) => fields.includes(name)))
    : attributes,
  relationships: {
    address: { data: null },
    campaign: {
      ...reference('campaign', campaignId),
      links: { related: `https://www.patreon.com/api/oauth2/v2/campaigns/${campaignId}` },
    },
    currently_entitled_tiers: { data: tiers.map((tier) => ({ id: tier, type: 'tier' })) },
    user: {
      ...reference('user', userId),
      links: { related: `https://www.patreon.com/api/oauth2/v2/user/${userId}` },
    },
  },
});

export const tierResource = ({ id, title, amount_cents }: FakeTier) => ({
  type: 'tier',
  id,
  attributes: { title, amount_cents, published: true },
});

export const userResource = ({ userId, attributes }: FakeMember) => ({
  type: 'user',
  id: userId,
  attributes: { full_name: attributes.full_name, url: `https://www.patreon.com/user?u=${userId}` },
});

/** The body of a webhook about a member. */
export const deliveryBody = (member: FakeMember, campaignId: string, tiers: readonly FakeTier[]) => ({
  data: memberResource(member, campaignId, null),
  included: [
    {
      type: 'campaign',
      id: campaignId,
      attributes: { is_monthly: true, patron_count: 5, pay_per_name: 'month' },
    },
    userResource(member),
    ...tiers.filter(({ id }) => member.tiers.includes(id)).map(tierResource),
  ],
  links: { self: `https://www.patreon.com/api/oauth2/v2/members/${member.id}` },
});
