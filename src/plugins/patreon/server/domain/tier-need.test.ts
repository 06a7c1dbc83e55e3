import type { Access, Lock } from './gate';
import { hasTierConfig, lockOfNeed, tierNeed, type TierNeed } from './tier-need';

const silver = {
  documentId: 'silver',
  slug: 'silver',
  amountCents: 800,
  currency: 'EUR',
  patreonTierId: null,
};
const holds = (cents: number): Access => ({ kind: 'member', level: { cents, tier: cents ? silver : null } });
const visitor: Access = { kind: 'visitor', level: { cents: 0, tier: null } };
const staff: Access = { kind: 'staff', level: { cents: 0, tier: null } };

it.each<[TierNeed, Access, Lock | null]>([
  ['supporter', visitor, 'sign-in'],
  ['supporter', holds(0), 'supporter'],
  ['supporter', holds(1), null],
  ['supporter', staff, null],
  [{ tier: 'silver' }, visitor, 'sign-in'],
  [{ tier: 'silver' }, holds(0), 'supporter'],
  [{ tier: 'silver' }, holds(800), null],
  [{ tier: 'silver' }, staff, null],
  [{ cents: 900 }, visitor, 'sign-in'],
  [{ cents: 900 }, holds(0), 'supporter'],
  [{ cents: 900 }, holds(800), 'tier'],
  [{ cents: 800 }, holds(800), null],
  [{ cents: 900 }, staff, null],
])('%j, %j: %p', (need, access, lock) => expect(lockOfNeed(need, access, silver)).toBe(lock));

it('a tier that is gone opens for nobody but staff', () => {
  expect(lockOfNeed({ tier: 'gone' }, holds(800), null)).toBe('tier');
  expect(lockOfNeed({ tier: 'gone' }, staff, null)).toBeNull();
});

it.each([
  {},
  { tier: '' },
  { tier: 'Gold' },
  { cents: 0 },
  { cents: 1.5 },
  { cents: '5' },
  { tier: 'a', cents: 1 },
  null,
])('is not right: %j', (config) => {
  expect(hasTierConfig.safeParse(config).success).toBe(false);
  expect(tierNeed.safeParse(config).success).toBe(false);
});
