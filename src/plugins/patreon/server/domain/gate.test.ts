import { isGated, type Gate } from '../../../content/server/domain/public';
import { lockOf, mayRead, requirementOf, visitor, type Access, type Lock, type Requirement } from './gate';

const byTier: Gate = { tier: 'minimumTier', fields: ['body'], whole: false };
const whole: Gate = { tier: 'minimumTier', fields: ['body', 'media'], whole: true };

const tierOf = (slug: string, amountCents: number, currency = 'EUR') => ({
  documentId: slug,
  slug,
  amountCents,
  currency,
  patreonTierId: null,
});
const [bronze, silver, gold] = [tierOf('bronze', 300), tierOf('silver', 800), tierOf('gold', 1500)];
const dollars = tierOf('dollars', 2000, 'USD');

const member = (cents: number, tier: ReturnType<typeof tierOf> | null = null): Access => ({
  kind: 'member',
  level: { cents, tier },
});
const staff: Access = { kind: 'staff', level: { cents: 0, tier: null } };

describe('a row', () => {
  it.each<[string, Gate | null, Record<string, unknown>, Requirement | null]>([
    ['of a type without a gate is open', null, {}, null],
    ['without a tier is open', byTier, { minimumTier: null }, null],
    ['with a tier needs it', byTier, { minimumTier: silver }, silver],
    ['whose tier was not read needs one that nobody holds', byTier, {}, 'unknown'],
    ['whose tier cannot be shown needs one that nobody holds', byTier, { minimumTier: 'id' }, 'unknown'],
    ['of a type that is gated whole needs any tier', whole, { minimumTier: null }, 'any'],
    ['of a type that is gated whole may need one', whole, { minimumTier: gold }, gold],
  ])('%s', (_name, gate, row, requirement) => {
    expect(requirementOf(gate, row)).toEqual(requirement);
    expect(gate !== null && isGated(gate, row)).toBe(requirement !== null);
    expect(mayRead(gate, row, visitor)).toBe(requirement === null);
    expect(mayRead(gate, row, staff)).toBe(true);
  });
});

describe('what needs silver', () => {
  it.each<[string, Access, Lock | null]>([
    ['is closed to visitors', visitor, 'sign-in'],
    ['is closed to members without a tier', member(0), 'supporter'],
    ['is closed to who holds less', member(300, bronze), 'tier'],
    ['is open to who holds it', member(800, silver), null],
    ['is open to who holds more', member(1500, gold), null],
    ['is closed to a higher amount of another currency', member(2000, dollars), 'tier'],
    ['is open to an amount alone that reaches it', member(800), null],
    ['is closed to an amount alone that does not', member(799), 'tier'],
    ['is open to staff', staff, null],
  ])('%s', (_name, access, lock) => expect(lockOf(silver, access)).toBe(lock));
});

it.each<[Requirement, Access, Lock | null]>([
  ['any', visitor, 'sign-in'],
  ['any', member(0), 'supporter'],
  ['any', member(1), null],
  ['any', member(2000, dollars), null],
  ['unknown', member(100_000), 'tier'],
  ['unknown', staff, null],
])('%j of %j: %p', (requirement, access, lock) => expect(lockOf(requirement, access)).toBe(lock));
