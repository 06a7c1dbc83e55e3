import { goodPassword, mailTo, newMember, tokenIn, v1Visitor } from '../support/accounts/v1-visitor';
import { visitorOf } from '../support/account-visitor';
import { startMailClub, type MailClub } from '../support/accounts/mail-club';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';

let stage: MailClub;
let club: Club;
let server: MailServer;
beforeAll(async () => {
  stage = await startMailClub({
    env: { RATE_LIMITS: 'true', TRUST_PROXY: 'true' },
    // What is tried here is not how long comparisons take.
    accounts: { passwordPace: { intervalMs: 1, burst: 100, longestWaitMs: 60_000 } },
  });
  ({ club, server } = stage);
});
afterAll(() => stage.stop());

const wrong = (at: ReturnType<typeof v1Visitor>, identifier: string) =>
  at.send('POST', '/auth/login', { identifier, password: 'wrong' });

describe('wrong passwords', () => {
  it('make who types them wait, in either form of the name, and nobody else', async () => {
    const { username, email } = await newMember(club, server);
    const guesser = v1Visitor(club);
    for (const _ of Array(5).keys()) expect((await wrong(guesser, email)).status).toBe(401);
    const waits = await wrong(guesser, ` ${email.toUpperCase()}`);
    const fields = ['retry-after', 'ratelimit', 'ratelimit-policy'].map((name) => waits.headers.get(name));
    expect([waits.status, ...fields]).toEqual([429, '1', '"default";r=0;t=1', '"default";q=1;w=1']);
    // Not even the right one is tried meanwhile, and it is no matter which entrance.
    const right = { identifier: email, password: goodPassword };
    expect((await guesser.send('POST', '/auth/login', right)).status).toBe(429);
    await v1Visitor(club).login(username);
    await v1Visitor(club).login(email);
  });

  it('of unknown accounts make them wait the same', async () => {
    const guesser = v1Visitor(club);
    const statuses = [];
    for (const _ of Array(6).keys()) statuses.push((await wrong(guesser, 'nobody@mail.test')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('are counted before they are compared: many at once gain nothing', async () => {
    const guesser = v1Visitor(club);
    const all = await Promise.all(Array.from({ length: 20 }, () => wrong(guesser, 'at-once@mail.test')));
    expect(all.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('are forgotten with the right one', async () => {
    const { at, email } = await newMember(club, server);
    for (const _ of Array(3).keys()) {
      for (const _ of Array(4).keys()) expect((await wrong(at, email)).status).toBe(401);
      await at.login(email);
    }
  });

  it('are forgotten with a new one, chosen by mail at that address', async () => {
    const { at, email, username } = await newMember(club, server);
    const headers = await at.login(email);
    for (const identifier of [email, username]) for (const _ of Array(6).keys()) await wrong(at, identifier);
    const change = { current_password: 'wrong', password: 'nine new dreams' };
    for (const _ of Array(5).keys()) await at.send('PUT', '/user/password', change, headers);
    const stranger = v1Visitor(club);
    for (const _ of Array(6).keys()) await wrong(stranger, email);

    await at.send('POST', '/auth/forgot-password', { email });
    const token = tokenIn(await mailTo(server, email));
    const password = 'eight new dreams';
    expect((await at.send('POST', '/auth/reset-password', { token, password })).status).toBe(200);
    for (const identifier of [email, username]) {
      for (const _ of Array(4).keys()) expect((await wrong(at, identifier)).status).toBe(401);
      await at.login(identifier, password);
    }
    const again = await at.login(email, password);
    for (const _ of Array(3).keys())
      expect((await at.send('PUT', '/user/password', change, again)).status).toBe(400);
    const another = { current_password: password, password: 'nine new dreams' };
    expect((await at.send('PUT', '/user/password', another, again)).status).toBe(200);
    // A wait may be over, but not what it is doubled for.
    const guesses = [await wrong(stranger, email), await wrong(stranger, email)];
    expect(guesses.map(({ status }) => status)).toContain(429);
    // Both passwords are told.
    for (const _ of Array(2).keys()) await mailTo(server, email);
  });

  it('from everywhere keep no member out of a browser that they have signed in with', async () => {
    const { at, email } = await newMember(club, server);
    await at.login(email);
    expect(at.cookies.has('club_device')).toBe(true);
    const { passwords } = club.strapi.plugin('accounts').service('accounts');
    const lanes: string[] = [];
    const compare = passwords.compare;
    passwords.compare = (lane: string, ...more: unknown[]) => {
      lanes.push(lane);
      return compare(lane, ...more);
    };
    try {
      await wrong(v1Visitor(club), email);
      await at.login(email);
      const forged = v1Visitor(club);
      forged.cookies.set('club_device', 'e30.e30.e30');
      await wrong(forged, email);
    } finally {
      passwords.compare = compare;
    }
    expect(lanes).toEqual([email, expect.stringMatching(/^known browser of /), email]);
  });
});

it('sends an address no more than a few mails, and says nothing of it', async () => {
  const { email } = await newMember(club, server);
  const answers = [];
  for (const _ of Array(8).keys())
    answers.push((await v1Visitor(club).send('POST', '/auth/forgot-password', { email })).text);
  expect(new Set(answers).size).toBe(1);
  for (const _ of Array(5).keys()) await mailTo(server, email);
  const { email: other } = await newMember(club, server);
  await v1Visitor(club).send('POST', '/auth/forgot-password', { email: other });
  await mailTo(server, other);
  expect(server.mails).toEqual([]);
});

describe('calls of one address', () => {
  it('are counted whatever they say of themselves (CVE-2025-64526)', async () => {
    const at = visitorOf(club);
    const paths = [
      '/api/v1/auth/login',
      '/api/v1/auth/login/',
      '/API/V1/AUTH/LOGIN',
      '/api/v1/auth/login?x=1',
    ];
    const statuses: number[] = [];
    for (let nth = 0; nth < 50; nth += 1) {
      const body = {
        identifier: `nobody-${nth}`,
        password: 'x',
        ...(nth % 2 && { email: `${nth}@mail.test` }),
      };
      const path = `${paths[nth % paths.length]}${nth % 4 === 3 ? nth : ''}`;
      statuses.push((await at.send('POST', path, body)).status);
    }
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(30);
    expect(statuses.slice(30)).toEqual(Array.from({ length: 20 }, () => 429));
  });

  it.each<[string, number, string, string]>([
    ['searches', 120, 'GET', '/api/v1/search?q=jazz'],
    ['refreshes', 60, 'POST', '/api/v1/auth/refresh'],
    ['registrations', 10, 'POST', '/api/v1/auth/register'],
  ])('%s: at most %d a minute', async (_name, most, method, path) => {
    const at = visitorOf(club);
    const statuses: number[] = [];
    for (let nth = 0; nth <= most; nth += 1)
      statuses.push((await at.send(method, path, method === 'POST' ? {} : undefined)).status);
    expect(statuses.slice(0, most)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    const refused = await at.send(method, path, method === 'POST' ? {} : undefined);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
    expect(refused.headers.get('ratelimit-policy')).toMatch(/^"default";q=\d+;w=\d+$/);
    expect((await visitorOf(club).send(method, path, method === 'POST' ? {} : undefined)).status).not.toBe(
      429,
    );
  });
});
