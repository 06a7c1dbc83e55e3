import { levelOf, opensTier, type ClubTier, type Grant, type LevelInputs, type LevelSettings } from './level';
import type { Membership } from './membership';

const now = new Date('2026-11-10T12:00:00Z');
const day = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * day);

const tier = (
  slug: string,
  amountCents: number,
  patreonTierId: string | null,
  currency = 'EUR',
): ClubTier => ({
  documentId: `doc-${slug}`,
  slug,
  amountCents,
  currency,
  patreonTierId,
});
const clubTiers = [tier('dreamer', 500, '2'), tier('stargazer', 1500, '3'), tier('by-hand', 5000, null)];

const settings: LevelSettings = { graceDays: 7, pending: true, freeTrial: true, gifted: true };
const strict: LevelSettings = { graceDays: 7, pending: false, freeTrial: false, gifted: false };

const membership = (more: Partial<Membership>): Membership => ({
  patreonMemberId: 'm1',
  patreonUserId: 'u1',
  name: 'Ada',
  email: 'ada@mail.test',
  status: 'active_patron',
  lastChargeStatus: 'Paid',
  lastChargeAt: daysAgo(9).toISOString(),
  entitledCents: 500,
  cadence: 1,
  tiers: [],
  isFreeTrial: false,
  isGifted: false,
  pledgedSince: null,
  ...more,
});
const free = { id: '1', cents: 0 };
const dreamer = { id: '2', cents: 600 };
const stargazer = { id: '3', cents: 1600 };
const unknown = { id: '99', cents: 700 };
const former = { status: 'former_patron', lastChargeStatus: 'Deleted', entitledCents: 0 } as const;
const declined = { status: 'declined_patron', lastChargeStatus: 'Declined' } as const;

const paidBefore = (
  days: number,
  more: Partial<Membership> = { tiers: [stargazer] },
): LevelInputs['paid'] => ({
  membership: membership(more),
  at: daysAgo(days).getTime(),
});

type Case = [
  name: string,
  given: Partial<Membership> | null,
  cents: number,
  slug: string | null,
  rule: string,
  more?: { paid?: LevelInputs['paid']; grant?: Grant; settings?: LevelSettings; untilDay?: number },
];

// A table is read by its rows.
// prettier-ignore
const cases: Case[] = [
  ['nobody', null, 0, null, 'not-a-supporter'],
  ['a tier, by the price of the club', { tiers: [dreamer] }, 500, 'dreamer', 'entitled-tier'],
  ['the highest of several tiers in any order', { tiers: [stargazer, free, dreamer] }, 1500, 'stargazer', 'entitled-tier'],
  ['a tier that the club does not have, by the price at Patreon', { tiers: [unknown] }, 700, 'dreamer', 'entitled-tier'],
  ['a tier of which nothing is told', { tiers: [{ id: '99', cents: null }], entitledCents: 0 }, 0, null, 'free-member'],
  ['a tier, not the amount, which is in another currency', { tiers: [dreamer], entitledCents: 90_000 }, 500, 'dreamer', 'entitled-tier'],
  ['an amount without a tier', { entitledCents: 500 }, 500, 'dreamer', 'entitled-amount'],
  ['an amount that reaches no tier', { entitledCents: 499 }, 499, null, 'entitled-amount'],
  ['an amount between two tiers', { entitledCents: 1499 }, 1499, 'dreamer', 'entitled-amount'],
  ['a year, over its months', { entitledCents: 6000, cadence: 12 }, 500, 'dreamer', 'entitled-amount'],
  ['a year that does not divide', { entitledCents: 5999, cadence: 12 }, 499, null, 'entitled-amount'],
  ['no cadence', { entitledCents: 600, cadence: null }, 600, 'dreamer', 'entitled-amount'],
  ['the free tier alone', { tiers: [free], entitledCents: 0, status: null, lastChargeStatus: null }, 0, null, 'free-member'],
  ['never pledged', { status: null, lastChargeStatus: null, entitledCents: 0 }, 0, null, 'free-member'],
  ['former', { ...former }, 0, null, 'former'],
  ['former, with a tier that was left behind', { ...former, tiers: [stargazer] }, 0, null, 'former'],
  ['former, who has paid to the end of the period', { ...former, entitledCents: 500, tiers: [dreamer] }, 500, 'dreamer', 'former-paid'],
  ['declined a day ago', { ...declined, lastChargeAt: daysAgo(1).toISOString(), tiers: [dreamer] }, 500, 'dreamer', 'declined-grace', { untilDay: 6 }],
  ['declined, seven days and a moment ago', { ...declined, lastChargeAt: daysAgo(7).toISOString(), tiers: [dreamer] }, 0, null, 'declined-ended'],
  ['declined, and the tiers are gone', { ...declined, lastChargeAt: daysAgo(1).toISOString(), entitledCents: 0 }, 1500, 'stargazer', 'declined-grace', { paid: paidBefore(3), untilDay: 6 }],
  ['declined by the charge alone', { lastChargeStatus: 'Declined', lastChargeAt: daysAgo(8).toISOString(), tiers: [dreamer] }, 0, null, 'declined-ended'],
  ['declined, and nobody knows when', { ...declined, lastChargeAt: null, entitledCents: 0 }, 1500, 'stargazer', 'declined-grace', { paid: paidBefore(2), untilDay: 5 }],
  ['declined, and never paid before', { ...declined, lastChargeAt: daysAgo(1).toISOString(), entitledCents: 0 }, 0, null, 'declined-ended'],
  ['active and paid, but nothing is entitled', { entitledCents: 0 }, 1500, 'stargazer', 'entitlement-missing-grace', { paid: paidBefore(2), untilDay: 5 }],
  ['active and paid, and nothing entitled for a week', { entitledCents: 0 }, 0, null, 'free-member', { paid: paidBefore(7) }],
  ['refunded', { lastChargeStatus: 'Refunded', tiers: [stargazer] }, 0, null, 'refunded', { paid: paidBefore(1) }],
  ['refunded by Patreon', { lastChargeStatus: 'Refunded by Patreon', tiers: [stargazer] }, 0, null, 'refunded'],
  ['fraud', { lastChargeStatus: 'Fraud', tiers: [stargazer] }, 0, null, 'fraud'],
  ['refunded in part', { lastChargeStatus: 'Partially Refunded', tiers: [stargazer] }, 1500, 'stargazer', 'entitled-tier'],
  ['a word that is new', { lastChargeStatus: 'Settled', tiers: [stargazer] }, 1500, 'stargazer', 'entitled-tier'],
  ['pending', { lastChargeStatus: 'Pending', tiers: [dreamer] }, 500, 'dreamer', 'entitled-tier'],
  ['pending, which does not count', { lastChargeStatus: 'Pending', tiers: [dreamer] }, 0, null, 'pending-not-counted', { settings: strict }],
  ['a free trial', { isFreeTrial: true, lastChargeStatus: null, entitledCents: 100, tiers: [free, dreamer] }, 500, 'dreamer', 'entitled-tier'],
  ['a free trial, which does not count', { isFreeTrial: true, lastChargeStatus: null, tiers: [dreamer] }, 0, null, 'free-trial-not-counted', { settings: strict }],
  ['a free trial by the charge', { lastChargeStatus: 'Free Trial', tiers: [dreamer] }, 0, null, 'free-trial-not-counted', { settings: strict }],
  ['a gift', { isGifted: true, tiers: [dreamer] }, 500, 'dreamer', 'entitled-tier'],
  ['a gift, which does not count', { isGifted: true, tiers: [dreamer] }, 0, null, 'gift-not-counted', { settings: strict }],
  ['a gift to who never pledged', { status: null, lastChargeStatus: null, isGifted: true, tiers: [dreamer] }, 500, 'dreamer', 'entitled-tier'],
  ['given by hand', null, 5000, 'by-hand', 'given-by-hand', { grant: { tier: 'doc-by-hand', until: null } }],
  ['given by hand to who has left', { ...former }, 500, 'dreamer', 'given-by-hand', { grant: { tier: 'doc-dreamer', until: now.getTime() + 3 * day }, untilDay: 3 }],
  ['given by hand, less than Patreon says', { tiers: [stargazer] }, 1500, 'stargazer', 'entitled-tier', { grant: { tier: 'doc-dreamer', until: null } }],
  ['given by hand, and over', null, 0, null, 'not-a-supporter', { grant: { tier: 'doc-by-hand', until: now.getTime() } }],
  ['given by hand, of a tier that is deleted', null, 0, null, 'not-a-supporter', { grant: { tier: 'doc-gone', until: null } }],
  ['given by hand to who was refunded', { lastChargeStatus: 'Refunded' }, 500, 'dreamer', 'given-by-hand', { grant: { tier: 'doc-dreamer', until: null } }],
];

test.each(cases)('%s', (_name, given, cents, slug, rule, more = {}) => {
  const level = levelOf(
    { membership: given && membership(given), paid: more.paid ?? null, grant: more.grant ?? null },
    clubTiers,
    more.settings ?? settings,
    now,
  );
  const until = more.untilDay === undefined ? null : new Date(now.getTime() + more.untilDay * day);
  expect({ ...level, tier: level.tier?.slug ?? null }).toEqual({ cents, tier: slug, rule, until });
});

describe('a level opens what needs a tier', () => {
  const [, needed = tier('', 0, null)] = clubTiers;
  test.each([
    ['nothing', { cents: 0, tier: null }, false],
    ['less', { cents: 500, tier: tier('dreamer', 500, '2') }, false],
    ['the same tier', { cents: 1500, tier: needed }, true],
    ['another one of that price', { cents: 1500, tier: tier('other', 1500, null) }, true],
    ['a higher one', { cents: 5000, tier: tier('by-hand', 5000, null) }, true],
    ['a higher one of another currency', { cents: 5000, tier: tier('usd', 5000, null, 'USD') }, false],
    ['an amount that reaches it', { cents: 1500, tier: null }, true],
    ['an amount that does not', { cents: 1499, tier: null }, false],
  ])('%s', (_name, level, opens) => expect(opensTier(level, needed)).toBe(opens));

  test('a tier that costs nothing is not for who gives nothing', () =>
    expect(opensTier({ cents: 0, tier: null }, tier('free', 0, '1'))).toBe(false));
});
