import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import { patron, type FakeMember } from '../fakes/patreon';
import {
  atRest,
  deliver,
  levelChanges,
  makeTiers,
  startPatreonClub,
  supportersOf,
  type PatreonClub,
} from '../support/patreon';
import { ask } from '../support/v1';

// What Patreon's webhook sends, to a club that then asks Patreon.
let club: PatreonClub;
let tiers: Awaited<ReturnType<typeof makeTiers>>;

beforeAll(async () => {
  club = await startPatreonClub();
  tiers = await makeTiers(club);
});
afterAll(() => club.stop());

const rows = z.array(
  z.object({
    event: z.string(),
    state: z.string(),
    outcome: z.string().nullable(),
    patreonMemberId: z.string().nullable(),
  }),
);
const deliveries = async () =>
  rows.parse(await club.strapi.db.query('plugin::patreon.delivery').findMany({ orderBy: { id: 'asc' } }));
const count = () => club.strapi.db.query('plugin::patreon.delivery').count({});
const levelAt = async ({ id }: FakeMember) => (await supportersOf(club)).get(id)?.levelCents;

describe('the signature', () => {
  const member = patron();
  const good = () => club.patreon.delivery(member);
  const withHeaders = (headers: Record<string, string>) => ({
    ...good(),
    headers: { ...good().headers, ...headers },
  });

  it.each([
    [
      'none',
      () => {
        const { 'x-patreon-signature': _, ...headers } = good().headers;
        return { ...good(), headers };
      },
    ],
    ['of other bytes', () => ({ ...good(), body: `${good().body} ` })],
    [
      'in upper case',
      () => withHeaders({ 'x-patreon-signature': good().headers['x-patreon-signature']!.toUpperCase() }),
    ],
    [
      'of half its length',
      () => withHeaders({ 'x-patreon-signature': good().headers['x-patreon-signature']!.slice(0, 16) }),
    ],
    ['of nothing', () => withHeaders({ 'x-patreon-signature': club.patreon.sign('') })],
  ])('%s is refused, and nothing is stored', async (_name, delivery) => {
    const { status, body } = await deliver(club, delivery());
    expect([status, body.success]).toEqual([401, false]);
    expect(await count()).toBe(0);
  });
});

it('stores a delivery once, asks Patreon, and records the level', async () => {
  const member = patron({ tiers: ['9000003'] });
  club.patreon.add(member);
  // What it says is older than what Patreon says.
  const delivery = club.patreon.delivery({ ...member, tiers: ['9000002'] }, 'members:pledge:create');
  const answers = await Promise.all([1, 2, 3].map(() => deliver(club, delivery)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await atRest(club);
  expect((await deliveries()).at(-1)).toEqual({
    event: 'members:pledge:create',
    state: 'done',
    outcome: 'read',
    patreonMemberId: member.id,
  });
  expect(await count()).toBe(1);
  expect((await supportersOf(club)).get(member.id)).toMatchObject({
    ...{ levelCents: 1500, levelTier: tiers.stargazer, levelRule: 'entitled-tier' },
  });
  expect((await levelChanges(club)).at(-1)).toMatchObject({ fromCents: 0, toCents: 1500, cause: 'delivery' });
});

it('takes what Patreon says of somebody who has gone', async () => {
  const member = patron({ tiers: ['9000002'] });
  club.patreon.add(member);
  await deliver(club, club.patreon.delivery(member));
  await atRest(club);
  expect(await levelAt(member)).toBe(500);
  club.patreon.members.delete(member.id);
  club.clock.leap(1_000);
  await deliver(club, club.patreon.delivery(member, 'members:delete'));
  await atRest(club);
  expect(await levelAt(member)).toBe(0);
});

it('gives nobody a level for another campaign', async () => {
  const member = patron({ tiers: ['9000003'] });
  const body = JSON.stringify({
    data: {
      type: 'member',
      id: member.id,
      attributes: member.attributes,
      relationships: { campaign: { data: { type: 'campaign', id: '1' } } },
    },
  });
  const headers = {
    ...club.patreon.delivery(member).headers,
    'x-patreon-signature': club.patreon.sign(body),
  };
  expect((await deliver(club, { headers, body })).status).toBe(200);
  expect((await deliveries()).at(-1)).toMatchObject({ state: 'ignored', outcome: 'campaign' });
  expect(await levelAt(member)).toBeUndefined();
});

describe('what is not about a member', () => {
  const post = { data: { type: 'post', id: '7', attributes: { title: 'News' } } };
  const test_ = {
    data: {
      type: 'member',
      id: null,
      attributes: { pledge_amount_cents: 500, access_expires_at: null },
      relationships: {},
    },
  };
  it.each([
    ['a post', 'posts:publish', post, 'event'],
    ['an event that is new', 'members:pledge:pause', test_, 'event'],
    ['no event', '', test_, 'event'],
    ["the portal's test", 'members:pledge:create', test_, 'test'],
    [
      'another form',
      'members:update',
      { data: { type: 'member', id: 'x', attributes: { patron_status: 'sleeping' } } },
      'shape',
    ],
  ])('%s is stored, and grants nothing', async (_name, event, content, outcome) => {
    const before = await supportersOf(club);
    const body = JSON.stringify(content);
    const headers = {
      'content-type': 'application/json',
      'x-patreon-event': event,
      'x-patreon-signature': club.patreon.sign(body),
    };
    expect((await deliver(club, { headers, body })).status).toBe(200);
    expect((await deliveries()).at(-1)).toMatchObject({ state: 'ignored', outcome });
    await atRest(club);
    expect(await supportersOf(club)).toEqual(before);
  });
});

it.each([
  ['a list', '[]', 400],
  ['a text', '"x"', 400],
  ['no data', '{}', 400],
  ['data of another kind', '{"data":[]}', 400],
  ['no JSON', '{', 400],
  ['nothing', '', 400],
  ['too much', JSON.stringify({ data: 'x'.repeat(1_100_000) }), 413],
])('%s is not what Patreon sends: %s', async (_name, body, status) => {
  const headers = {
    'content-type': 'application/json',
    'x-patreon-event': 'members:update',
    'x-patreon-signature': club.patreon.sign(body),
  };
  const answer = await deliver(club, { headers, body });
  expect([answer.status, answer.body.success]).toEqual([status, false]);
});

it('is for POST alone', async () => {
  const { status, headers } = await ask(club, '/webhooks/patreon');
  expect([status, headers.get('allow')]).toEqual([405, expect.stringContaining('POST')]);
});

describe('a member who comes back', () => {
  it('is the same supporter under the new membership, whatever is said of the old one', async () => {
    const old = patron({ tiers: ['9000002'] });
    club.patreon.add(old);
    await deliver(club, club.patreon.delivery(old));
    await atRest(club);
    const left: FakeMember = {
      ...old,
      tiers: [],
      attributes: { ...old.attributes, patron_status: 'former_patron', currently_entitled_amount_cents: 0 },
    };
    const again: FakeMember = { ...old, id: randomUUID(), tiers: ['9000003'] };
    club.patreon.add(left, again);
    for (const each of [again, left]) {
      club.clock.leap(1_000);
      await deliver(club, club.patreon.delivery(each));
      await atRest(club);
    }
    const ofUser = [...(await supportersOf(club)).values()].filter(({ patreonMemberId }) =>
      [old.id, again.id].includes(patreonMemberId ?? ''),
    );
    expect(ofUser).toMatchObject([{ patreonMemberId: again.id, levelCents: 1500 }]);
  });
});

it('waits for Patreon where it cannot be asked, and loses nothing', async () => {
  const member = patron({ tiers: ['9000002'] });
  club.patreon.add(member);
  club.patreon.faults.next({ kind: 'error', name: 'unavailable', times: 9, match: 'member.get' });
  expect((await deliver(club, club.patreon.delivery(member))).status).toBe(200);
  await club.patreon.arrival('member.get');
  club.patreon.faults.clear();
  club.clock.leap(60 * 60_000);
  await patreonServices(club.strapi).deliveries.enqueue(member.id);
  await atRest(club);
  expect(await levelAt(member)).toBe(500);
});
