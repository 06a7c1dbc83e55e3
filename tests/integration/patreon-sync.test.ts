import { z } from 'zod';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import { patron, type FakeMember } from '../fakes/patreon';
import {
  levelChanges,
  makeTiers,
  runSync,
  startPatreonClub,
  supportersOf,
  type PatreonClub,
} from '../support/patreon';

// The nightly comparison of all supporters with Patreon's list, in pages of ten.
let club: PatreonClub;

beforeAll(async () => {
  club = await startPatreonClub({ more: { pageSize: 10, batch: 4 }, worker: false });
  await makeTiers(club);
});
afterAll(() => club.stop());

beforeEach(async () => {
  club.patreon.members.clear();
  club.patreon.faults.clear();
  Object.assign(club.patreon.list, { truncateAt: null, repeats: false, withoutTotal: false });
  for (const uid of ['supporter', 'level-change', 'sync-run'] as const)
    await club.strapi.db.query(`plugin::patreon.${uid}`).deleteMany({});
  club.clock.leap(1_000);
});

const members = (count: number, more: Parameters<typeof patron>[0] = { tiers: ['9000002'] }): FakeMember[] =>
  Array.from({ length: count }, () => patron(more));

const cancelled = (member: FakeMember): FakeMember => ({
  ...member,
  tiers: [],
  attributes: {
    ...member.attributes,
    patron_status: 'former_patron',
    last_charge_status: 'Deleted',
    currently_entitled_amount_cents: 0,
  },
});

const levels = async (): Promise<number[]> =>
  [...(await supportersOf(club)).values()].map(({ levelCents }) => levelCents);
const sync = () => {
  club.clock.leap(1_000);
  return runSync(club);
};
const runRow = z.object({
  id: z.number(),
  state: z.string(),
  held: z.number(),
  problem: z.string().nullable(),
});
const lastRun = async () =>
  runRow.parse(await club.strapi.db.query('plugin::patreon.sync-run').findOne({ orderBy: { id: 'desc' } }));

it('stores all members, page by page, and records who has got a level', async () => {
  club.patreon.add(
    ...members(23),
    patron({ patron_status: null, last_charge_status: null, currently_entitled_amount_cents: 0 }),
  );
  expect(await sync()).toEqual({ seen: 24, changed: 23, held: 0 });
  expect((await levels()).filter((cents) => cents === 500)).toHaveLength(23);
  expect(await lastRun()).toMatchObject({ state: 'done' });
  expect(
    (await levelChanges(club)).every(({ cause, rule }) => cause === 'sync' && rule === 'entitled-tier'),
  ).toBe(true);
});

it('changes nothing the second time', async () => {
  club.patreon.add(...members(12));
  await sync();
  expect(await sync()).toEqual({ seen: 12, changed: 0, held: 0 });
  expect(await levelChanges(club)).toHaveLength(12);
});

describe('levels that fall', () => {
  it('are taken where they are few: cancelled, and gone from the list', async () => {
    const all = members(30);
    club.patreon.add(...all);
    await sync();
    const [first, second] = all as [FakeMember, FakeMember];
    club.patreon.add(cancelled(first));
    club.patreon.members.delete(second.id);
    expect(await sync()).toEqual({ seen: 29, changed: 2, held: 0 });
    const stored = await supportersOf(club);
    expect([stored.get(first.id), stored.get(second.id)]).toMatchObject([
      { levelCents: 0, levelRule: 'former' },
      { levelCents: 0, levelRule: 'not-a-supporter' },
    ]);
  });

  it('wait for a person where they are many, and are kept meanwhile', async () => {
    const all = members(30);
    club.patreon.add(...all);
    await sync();
    club.patreon.add(...all.slice(0, 4).map(cancelled));
    for (const { id } of all.slice(4, 7)) club.patreon.members.delete(id);
    expect(await sync()).toEqual({ seen: 27, changed: 0, held: 7 });
    expect((await levels()).filter((cents) => cents === 500)).toHaveLength(30);
    const { id, state, held } = await lastRun();
    expect([state, held]).toEqual(['held', 7]);

    expect(await patreonServices(club.strapi).sync?.apply(id)).toBe(7);
    expect((await levels()).filter((cents) => cents === 0)).toHaveLength(7);
  });

  it('are as many as the next run says, where nobody decided', async () => {
    const all = members(30);
    club.patreon.add(...all);
    await sync();
    club.patreon.add(...all.slice(0, 7).map(cancelled));
    await sync();
    // Six of them were a mistake of Patreon's.
    club.patreon.add(...all.slice(1, 7));
    expect(await sync()).toEqual({ seen: 30, changed: 1, held: 0 });
  });

  it('are forgotten when a person says so', async () => {
    const all = members(8);
    club.patreon.add(...all);
    await sync();
    club.patreon.add(...all.slice(0, 6).map(cancelled));
    await sync();
    const { id } = await lastRun();
    await patreonServices(club.strapi).sync?.dismiss(id);
    expect(await patreonServices(club.strapi).sync?.apply(id)).toBe(0);
    expect((await levels()).every((cents) => cents === 500)).toBe(true);
  });
});

describe('a list that is not whole takes nothing from anybody', () => {
  const all = members(35);
  beforeEach(async () => {
    club.patreon.add(...all);
    await sync();
  });
  afterEach(async () => expect((await levels()).filter((cents) => cents === 500)).toHaveLength(35));

  it('where it ends too early', async () => {
    club.patreon.list.truncateAt = 25;
    await expect(sync()).rejects.toThrow('ended after 25 of 35');
    expect(await lastRun()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('ended') as string,
    });
  });

  it('where it has no end', async () => {
    club.patreon.list.repeats = true;
    await expect(sync()).rejects.toThrow('repeats itself after 10');
  });

  it.each([1, 2, 3, 4])('where page %i cannot be had', async (page) => {
    let asked = 0;
    club.patreon.faults.next({
      kind: 'error',
      name: 'forbidden',
      match: ({ action }) => action === 'members.list' && (asked += 1) === page,
    });
    await expect(sync()).rejects.toThrow('403');
    expect(await sync()).toMatchObject({ seen: 35, held: 0 });
  });
});

it('waits as long as Patreon asks', async () => {
  club.patreon.add(...members(15));
  club.patreon.retryAfterSeconds = 0.2;
  club.patreon.faults.next({ kind: 'error', name: 'throttled', times: 5, match: 'members.list' });
  expect(await sync()).toMatchObject({ seen: 15, changed: 15 });
});

it('leaves alone what is newer than the page', async () => {
  const [member] = members(1) as [FakeMember];
  club.patreon.add(member);
  await sync();
  await club.strapi.db
    .query('plugin::patreon.supporter')
    .update({ where: { patreonMemberId: member.id }, data: { asOf: club.clock.now() + 60_000 } });
  club.patreon.add(cancelled(member));
  await sync();
  expect(await levels()).toEqual([500]);
});

it('never takes what staff have given', async () => {
  const [member] = members(1) as [FakeMember];
  club.patreon.add(member);
  await sync();
  const [tier] = await patreonServices(club.strapi).levels.clubTiers();
  await patreonServices(club.strapi).supporters.change(
    { patreonMemberId: member.id },
    { kind: 'hand', id: 'staff' },
    (row) => ({ ...row, grantTier: tier?.documentId ?? null }),
  );
  club.patreon.members.clear();
  expect(await sync()).toMatchObject({ held: 0 });
  expect([...(await supportersOf(club)).values()]).toMatchObject([
    { levelCents: 500, levelRule: 'given-by-hand' },
  ]);
});
