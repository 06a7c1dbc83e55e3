import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { createApi } from '../../src/http/api';
import { json } from '../../src/http/results';
import { defineRoute, type TierAccess } from '../../src/http/route';
import { one } from '../../src/http/schemas';
import tierAccess from '../../src/plugins/patreon/server/services/tier-access';
import { startClub, type Club } from '../support/club';
import { signUp, type Member } from '../support/members';
import { giveLevels, heldTier } from '../support/patrons';
import { memberOfRole } from '../support/staff-api';

const supporterMessage = 'Patreon supporter status required';
const tierMessage = 'Higher Patreon tier required';

const routeFor = (path: string, access: TierAccess) =>
  defineRoute({
    method: 'GET',
    path,
    tag: 'Test',
    summary: 'A route of the test',
    access,
    responses: { 200: one(z.string()) },
    handle: ({ member }) => json(member.documentId),
  });

function apiOf(strapi: Core.Strapi, access: TierAccess, name = 'worth') {
  return createApi({
    strapi,
    routes: [routeFor('/supporters', 'supporter'), routeFor(`/${name}`, access)],
    prefix: '/api/test',
    basePath: '/api/test',
    origins: [],
    secureCookies: false,
    rateLimits: false,
    redis: null,
    tiers: tierAccess({ strapi }),
    checkResponses: true,
  });
}

/** Routes of /api/v1's kind, and routes of Strapi's with the policies. */
function mountRoutes(strapi: Core.Strapi): void {
  const api = apiOf(strapi, { cents: 800 });
  strapi.server.use(api.middleware);
  const handler = (ctx: { body: unknown }) => {
    ctx.body = { data: 'open' };
  };
  const withPolicy = (path: string, policy: unknown) => ({
    method: 'GET',
    path,
    handler,
    config: { policies: [policy], auth: { scope: [], strategies: ['users-permissions'] } },
    info: { pluginName: 'test' },
  });
  const routes = [
    ...api.strapiRoutes.map((route) => ({ ...route, info: { pluginName: 'test' } })),
    withPolicy('/policy/supporters', 'plugin::patreon.is-supporter'),
    withPolicy('/policy/worth', { name: 'plugin::patreon.has-tier', config: { cents: 800 } }),
  ];
  const { server } = strapi;
  Reflect.apply(server.routes.bind(server), null, [{ type: 'content-api', prefix: '/test', routes }]);
}

let club: Club;
let people: Record<'free' | 'bronze' | 'silver' | 'staff', Member>;
let silverId: string;
beforeAll(async () => {
  club = await startClub({ prepare: mountRoutes });
  const tiers = club.strapi.documents('api::patreon-tier.patreon-tier');
  const data = { slug: 'silver', name: 'Silver', amountCents: 800, currency: 'EUR' };
  silverId = (await tiers.create({ locale: 'en', data })).documentId;
  people = {
    free: await signUp(club, 'free'),
    bronze: await signUp(club, 'bronze'),
    silver: await signUp(club, 'silver'),
    staff: await memberOfRole(club, 'staff', 'staff'),
  };
  const levels = giveLevels(club);
  levels.give(people.bronze, heldTier('bronze', 'bronze', 300), 'entitled-tier');
  levels.give(people.silver, heldTier(silverId, 'silver', 800), 'entitled-tier');
});
afterAll(() => club.stop());

const refusal = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

async function ask(path: string, member?: Member): Promise<[number, string | null]> {
  const answer = await fetch(`${club.url}/api/test${path}`, {
    headers: member ? { authorization: member.authorization } : {},
  });
  const { data } = refusal.safeParse(await answer.json());
  return [answer.status, typeof data?.error === 'object' ? data.error.message : (data?.error ?? null)];
}

it.each(['/supporters', '/policy/supporters'])('%s is for every supporter', async (path) => {
  expect((await ask(path))[0]).toBe(401);
  expect(await ask(path, people.free)).toEqual([403, supporterMessage]);
  for (const kind of ['bronze', 'silver', 'staff'] as const)
    expect([kind, ...(await ask(path, people[kind]))]).toEqual([kind, 200, null]);
});

it.each(['/worth', '/policy/worth'])('%s is for who holds enough', async (path) => {
  expect((await ask(path))[0]).toBe(401);
  expect(await ask(path, people.free)).toEqual([403, supporterMessage]);
  expect(await ask(path, people.bronze)).toEqual([403, tierMessage]);
  for (const kind of ['silver', 'staff'] as const)
    expect([kind, ...(await ask(path, people[kind]))]).toEqual([kind, 200, null]);
});

it('a tier is named by its slug', async () => {
  const access = tierAccess({ strapi: club.strapi });
  const asked = (member: Member | null, tier: string) =>
    access.refusalOf({ tier }, member && { ...member, role: 'authenticated', sessionId: null });
  await expect(asked(people.silver, 'silver')).resolves.toBeNull();
  await expect(asked(people.bronze, 'silver')).resolves.toEqual({ status: 403, message: tierMessage });
  await expect(asked(people.free, 'silver')).resolves.toEqual({ status: 403, message: supporterMessage });
  await expect(asked(null, 'silver')).resolves.toEqual({ status: 401, message: 'Sign in first' });
  await expect(asked(people.silver, 'gone')).resolves.toEqual({ status: 403, message: tierMessage });
});

describe('what is not right fails the start', () => {
  it.each([
    ['no config', 'plugin::patreon.has-tier'],
    ['an empty config', { name: 'plugin::patreon.has-tier', config: {} }],
    ['no amount', { name: 'plugin::patreon.has-tier', config: { cents: 0 } }],
    ['a name for a slug', { name: 'plugin::patreon.has-tier', config: { tier: 'Silver tier' } }],
    ['a config of another policy', { name: 'plugin::patreon.is-supporter', config: { tier: 'silver' } }],
  ])('a policy with %s', (_case, policy) => {
    // Strapi resolves the policies of each route when it mounts it.
    const registry: { resolve(policies: unknown[]): unknown } = club.strapi.get('policies');
    expect(() => registry.resolve([policy])).toThrow(/^The config of|takes no config$/);
  });

  it('a route of /api/v1', () => {
    expect(() => apiOf(club.strapi, { cents: -1 })).toThrow("must be 'supporter'");
  });

  it('a tier that the club does not have', async () => {
    const access = tierAccess({ strapi: club.strapi });
    access.declare({ tier: 'silver' }, 'GET /x');
    await expect(access.checkNamed()).resolves.toBeUndefined();
    access.declare({ tier: 'platinum' }, 'GET /y');
    await expect(access.checkNamed()).rejects.toThrow("GET /y is for who holds the tier 'platinum'");
  });
});

describe('the wall of supporters', () => {
  const wall = z.object({ data: z.array(z.unknown()) });
  const named = async (): Promise<unknown[]> =>
    wall.parse(await (await fetch(`${club.url}/api/v1/support/supporters`)).json()).data;
  const since = Date.parse('2026-01-02T03:04:05.000Z');

  const supporter = (member: Member | null, more: object = {}) =>
    club.strapi.db.query('plugin::patreon.supporter').create({
      data: {
        name: 'Name at Patreon',
        email: 'patron@example.com',
        member: member?.documentId ?? null,
        levelCents: 800,
        levelTier: silverId,
        levelSince: since,
        ...more,
      },
    });
  const agree = ({ documentId }: Member, data: object) =>
    club.strapi.db.query('plugin::users-permissions.user').update({ where: { documentId }, data });

  it('names members who have agreed and hold a level, and nobody else', async () => {
    await supporter(people.silver);
    await supporter(people.bronze);
    await supporter(people.free, { levelCents: 0, levelTier: null });
    await supporter(people.staff, { levelUntil: Date.now() - 1 });
    await supporter(null);
    for (const member of [people.silver, people.free, people.staff])
      await agree(member, { showAsSupporter: true });
    expect(await named()).toEqual([
      { name: 'silver', tier: { slug: 'silver', name: 'Silver' }, since: '2026-01-02T03:04:05.000Z' },
    ]);
    await agree(people.silver, { avatarName: 'Silver Resident' });
    expect(await named()).toMatchObject([{ name: 'Silver Resident' }]);
    await agree(people.silver, { blocked: true });
    expect(await named()).toEqual([]);
  });
});
