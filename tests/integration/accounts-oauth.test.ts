import { newMember, refreshCookie, v1Visitor } from '../support/accounts/v1-visitor';
import type { Club } from '../support/club';
import { begin, locationOf, open, outcomeOf, signInThere, signInWith } from '../support/oauth/browser';
import { somebody, startOauthClub, type OauthClub } from '../support/oauth/club';
import type { TestProvider } from '../support/oauth/providers';

let oauth: OauthClub<'google' | 'discord'>;
let club: Club;
let google: TestProvider;
let discord: TestProvider;
beforeAll(async () => {
  oauth = await startOauthClub(['google', 'discord']);
  club = oauth.club;
  ({ google, discord } = oauth.providers);
});
afterAll(() => oauth.stop());
afterEach(() => {
  google.reset();
  discord.reset();
});

const users = () => club.strapi.db.query('plugin::users-permissions.user');
const idOf = async (email: string): Promise<unknown> => (await users().findOne({ where: { email } }))?.id;

describe('signing in with Google', () => {
  it('opens an account, and returns to the page where it began', async () => {
    const person = somebody();
    google.as(person);
    const at = v1Visitor(club);
    const there = await begin(at, 'google', '/events/friday?x=1');
    const asked = new URL(there).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'google-client',
      redirect_uri: 'http://club.test/api/v1/auth/oauth/google/callback',
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    const answer = await open(at, await signInThere(there));
    expect([answer.status, locationOf(answer)]).toEqual([302, 'http://club.test/events/friday?x=1']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(at.cookies.has(refreshCookie)).toBe(true);
    expect([...at.cookies.keys()].filter((name) => name.startsWith('club_oauth'))).toEqual([]);
    const { headers } = await at.refresh();
    expect(headers && (await at.me(headers))).toBe(200);
    expect(await users().findOne({ where: { email: person.email } })).toMatchObject({
      ...{ username: `person-${person.sub}`, confirmed: true, blocked: false, password: null },
    });
  });

  it('signs the same subject in to the same account, whatever its address', async () => {
    const person = somebody();
    google.as(person);
    await signInWith(v1Visitor(club), 'google');
    const id = await idOf(person.email);
    google.as({ ...person, email: 'changed@mail.test' });
    const at = v1Visitor(club);
    const answer = await signInWith(at, 'google', 'http://club.test/');
    expect(locationOf(answer)).toBe('http://club.test/');
    expect(at.cookies.has(refreshCookie)).toBe(true);
    expect(await idOf('changed@mail.test')).toBeUndefined();
    expect(await idOf(person.email)).toBe(id);
  });

  it('tells apart subjects that only differ in their letters', async () => {
    const person = somebody();
    google.as({ ...person, sub: `${person.sub}-Aa` });
    await signInWith(v1Visitor(club), 'google');
    google.as({ ...person, sub: `${person.sub}-aA`, email: `other-${person.email}` });
    await signInWith(v1Visitor(club), 'google');
    expect(await idOf(person.email)).not.toBe(await idOf(`other-${person.email}`));
    expect(await idOf(`other-${person.email}`)).toEqual(expect.any(Number));
  });

  it('takes the same name twice', async () => {
    for (const email of ['one@name.test', 'two@name.test']) {
      google.as({ ...somebody(), email, name: 'The Same Name' });
      await signInWith(v1Visitor(club), 'google');
    }
    expect(await users().findOne({ where: { email: 'one@name.test' } })).toMatchObject({
      username: 'the-same-name',
    });
    expect(await users().findOne({ where: { email: 'two@name.test' } })).toMatchObject({
      username: expect.stringMatching(/^the-same-name-\d+$/),
    });
  });

  it('opens one account for two sign-ins at once', async () => {
    const person = somebody();
    google.as(person);
    const both = await Promise.all([0, 1].map(() => signInWith(v1Visitor(club), 'google')));
    expect(both.map(outcomeOf)).toEqual([null, null]);
    expect(await users().count({ where: { email: person.email } })).toBe(1);
    expect(
      await club.strapi.db.query('plugin::accounts.identity').count({ where: { subject: person.sub } }),
    ).toBe(1);
  });

  it('keeps blocked members out', async () => {
    const person = somebody();
    google.as(person);
    await signInWith(v1Visitor(club), 'google');
    await users().update({ where: { email: person.email }, data: { blocked: true } });
    const at = v1Visitor(club);
    expect(outcomeOf(await signInWith(at, 'google'))).toBe('blocked');
    expect(at.cookies.size).toBe(0);
  });

  it('forgets an identity with its account', async () => {
    const person = somebody();
    google.as(person);
    await signInWith(v1Visitor(club), 'google');
    await users().delete({ where: { email: person.email } });
    const identities = club.strapi.db.query('plugin::accounts.identity');
    expect(await identities.count({ where: { subject: person.sub } })).toBe(0);
    expect(outcomeOf(await signInWith(v1Visitor(club), 'google'))).toBeNull();
  });
});

describe('where it returns to', () => {
  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    'http://club.test@evil.test/',
    'http://nina@club.test/',
    'http://club.test:8080/',
    'https://club.test/',
    '/../x',
    '/a/%2e%2e/b',
    'javascript:alert(1)',
  ])('is not %s', async (address) => {
    const query = `return_to=${encodeURIComponent(address)}`;
    const answer = await v1Visitor(club).send('GET', `/auth/oauth/google?${query}`);
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: { return_to: ['must be an address of the website'] } },
    ]);
  });

  it('is one address', async () => {
    const answer = await v1Visitor(club).send('GET', '/auth/oauth/google?return_to=/a&return_to=/b');
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: { return_to: ['must be given once'] } },
    ]);
  });

  it('never has a token in it', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const answer = await signInWith(at, 'google');
    expect(locationOf(answer)).toBe('http://club.test/account/oauth');
    google.as({ ...somebody(), email_verified: false });
    const asked = await signInWith(v1Visitor(club), 'google');
    expect(locationOf(asked)).toBe('http://club.test/account/oauth?oauth=email_required&provider=google');
  });
});

describe('a provider', () => {
  it('that is unknown or not set up is not found', async () => {
    const at = v1Visitor(club);
    for (const path of ['/auth/oauth/myspace', '/auth/oauth/facebook', '/auth/oauth/facebook/callback'])
      expect((await at.send('GET', path)).status).toBe(404);
  });

  it('Discord: opens an account for a verified address', async () => {
    discord.as({
      id: '4711',
      email: 'disco@mail.test',
      verified: true,
      username: 'disco',
      global_name: null,
    });
    const at = v1Visitor(club);
    const there = await begin(at, 'discord');
    expect(new URL(there).searchParams.get('scope')).toBe('identify email');
    expect(outcomeOf(await open(at, await signInThere(there)))).toBeNull();
    expect(await users().findOne({ where: { email: 'disco@mail.test' } })).toMatchObject({
      username: 'disco',
    });
    expect(discord.userRequests.at(-1)?.authorization).toMatch(/^Bearer \S+$/);
  });

  it('Discord: an answer of somebody else is refused', async () => {
    discord.as({ id: '4712', email: 'disco2@mail.test', verified: true });
    const at = v1Visitor(club);
    const address = new URL(await signInThere(await begin(at, 'discord')));
    address.searchParams.set('iss', google.url);
    expect(outcomeOf(await open(at, address.href))).toBe('provider_refused');
  });

  it('that fails leads back, and is asked again', async () => {
    google.as(somebody());
    const at = v1Visitor(club);
    const address = await signInThere(await begin(at, 'google', '/news'));
    google.service.once('beforeResponse', (answer: { statusCode: number }) => (answer.statusCode = 503));
    const answer = await open(at, address);
    expect(locationOf(answer)).toBe('http://club.test/news?oauth=provider_unavailable&provider=google');
    expect(outcomeOf(await signInWith(at, 'google'))).toBeNull();
  });

  it('whose answer is too large is refused', async () => {
    discord.as({ id: '4713', email: 'disco3@mail.test', verified: true, bio: 'x'.repeat(300_000) });
    expect(outcomeOf(await signInWith(v1Visitor(club), 'discord'))).toBe('provider_unavailable');
  });
});

it('an account that has a password is linked by its verified address, and told', async () => {
  const { email, username, at } = await newMember(club, oauth.server);
  google.as({ ...somebody(), email });
  expect(outcomeOf(await signInWith(v1Visitor(club), 'google'))).toBeNull();
  expect(await users().count({ where: { email } })).toBe(1);
  const headers = await at.login(username);
  expect((await at.send('GET', '/user/identities', undefined, headers)).body).toMatchObject({
    data: [{ provider: 'google', email }],
  });
});
