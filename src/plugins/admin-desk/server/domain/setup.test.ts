import type { SetupItem, SetupName } from '../../contract/setup';
import { setupItems, type SetupFacts } from './setup';

const bare: SetupFacts = {
  mail: false,
  publicUrl: 'http://localhost:1337',
  hasWebsite: false,
  managers: 0,
  integrations: [
    { name: 'google-calendar', isOn: false, missing: ['GOOGLE_CALENDAR_PUBLIC_ID'] },
    { name: 'facebook', isOn: false, missing: ['FACEBOOK_PAGE_ID'] },
    { name: 'radio', isOn: true, missing: [] },
  ],
  isMysql: false,
  hasRedis: false,
  signIn: { google: false, discord: false, facebook: false },
  mayTry: true,
};
const states = (facts: Partial<SetupFacts>) =>
  Object.fromEntries(setupItems({ ...bare, ...facts }).map(({ name, state }) => [name, state]));

test('of a club as it comes, what it should have is missing, and the rest is off', () => {
  expect(states({})).toEqual({
    mail: 'missing',
    address: 'missing',
    website: 'missing',
    staff: 'missing',
    'google-calendar': 'optional',
    facebook: 'optional',
    'sign-in-google': 'optional',
    'sign-in-discord': 'optional',
    'sign-in-facebook': 'optional',
    database: 'optional',
    redis: 'optional',
  });
});

const facebookOn = { integrations: [{ name: 'facebook', isOn: true, missing: [] }] };
test.each<[Partial<SetupFacts>, SetupName]>([
  [{ mail: true }, 'mail'],
  [{ publicUrl: 'https://api.club.test' }, 'address'],
  [{ hasWebsite: true }, 'website'],
  [{ managers: 1 }, 'staff'],
  [facebookOn, 'facebook'],
  [{ isMysql: true }, 'database'],
  [{ hasRedis: true }, 'redis'],
  [{ signIn: { ...bare.signIn, discord: true } }, 'sign-in-discord'],
])('%j sets up the %s', (facts, name) => {
  expect(states(facts)[name]).toBe('set');
});

test.each(['http://localhost', 'http://127.0.0.1:1337', 'http://[::1]:80', 'https://club.localhost'])(
  'at %s nobody else reaches the club',
  (publicUrl) => {
    expect(states({ publicUrl })['address']).toBe('missing');
  },
);

const item = (facts: Partial<SetupFacts>, wanted: SetupName): SetupItem | undefined =>
  setupItems({ ...bare, ...facts }).find(({ name }) => name === wanted);

test('what is off names its settings, and cannot be tried', () => {
  expect(item({}, 'facebook')).toMatchObject({ settings: ['FACEBOOK_PAGE_ID'], canBeTried: false });
  expect(item({}, 'sign-in-google')).toMatchObject({
    settings: ['OAUTH_GOOGLE_ID', 'OAUTH_GOOGLE_SECRET'],
    canBeTried: false,
  });
  expect(item({}, 'mail')).toMatchObject({ settings: ['SMTP_HOST', 'MAIL_FROM'], canBeTried: false });
});

test('what is on can be tried by those who may', () => {
  expect(item({ mail: true, mayTry: false }, 'mail')?.canBeTried).toBe(true);
  expect(item(facebookOn, 'facebook')?.canBeTried).toBe(true);
  expect(item({ ...facebookOn, mayTry: false }, 'facebook')?.canBeTried).toBe(false);
});
