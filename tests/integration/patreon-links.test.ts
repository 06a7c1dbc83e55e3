import { z } from 'zod';
import { patron, type FakeMember } from '../fakes/patreon';
import { makeMember, signIn, type Member } from '../support/members';
import { open, outcomeOf, signInThere } from '../support/oauth/browser';
import { v1Visitor } from '../support/accounts/v1-visitor';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import {
  atRest,
  deliver,
  levelChanges,
  makeTiers,
  startPatreonClub,
  supportersOf,
  type PatreonClub,
} from '../support/patreon';

// Who of the supporters is which member.
let club: PatreonClub;
let tiers: Awaited<ReturnType<typeof makeTiers>>;

beforeAll(async () => {
  club = await startPatreonClub({ env: { TRUST_PROXY: 'true', RATE_LIMITS: 'true' } });
  tiers = await makeTiers(club);
});
afterAll(() => club.stop());

let people = 0;
async function somebody(more: object = {}): Promise<Member> {
  people += 1;
  return signIn(club, await makeMember(club, `member${people}`, more));
}

/** A patron at Patreon, who is at its page now. */
function atPatreon(
  more: Parameters<typeof patron>[0] = { tiers: ['9000002'] },
  isVerified = true,
): FakeMember {
  const member = patron(more);
  club.patreon.add(member);
  const { full_name, email } = member.attributes;
  club.patreon.users.set(member.userId, {
    id: member.userId,
    full_name,
    email,
    is_email_verified: isVerified,
  });
  club.patreon.visitor = member.userId;
  return member;
}

const headersOf = ({ authorization }: Member) => ({ authorization });
const own = async (member: Member) =>
  z
    .object({
      data: z.looseObject({
        linked: z.boolean(),
        level_cents: z.number(),
        tier: z.string().nullable(),
        offer_to_link: z.boolean(),
      }),
    })
    .parse((await v1Visitor(club).send('GET', '/user/patreon', undefined, headersOf(member))).body).data;

async function linkAt(member: Member, body: object = {}): Promise<string | null> {
  const at = v1Visitor(club);
  const answer = await at.send('POST', '/user/patreon/link', body, headersOf(member));
  const { url } = z.object({ data: z.object({ url: z.string() }) }).parse(answer.body).data;
  return outcomeOf(await open(at, await signInThere(url)));
}
const send = (member: Member, method: string, path: string, body?: unknown) =>
  v1Visitor(club).send(method, path, body, headersOf(member));

it('links by OAuth, and unlocks before anybody asks Patreon again', async () => {
  const member = await somebody();
  expect(await own(member)).toMatchObject({
    linked: false,
    level_cents: 0,
    tier: null,
    rule: 'not-a-supporter',
  });
  const { id } = atPatreon({ tiers: ['9000003'] });
  expect(await linkAt(member)).toBe('linked');
  expect(await own(member)).toMatchObject({
    linked: true,
    level_cents: 1500,
    tier: 'stargazer',
    rule: 'entitled-tier',
  });
  expect((await supportersOf(club)).get(id)).toMatchObject({ member: member.documentId });
});

it('counts nothing of another campaign', async () => {
  const member = await somebody();
  const { id } = atPatreon({ tiers: ['9000003'] });
  // Their membership here is gone; that elsewhere is none of the club's.
  club.patreon.members.delete(id);
  expect(await linkAt(member)).toBe('linked');
  expect(await own(member)).toMatchObject({ linked: true, level_cents: 0 });
});

it('knows a patron who was linked before they became one', async () => {
  const member = await somebody();
  const later = atPatreon();
  club.patreon.members.delete(later.id);
  await linkAt(member);
  club.patreon.add(later);
  club.clock.leap(1_000);
  await deliver(club, club.patreon.delivery(later, 'members:pledge:create'));
  await atRest(club);
  expect(await own(member)).toMatchObject({ linked: true, level_cents: 500 });
});

it('gives one Patreon account to one member', async () => {
  const [first, second] = [await somebody(), await somebody()];
  atPatreon();
  expect([await linkAt(first), await linkAt(second)]).toEqual(['linked', 'identity_taken']);
  expect([(await own(first)).level_cents, (await own(second)).level_cents]).toEqual([500, 0]);
});

it('says so when somebody refuses', async () => {
  const member = await somebody();
  club.patreon.visitor = null;
  expect(await linkAt(member)).toBe('cancelled');
});

it('returns to no page but the website’s', async () => {
  const member = await somebody();
  const answer = await send(member, 'POST', '/user/patreon/link', { return_to: 'https://evil.example/' });
  expect([answer.status, answer.body]).toMatchObject([400, { errors: { return_to: [expect.any(String)] } }]);
});

describe('a supporter with the member’s own address', () => {
  it('is offered, and linked when the member says so', async () => {
    const member = await somebody();
    const supporter = patron({ tiers: ['9000002'], email: member.email.toUpperCase() });
    club.patreon.add(supporter);
    await deliver(club, club.patreon.delivery(supporter));
    await atRest(club);
    expect(await own(member)).toMatchObject({ linked: false, level_cents: 0, offer_to_link: true });
    const answer = await send(member, 'POST', '/user/patreon/link', { by: 'email' });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { data: { linked: true, level_cents: 500, offer_to_link: false } },
    ]);
  });

  it('is not offered twice, nor to who has another address', async () => {
    const member = await somebody();
    expect(await own(member)).toMatchObject({ offer_to_link: false });
    expect((await send(member, 'POST', '/user/patreon/link', { by: 'email' })).status).toBe(404);
  });

  it('passes to who shows that the Patreon account is theirs', async () => {
    const [byMail, byOauth] = [await somebody(), await somebody()];
    const supporter = atPatreon({ tiers: ['9000002'], email: byMail.email });
    await deliver(club, club.patreon.delivery(supporter));
    await atRest(club);
    await send(byMail, 'POST', '/user/patreon/link', { by: 'email' });
    expect(await linkAt(byOauth)).toBe('linked');
    expect([(await own(byMail)).level_cents, (await own(byOauth)).level_cents]).toEqual([0, 500]);
  });
});

describe('unlinking', () => {
  it('takes the level away, and leaves the Patreon account free', async () => {
    const [member, other] = [await somebody(), await somebody()];
    atPatreon();
    await linkAt(member);
    expect((await send(member, 'DELETE', '/user/patreon')).status).toBe(204);
    expect(await own(member)).toMatchObject({ linked: false, level_cents: 0 });
    expect(await linkAt(other)).toBe('linked');
    expect((await send(member, 'DELETE', '/user/patreon')).status).toBe(204);
  });

  it('leaves what staff have given', async () => {
    const member = await somebody();
    const { id } = atPatreon();
    await linkAt(member);
    await patreonServices(club.strapi).supporters.change(
      { patreonMemberId: id },
      { kind: 'hand', id: 'staff' },
      (row) => ({ ...row, grantTier: tiers.stargazer }),
    );
    expect(await own(member)).toMatchObject({ level_cents: 1500, rule: 'given-by-hand' });
    await send(member, 'DELETE', '/user/patreon');
    expect(await own(member)).toMatchObject({ linked: false, level_cents: 1500, rule: 'given-by-hand' });
    await linkAt(member);
    expect(await own(member)).toMatchObject({ linked: true, level_cents: 1500, rule: 'given-by-hand' });
    expect((await levelChanges(club)).at(-1)).toMatchObject({ cause: 'link', toCents: 1500 });
  });
});

describe('a fresh look at Patreon', () => {
  it('is a task, once in five minutes', async () => {
    const member = await somebody();
    const supporter = atPatreon();
    await linkAt(member);
    club.patreon.add({ ...supporter, tiers: ['9000003'] });
    club.clock.leap(1_000);
    const answer = await send(member, 'POST', '/user/patreon/refresh');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toContain('/tasks/');
    await atRest(club);
    expect(await own(member)).toMatchObject({ level_cents: 1500 });
    const again = await send(member, 'POST', '/user/patreon/refresh');
    expect([again.status, Number(again.headers.get('retry-after')) > 200]).toEqual([429, true]);
  });

  it('needs a link', async () => {
    expect((await send(await somebody(), 'POST', '/user/patreon/refresh')).status).toBe(409);
  });
});

it('makes an account for who signs in with Patreon', async () => {
  const at = v1Visitor(club);
  const { userId, attributes } = atPatreon({ tiers: ['9000002'], email: 'new-patron@mail.test' });
  const begun = await at.send('GET', '/auth/oauth/patreon');
  await open(at, await signInThere(begun.headers.get('location') ?? ''));
  const user: unknown = await club.strapi.db
    .query('plugin::users-permissions.user')
    .findOne({ where: { email: attributes.email } });
  const { documentId } = z.object({ documentId: z.string() }).parse(user);
  expect(await patreonServices(club.strapi).links.of(documentId)).toMatchObject({
    patreonUserId: userId,
    levelCents: 500,
  });
});

it.each([
  ['GET', '/user/patreon'],
  ['POST', '/user/patreon/link'],
  ['DELETE', '/user/patreon'],
  ['POST', '/user/patreon/refresh'],
])('%s %s is for members alone', async (method, path) => {
  expect((await v1Visitor(club).send(method, path, method === 'GET' ? undefined : {})).status).toBe(401);
});
