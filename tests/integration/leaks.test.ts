import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startClub, type Club } from '../support/club';
import { gatedTypes, plantCanaries } from '../support/leaks/canaries';
import { probesOf, send, type Probe } from '../support/leaks/channels';
import { makeReaders, maySee, type ReaderKind } from '../support/leaks/readers';
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
  const words = planted.canaries.slice(0, 3).map(({ word }) => word);
  probes = await probesOf(club, planted.entries, words);
  for (const reader of people.readers)
    for (const probe of probes) await look(probe, reader.kind, reader.headers);
}, 600_000);
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

async function look(probe: Probe, kind: ReaderKind, headers: Record<string, string>): Promise<void> {
  const asked = people.levels.asked.mock.calls.length;
  const { status, text } = await send(club, probe, headers);
  const name = `${kind}: ${probe.query ?? probe.path}`;
  if (status >= 500) failures.push(`${status} ${name}`);
  if (people.levels.asked.mock.calls.length - asked > 1) failures.push(`asked for the level twice: ${name}`);
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
    expect(fields().map((field) => [field, [...seenBy(field, channel)]])).toEqual(
      fields().map((field) => [field, entitled]),
    );
  },
);

it('who may see gets what /api/v1 shows', () => {
  const shown = ['post.body', 'exclusive.body', 'exclusive.media'];
  for (const field of shown) expect([field, [...seenBy(field, '/api/v1')]]).toEqual([field, entitled]);
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

it('the table in SECURITY.md is the one of this run', () => {
  const table = tableOf(matrix());
  const document = readFileSync(securityFile, 'utf8');
  if (process.env['LEAKS_WRITE'] === 'true') writeFileSync(securityFile, withTable(document, table));
  if (process.env['LEAKS_PRINT'] === 'true') process.stdout.write(`\n${table}\n`);
  expect(keptTable(readFileSync(securityFile, 'utf8'))).toBe(table);
});
