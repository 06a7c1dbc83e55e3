import { decideArrival, decideLink, keepsWayIn, type Arrival, type ArrivalDecision } from './arrival';

const nobody: Arrival = { holder: null, email: null, isVerified: false, account: null, isUserName: false };
const good = { isConfirmed: true, isBlocked: false };
const account = { ...good, hasOtherIdentity: false };
const verified = { email: 'a@mail.test', isVerified: true };
const unverified = { email: 'a@mail.test', isVerified: false };

describe('somebody whom a provider has sent', () => {
  it.each<[string, Partial<Arrival>, ArrivalDecision]>([
    ['is known', { holder: good }, 'sign-in'],
    ['is known, with the address of another account', { holder: good, ...verified, account }, 'sign-in'],
    ['is known and blocked', { holder: { ...good, isBlocked: true }, ...verified }, 'blocked'],
    ['is known and not confirmed', { holder: { ...good, isConfirmed: false } }, 'unconfirmed'],
    ['has no address', {}, 'ask-address'],
    ['has an unverified address', unverified, 'ask-address'],
    ['has an unverified address of an account', { ...unverified, account }, 'ask-address'],
    ['has a verified address', verified, 'create'],
    ["has a verified address that is somebody's name", { ...verified, isUserName: true }, 'address-taken'],
    ['has the address of an account', { ...verified, account }, 'link'],
    [
      'has the address of a blocked account',
      { ...verified, account: { ...account, isBlocked: true } },
      'blocked',
    ],
    [
      'has the address of an unconfirmed account',
      { ...verified, account: { ...account, isConfirmed: false } },
      'ask-password',
    ],
    [
      'has the address of an account that another subject signs in to',
      { ...verified, account: { ...account, hasOtherIdentity: true } },
      'address-taken',
    ],
  ])('%s', (_, arrival, decision) => {
    expect(decideArrival({ ...nobody, ...arrival })).toBe(decision);
  });
});

describe('an identity that a member links', () => {
  it.each([
    [{ holder: null, present: false }, 'link'],
    [{ holder: null, present: true }, 'other'],
    [{ holder: 'me', present: true }, 'done'],
    [{ holder: 'you', present: false }, 'taken'],
    [{ holder: 'you', present: true }, 'taken'],
  ] as const)('%j', (state, decision) => {
    expect(decideLink({ ...state, member: 'me' })).toBe(decision);
  });
});

it.each([
  [true, 1, true],
  [false, 2, true],
  [false, 1, false],
])('with a password (%s) and %d identities, one may go: %s', (hasPassword, identities, may) => {
  expect(keepsWayIn({ hasPassword, identities })).toBe(may);
});
