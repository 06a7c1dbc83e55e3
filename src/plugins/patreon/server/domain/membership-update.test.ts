import fc from 'fast-check';
import { levelOf, type LevelInputs } from './level';
import { isNewer, type MembershipUpdate } from './membership-update';
import type { Membership } from './membership';
import { decideUpdate } from './supporter-change';

const clubTiers = [
  { documentId: 'd', slug: 'dreamer', amountCents: 500, currency: 'EUR', patreonTierId: '2' },
];
const settings = { graceDays: 7, pending: true, freeTrial: true, gifted: true };
const now = new Date('2026-11-10T12:00:00Z');

const membership = fc.record<Membership>({
  patreonMemberId: fc.constant('m'),
  patreonUserId: fc.constant('u'),
  name: fc.constant(null),
  email: fc.constant(null),
  status: fc.constantFrom('active_patron', 'declined_patron', 'former_patron', null),
  lastChargeStatus: fc.constantFrom('Paid', 'Declined', 'Refunded', 'Pending', null),
  lastChargeAt: fc.constantFrom(
    null,
    '2026-10-01T00:00:00.000Z',
    '2026-11-01T00:00:00.000Z',
    '2026-11-08T00:00:00.000Z',
  ),
  entitledCents: fc.constantFrom(0, 500, 700),
  cadence: fc.constantFrom(null, 1),
  tiers: fc.constantFrom([], [{ id: '2', cents: 500 }]),
  isFreeTrial: fc.constant(false),
  isGifted: fc.constant(false),
  pledgedSince: fc.constant(null),
});

const deliveries = fc.array(membership, { minLength: 1, maxLength: 6 }).chain((all) =>
  fc.record({
    inOrder: fc.constant(
      all.map((each, index): MembershipUpdate => ({
        membership: each,
        at: 1_000 + index,
        source: 'delivery',
      })),
    ),
    order: fc.shuffledSubarray([...all.keys()], { minLength: all.length, maxLength: all.length }),
  }),
);

/** What is known after some updates, one after the other. */
function after(updates: readonly MembershipUpdate[]): LevelInputs {
  let inputs: LevelInputs = { membership: null, paid: null, grant: null };
  let provenance: Pick<MembershipUpdate, 'at' | 'source'> | null = null;
  for (const update of updates) {
    const known = { inputs, provenance, levelCents: 0, levelTier: null };
    const decision = decideUpdate(known, update, true, { clubTiers, settings, now });
    if (decision.kind === 'ignore') continue;
    ({ inputs } = decision);
    if (decision.kind === 'apply') provenance = { at: update.at, source: update.source };
  }
  return inputs;
}

test('deliveries in any order, and twice, leave the same level', () =>
  fc.assert(
    fc.property(deliveries, ({ inOrder, order }) => {
      const shuffled = order.flatMap((index) => inOrder[index] ?? []);
      const level = levelOf(after(inOrder), clubTiers, settings, now);
      expect(levelOf(after(shuffled), clubTiers, settings, now)).toEqual(level);
      expect(levelOf(after([...shuffled, ...inOrder]), clubTiers, settings, now)).toEqual(level);
    }),
  ));

const at = (
  time: number,
  source: MembershipUpdate['source'],
  lastChargeAt: string | null = null,
): MembershipUpdate => ({
  membership: {
    ...(fc.sample(membership, { numRuns: 1, seed: 1 })[0] as Membership),
    status: 'active_patron',
    lastChargeAt,
  },
  at: time,
  source,
});

test.each([
  ['an answer after an answer', at(2, 'api'), at(1, 'api'), true],
  ['an answer that was asked for before another', at(1, 'api'), at(2, 'api'), false],
  ['a delivery after an answer', at(2, 'delivery'), at(1, 'api'), true],
  ['a delivery that had arrived before the question', at(1, 'delivery'), at(2, 'api'), false],
  [
    'a delivery of an older charge, arriving later',
    at(2, 'delivery', '2026-10-01T00:00:00Z'),
    at(1, 'delivery', '2026-11-01T00:00:00Z'),
    false,
  ],
  ['a delivery of the same charge, arriving later', at(2, 'delivery'), at(1, 'delivery'), true],
  ['the same delivery', at(1, 'delivery'), at(1, 'delivery'), false],
])('%s: newer %#', (_name, update, known, expected) => expect(isNewer(update, known)).toBe(expected));
