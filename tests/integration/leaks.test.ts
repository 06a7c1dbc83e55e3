import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startClub, type Club } from '../support/club';
import { gatedTypes, plantCanaries } from '../support/leaks/canaries';
import { probesOf, send, type Probe } from '../support/leaks/channels';
import { makeReaders, maySee, readerKinds, type ReaderKind } from '../support/leaks/readers';
import { oraclesOf, sortsOf } from '../support/leaks/oracles';
import { keptTable, tableOf, withTable, type Sighting } from '../support/leaks/table';
import { addTestTypes, isTestType } from '../support/leaks/types';

const securityFile = path.resolve(__dirname, '../../SECURITY.md');
const isTestField = (field: string) => field.startsWith('memo.');

let club: Club;
let planted: Awaited<ReturnType<typeof plantCanaries>>;
let people: Awaited<ReturnType<typeof makeReaders>>;
let probes: Probe[];
/** By channel and field. */
const sightings = new Map<string, { field: string; channel: string; seenBy: Set<ReaderKind> }>();
/** What somebody saw who may not. */
const leaks: string[] = [];
const failures: string[] = [];

beforeAll(async () => {
  club = await startClub({ graphql: true, extend: addTestTypes, env: { LOG_LEVEL: 'error' } });
  const { strapi } = club;
  planted = await plantCanaries(strapi);
  await grantAll(club, [...gatedTypes(strapi).map(({ uid }) => uid), ...testTypes(club)]);
  people = await makeReaders(club, planted.tiers);
  const words = planted.canaries.slice(0, 1).map(({ word }) => word);
  probes = await probesOf(club, planted.entries, words);
  const looks = people.readers.flatMap(({ kind, headers }) =>
    probes.map((probe) => ({ probe, kind, headers })),
  );
  await inLanes(6, looks, ({ probe, kind, headers }) => look(probe, kind, headers));
}, 1_200_000);
afterAll(() => club.stop());

const testTypes = ({ strapi }: Club) => Object.keys(strapi.contentTypes).filter(isTestType);

/** The club opens exclusives in `/api/v1` alone; an administrator may open more. */
async function grantAll({ strapi }: Club, uids: readonly string[]): Promise<void> {
  const roles = await strapi.db.query('plugin::users-permissions.role').findMany({});
  for (const uid of uids)
    for (const { id: role } of roles)
      for (const action of [`${uid}.find`, `${uid}.findOne`])
        await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role } });
}

/** Does something with each of many, a few at a time. */
async function inLanes<Item>(
  lanes: number,
  items: Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function look(probe: Probe, kind: ReaderKind, headers: Record<string, string>): Promise<void> {
  const { status, text } = await send(club, probe, headers);
  const name = `${kind}: ${probe.query ?? probe.path}`;
  if (status >= 500) failures.push(`${status} ${name}`);
  for (const canary of planted.canaries) {
    // The words that a request itself has come back in errors and links.
    if (!text.includes(canary.word) || `${probe.path}`.includes(canary.word)) continue;
    const isStaffApi = probe.channel === '/api/v1/admin' && kind === 'staff';
    if (!isStaffApi && !maySee(kind, canary)) leaks.push(`${canary.field} ${name}`);
    const key = `${canary.field} ${probe.channel}`;
    const sighting = sightings.get(key) ?? { field: canary.field, channel: probe.channel, seenBy: new Set() };
    sightings.set(key, sighting);
    if (canary.needs === 'silver') sighting.seenBy.add(kind);
  }
}

const fields = () => [...new Set(planted.canaries.map(({ field }) => field))];
const channels = () => [...new Set(probes.map(({ channel }) => channel))];
const seenBy = (field: string, channel: string): Set<ReaderKind> =>
  sightings.get(`${field} ${channel}`)?.seenBy ?? new Set();

const whoReads = (field: string, channel: string): ReaderKind[] =>
  readerKinds.filter((kind) => seenBy(field, channel).has(kind));

const matrix = (): Sighting[] =>
  fields()
    .filter((field) => !isTestField(field))
    .flatMap((field) => channels().map((channel) => ({ field, channel, seenBy: seenBy(field, channel) })));

const entitled: ReaderKind[] = ['exact', 'higher', 'grace', 'staff'];

it('nothing leaks to anybody, by any route', () => {
  expect(leaks).toEqual([]);
  expect(failures).toEqual([]);
  expect(probes.length).toBeGreaterThan(200);
});

it.each(['REST', 'REST, populated', 'GraphQL', 'GraphQL, populated'])(
  'who may see gets every gated field through %s',
  (channel) => {
    expect(fields().map((field) => [field, whoReads(field, channel)])).toEqual(
      fields().map((field) => [field, entitled]),
    );
  },
);

it('who may see gets what /api/v1 shows', () => {
  const shown = ['post.body', 'exclusive.body', 'exclusive.media'];
  for (const field of shown) expect([field, whoReads(field, '/api/v1')]).toEqual([field, entitled]);
});

it('a request asks for its member’s level once, however much of it is gated', async () => {
  const reader = people.readers.find(({ kind }) => kind === 'exact');
  const { asked } = people.levels;
  const counts: [string, number][] = [];
  for (const probe of probes.filter(({ channel }) => channel.endsWith('populated'))) {
    asked.mockClear();
    await send(club, probe, reader?.headers ?? {});
    counts.push([probe.query ?? probe.path, asked.mock.calls.length]);
  }
  expect(counts.length).toBeGreaterThan(5);
  expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
});

it('a stranger’s request asks for none', async () => {
  people.levels.asked.mockClear();
  for (const asked of ['/api/v1/blog', '/api/v1/blog/post-silver', '/api/posts?populate=*'])
    await send(club, { channel: '', path: asked }, {});
  expect(people.levels.asked).not.toHaveBeenCalled();
});

describe('a page that was read before it was unlocked', () => {
  const page = '/api/v1/blog/post-silver';
  const validators = ['etag', 'last-modified'] as const;

  it('is kept by nobody where any of it is locked, or a member reads', async () => {
    for (const { kind, headers } of people.readers)
      for (const asked of [page, '/api/posts?fields=body']) {
        const answer = await send(club, { channel: '', path: asked }, headers);
        expect([kind, answer.headers.get('cache-control')]).toEqual([kind, 'private, no-store']);
        expect(validators.map((name) => answer.headers.get(name))).toEqual([null, null]);
      }
  });

  it('is a list of what everybody sees, kept for strangers only', async () => {
    const stranger = await send(club, { channel: '', path: '/api/v1/blog' }, {});
    expect(stranger.headers.get('cache-control')).toContain('public');
    expect(stranger.headers.get('vary')).toBe('Accept-Language, Authorization');
    const headers = { 'if-none-match': stranger.headers.get('etag') ?? '' };
    const member = people.readers.find(({ kind }) => kind === 'exact')?.headers ?? {};
    const again = await send(club, { channel: '', path: '/api/v1/blog', headers }, member);
    expect([again.status, again.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(JSON.parse(again.text)).toMatchObject({
      data: [{ slug: 'post-silver', locked: false, offer: null }],
    });
  });

  it('is open as soon as the level is there, and closed as soon as it has ended', async () => {
    const member = people.readers.find(({ kind }) => kind === 'member');
    const locked = async (): Promise<unknown> => {
      const probe = { channel: '', path: page, headers: { 'if-none-match': '*' } };
      return JSON.parse((await send(club, probe, member?.headers ?? {})).text).data.locked;
    };
    const documentId = member?.documentId ?? '';
    expect(await locked()).toBe(true);
    people.levels.give({ documentId }, people.silver, 'entitled-tier');
    expect(await locked()).toBe(false);
    people.levels.give({ documentId }, null, 'refunded');
    expect(await locked()).toBe(true);
  });
});

it('an exclusive says why it is closed', async () => {
  const said: [string, unknown][] = [];
  for (const { kind, headers } of people.readers) {
    const probe = { channel: '', path: '/api/v1/support/exclusive/exclusive-silver' };
    const { status, text } = await send(club, probe, headers);
    said.push([kind, [status, JSON.parse(text).error]]);
  }
  const [noSupporter, tooLow] = ['Patreon supporter status required', 'Higher Patreon tier required'];
  expect(Object.fromEntries(said)).toEqual({
    nobody: [401, 'Sign in first'],
    member: [403, noSupporter],
    expired: [403, noSupporter],
    'too low': [403, tooLow],
    'other currency': [403, tooLow],
    ...Object.fromEntries(entitled.map((kind) => [kind, [200, undefined]])),
  });
});

it('the offer is the same in /api/v1, REST and GraphQL', async () => {
  const tierFields = 'slug name amount_cents currency patreon_url';
  const query = `{ posts { locked minimum_tier { slug name } offer { reason minimum_tier { slug name } tiers { ${tierFields} } unlocks } } }`;
  const bodies = [];
  for (const probe of [
    { path: '/api/v1/blog/post-silver' },
    { path: '/api/posts?fields=title' },
    { path: '/graphql', query },
  ])
    bodies.push(JSON.parse((await send(club, { channel: '', ...probe }, {})).text));
  const tier = (slug: string, amount_cents: number) => ({
    slug,
    name: `Tier ${slug}`,
    amount_cents,
    currency: 'EUR',
    patreon_url: null,
  });
  const minimum_tier = { slug: 'silver', name: 'Tier silver' };
  const offer = {
    reason: 'For supporters from Tier silver upwards.',
    minimum_tier,
    tiers: [tier('silver', 800), tier('gold', 1500)],
    unlocks: ['body'],
  };
  const lock = { locked: true, minimum_tier, offer };
  expect(bodies).toMatchObject([{ data: lock }, { data: [lock] }, { data: { posts: [lock] } }]);
});

it('everybody reads the part before the mark', async () => {
  for (const [route, field] of [
    ['/api/v1/blog/post-silver', 'post'],
    ['/api/memos', 'memo'],
  ] as const) {
    const { text } = await send(club, { channel: '', path: route }, {});
    const words = planted.open.filter((word) => word.endsWith(field));
    expect([route, words.some((word) => text.includes(word))]).toEqual([route, true]);
  }
});

describe('questions about what is gated', () => {
  // Who holds too little is asked like everybody else, and nothing may be told either of those who hold enough.
  const askers: ReaderKind[] = ['nobody', 'too low', 'exact'];

  it('are answered alike, whether a word is there or not', async () => {
    const told: string[] = [];
    let asked = 0;
    for (const { kind, headers } of people.readers.filter((reader) => askers.includes(reader.kind)))
      for (const type of gatedTypes(club.strapi)) {
        const words = planted.canaries.filter(({ uid, isDraft }) => uid === type.uid && !isDraft);
        const [there, missing] = [words[0]?.word ?? '', 'x'.repeat(words[0]?.word.length ?? 0)];
        const nonsense = oraclesOf(type, missing);
        for (const [index, oracle] of oraclesOf(type, there).entries()) {
          const [right, wrong] = [
            await send(club, { channel: '', ...oracle }, headers),
            await send(club, { channel: '', ...(nonsense[index] ?? oracle) }, headers),
          ];
          asked += 1;
          const isSame =
            right.status === wrong.status && right.text.replaceAll(there, missing) === wrong.text;
          if (!isSame || right.status >= 500) told.push(`${kind}: ${oracle.query ?? oracle.path}`);
        }
      }
    expect(told).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });

  it('are not answered by an order', async () => {
    for (const type of gatedTypes(club.strapi))
      for (const sort of sortsOf(type)) {
        const { status, text } = await send(club, { channel: '', ...sort }, {});
        const isRefused = status === 400 || text.includes('"errors"');
        expect([sort.query ?? sort.path, isRefused]).toEqual([sort.query ?? sort.path, true]);
      }
  });
});

it('the table in SECURITY.md is the one of this run', () => {
  const table = tableOf(matrix());
  const document = readFileSync(securityFile, 'utf8');
  if (process.env['LEAKS_WRITE'] === 'true') writeFileSync(securityFile, withTable(document, table));
  if (process.env['LEAKS_PRINT'] === 'true') process.stdout.write(`\n${table}\n`);
  expect(keptTable(readFileSync(securityFile, 'utf8'))).toBe(table);
});
