import { offerSchema, toOffer, type TierOnOffer } from './offer';

const tier = (slug: string, amountCents: number, more: Partial<TierOnOffer> = {}): TierOnOffer => ({
  documentId: slug,
  slug,
  name: slug.toUpperCase(),
  amountCents,
  currency: 'EUR',
  patreonTierId: null,
  ...more,
});
const gold = tier('gold', 1500, { patreonTierId: '42' });
const tiers = [gold, tier('bronze', 300), tier('dollars', 9000, { currency: 'USD' }), tier('free', 0)];
const locked = { requirement: gold, tiers, lockedText: null, unlocks: ['body'] };

it('offers the tiers that open it, by amount', () => {
  const offer = toOffer({ ...locked, requirement: tier('bronze', 300) }, 'en');
  expect(offer.tiers.map(({ slug }) => slug)).toEqual(['bronze', 'gold']);
  expect(offer).toMatchObject({ minimum_tier: { slug: 'bronze', name: 'BRONZE' }, unlocks: ['body'] });
});

it('says what a tier costs, and where to join', () => {
  const offer = offerSchema.parse(toOffer(locked, 'en'));
  expect(offer.tiers).toEqual([
    {
      slug: 'gold',
      name: 'GOLD',
      amount_cents: 1500,
      currency: 'EUR',
      patreon_url: 'https://www.patreon.com/bePatron?rid=42',
    },
  ]);
});

it('offers every tier that costs something where any opens it', () => {
  const offer = toOffer({ ...locked, requirement: 'any' }, 'en');
  expect(offer.tiers.map(({ slug }) => slug)).toEqual(['bronze', 'gold', 'dollars']);
  expect(offer.minimum_tier).toBeNull();
});

it('offers none where nobody knows which tier opens it', () =>
  expect(toOffer({ ...locked, requirement: 'unknown' }, 'en')).toMatchObject({
    tiers: [],
    minimum_tier: null,
  }));

it.each([
  ['en', null, 'For supporters from GOLD upwards.'],
  ['it', null, 'Per chi sostiene il club dal livello GOLD in su.'],
  ['it', ' Solo per voi ', 'Solo per voi'],
  ['it', '   ', 'Per chi sostiene il club dal livello GOLD in su.'],
] as const)('says in %s, staff having written %p: %s', (language, lockedText, reason) =>
  expect(toOffer({ ...locked, lockedText }, language).reason).toBe(reason),
);
