import { refreshCookie, v1Visitor } from '../support/accounts/v1-visitor';
import { startClub, type Club } from '../support/club';
import { begin, locationOf, open, outcomeOf } from '../support/oauth/browser';
import { startStrictProvider } from '../support/oauth/strict-provider';

const person = { sub: 'strict', email: 'strict@mail.test', email_verified: true, name: 'Stricter Person' };
let provider: Awaited<ReturnType<typeof startStrictProvider>>;
let club: Club;
beforeAll(async () => {
  provider = await startStrictProvider(person);
  club = await startClub({ env: provider.settings });
});
afterAll(async () => {
  await club.stop();
  await provider.stop();
});

describe('a strict provider', () => {
  it('takes what the club asks, and its member signs in', async () => {
    const at = v1Visitor(club);
    const { address } = await provider.visit(await begin(at, 'google', '/news'));
    expect(address).toMatch(/^http:\/\/club\.test\/api\/v1\/auth\/oauth\/google\/callback\?/);
    expect(locationOf(await open(at, address))).toBe('http://club.test/news');
    expect(at.cookies.has(refreshCookie)).toBe(true);
    const users = club.strapi.db.query('plugin::users-permissions.user');
    expect(await users.findOne({ where: { email: person.email } })).toMatchObject({
      username: 'stricter-person',
    });
  });

  it('takes a code once, and from whom it was made for', async () => {
    const [first, second, third] = [v1Visitor(club), v1Visitor(club), v1Visitor(club)];
    const { address } = await provider.visit(await begin(first, 'google'));
    const code = new URL(address).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    const withCode = async (at: typeof first): Promise<string> => {
      const own = new URL((await provider.visit(await begin(at, 'google'))).address);
      own.searchParams.set('code', code);
      return own.href;
    };
    // Before it is used: its challenge is another sign-in's.
    expect(outcomeOf(await open(second, await withCode(second)))).toBe('provider_refused');
    await open(first, address);
    expect(outcomeOf(await open(third, await withCode(third)))).toBe('provider_refused');
    for (const at of [second, third]) expect(at.cookies.has(refreshCookie)).toBe(false);
  });

  it('sends nobody to another address, and nobody without a challenge', async () => {
    const elsewhere = new URL(await begin(v1Visitor(club), 'google'));
    elsewhere.searchParams.set('redirect_uri', 'http://club.test/other');
    expect((await provider.visit(elsewhere.href)).status).toBe(400);
    const at = v1Visitor(club);
    const unchallenged = new URL(await begin(at, 'google'));
    unchallenged.searchParams.delete('code_challenge');
    unchallenged.searchParams.delete('code_challenge_method');
    const { address } = await provider.visit(unchallenged.href);
    expect(outcomeOf(await open(at, address))).toBe('provider_refused');
  });
});
