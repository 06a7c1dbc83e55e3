import type { Access } from '../../src/http/route';
import { v1Routes } from '../../src/plugins/public-api/server/routes';
import { startClub, type Club } from '../support/club';
import { signUp, type Member } from '../support/members';
import { routeLists, type Caller } from '../support/route-lists';
import { memberOfRole } from '../support/staff-api';

let club: Club;
let people: Record<'member' | 'staff' | 'admin', Member>;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  people = {
    member: await signUp(club, 'member'),
    staff: await memberOfRole(club, 'staff', 'staff'),
    admin: await memberOfRole(club, 'admin', 'admin'),
  };
});
afterAll(() => club.stop());

/** A route with something in the place of each parameter. */
const pathOf = (route: string): string => route.replace(/:\w+/g, 'x').replace(/\(.*$/, 'x');

async function statusOf(method: string, path: string, authorization?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
  const body = ['GET', 'HEAD'].includes(method) ? {} : { body: '{}' };
  const answer = await fetch(club.url + path, { method, headers, redirect: 'manual', ...body });
  await answer.arrayBuffer();
  return answer.status;
}

describe("every route of Strapi's server", () => {
  /** What nobody gets at a route of each kind. */
  const refused: Readonly<Record<Caller, readonly number[]>> = {
    public: [],
    closed: [401, 403, 404],
    member: [401, 403],
    'refresh token': [401],
    'staff of the panel': [401, 403],
  };
  const listed = () =>
    club.strapi.server
      .listRoutes()
      .flatMap(({ methods, path }: { methods: string[]; path: string }) =>
        methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path })),
      )
      .filter(({ path }: { path: string }) => !path.startsWith('/api/v1'));

  it('is on a list of who may call it', () => {
    const all = listed().map(({ method, path }: { method: string; path: string }) => `${method} ${path}`);
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((route: string) => !routeLists.some(([pattern]) => pattern.test(route)))).toEqual([]);
    // Nor is a list about routes that are gone.
    expect(routeLists.filter(([pattern]) => !all.some((route: string) => pattern.test(route)))).toEqual([]);
  });

  it('refuses nobody or those who are not on its list', async () => {
    const wrong: unknown[] = [];
    for (const { method, path } of listed()) {
      const caller = routeLists.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
      // Node's client sends none of the others.
      if (caller === undefined || !['GET', 'POST', 'PUT', 'DELETE'].includes(method)) continue;
      const status = await statusOf(method, pathOf(path));
      const isRight = caller === 'public' ? ![401, 403].includes(status) : refused[caller].includes(status);
      if (!isRight || status >= 500) wrong.push([method, path, caller, status]);
    }
    expect(wrong).toEqual([]);
  });
});

describe('every route of /api/v1', () => {
  const nameOf = (access: Access): string => (typeof access === 'object' ? 'verified' : access);

  it.each(['nobody', 'member', 'staff', 'admin'] as const)(
    'lets in %s as its definition says',
    async (who) => {
      const needs = ['public', 'member', 'staff', 'admin'];
      const wrong: unknown[] = [];
      for (const { method, path, access } of v1Routes(club.strapi)) {
        const need = nameOf(access);
        // What ends somebody's session, or asks another server, is tried elsewhere.
        if (/logout|oauth|\/user$/.test(path) || need === 'verified') continue;
        const status = await statusOf(
          method,
          `/api/v1${pathOf(path)}`,
          who === 'nobody' ? undefined : people[who].authorization,
        );
        const isEnough =
          need === 'optional' || needs.indexOf(need) <= (who === 'nobody' ? 0 : needs.indexOf(who));
        const expected = isEnough ? null : who === 'nobody' ? 401 : 403;
        const isRight =
          expected === null
            ? !/^\/(admin|user|auth\/sessions)/.test(path) || ![401, 403].includes(status)
            : status === expected;
        if (!isRight || status >= 500) wrong.push([who, method, path, need, status]);
      }
      expect(wrong).toEqual([]);
    },
  );
});
