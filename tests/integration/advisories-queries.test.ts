import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { visitorOf } from '../support/account-visitor';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { file, hostile, plain, uploader } from '../support/files';
import { signUp, type Member } from '../support/members';
import { published, writerOf } from '../support/write';

/** What was reported of Strapi's queries, files and types, tried at a club as it runs for real. */
let club: Club;
let member: Member;
let panel: Send;
const token = 'a1b2c3d4secret';

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { NODE_ENV: 'production', LOG_LEVEL: 'error' } });
  member = await signUp(club, 'ada');
  panel = await asEditor(club);
  const { strapi } = club;
  const admins = strapi.db.query('admin::user');
  const { id } = z.object({ id: z.number() }).parse(await admins.findOne({ where: {} }));
  await admins.update({ where: { id }, data: { resetPasswordToken: token } });
  const { create } = writerOf(strapi);
  const times = { startTime: '2098-01-01T20:00:00.000Z', endTime: '2098-01-01T22:00:00.000Z' };
  await create('api::event.event', { slug: 'ember', title: 'Ember', ...times }, published);
  const by = { createdBy: id, updatedBy: id };
  for (const { id: event } of await strapi.db.query('api::event.event').findMany())
    await strapi.db.query('api::event.event').update({ where: { id: event }, data: by });
});
afterAll(() => club.stop());

describe('CVE-2026-27886 and CVE-2024-56143: questions about what is private, in parameters', () => {
  /** Of Strapi's query engine and document service, and what others make of them. */
  const keys = [
    ...[
      'where',
      '_where',
      '$where',
      'lookup',
      'filter',
      'filters',
      'query',
      'params',
      'on',
      'having',
      'join',
    ],
    ...['populate', 'populate[updatedBy][where]', 'populate[updatedBy][filters]', 'populate[on]', 'select'],
    ...['orderBy', 'groupBy', 'data', 'options', 'locale', 'status', '$and[0]', '$or[0]', '$not', '_or[0]'],
    ...[
      'filters[$and][0]',
      'filters[$not]',
      'filters[createdBy]',
      'where[$or][0]',
      'count',
      'page',
      'offset',
    ],
  ];
  const paths = [
    '/api/events',
    '/api/v1/events',
    '/api/v1/search?q=ember',
    '/api/users/me',
    '/api/locations',
  ];

  it.each(paths)('%s says the same whatever they are, and never fails', async (address) => {
    const at = visitorOf(club);
    const own: Record<string, string> = address.includes('users')
      ? { authorization: member.authorization }
      : {};
    const ask = async (query: string) => {
      const { status, text } = await at.send(
        'GET',
        `${address}${address.includes('?') ? '&' : '?'}${query}`,
        undefined,
        own,
      );
      return { status, text };
    };
    const wrong: unknown[] = [];
    for (const key of keys)
      for (const attribute of ['updatedBy', 'localizations][createdBy'])
        for (const operator of ['$startsWith', '$ne']) {
          const question = `${key}[${attribute}][resetPasswordToken][${operator}]=`;
          const [right, other] = [await ask(question + token.slice(0, 4)), await ask(`${question}zzzz`)];
          const same = JSON.stringify(right) === JSON.stringify(other).replaceAll('zzzz', token.slice(0, 4));
          if (!same || right.status >= 500 || right.text.includes(token))
            wrong.push([question, right, other]);
        }
    expect(wrong).toEqual([]);
  });

  it.each([
    'sort=updatedBy.resetPasswordToken',
    'sort[updatedBy][resetPasswordToken]=desc',
    `_q=${token}`,
    'fields[0]=updatedBy',
    'populate[updatedBy][fields][0]=resetPasswordToken',
    'populate=updatedBy',
    'populate[updatedBy]=*',
  ])('%s tells nothing at REST', async (query) => {
    const { status, text } = await visitorOf(club).send('GET', `/api/events?${query}`);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(new RegExp(`${token}|"(updatedBy|createdBy|resetPasswordToken)":`));
  });

  it.each([
    `events(filters: { updatedBy: { resetPasswordToken: { startsWith: "a" } } }) { title }`,
    `events(where: { updatedBy: { resetPasswordToken: { startsWith: "a" } } }) { title }`,
    'events { updatedBy { resetPasswordToken } }',
    'usersPermissionsUsers { data { attributes { email } } }',
    'events(sort: "updatedBy.resetPasswordToken:asc") { title }',
  ])('GraphQL does not know %s', async (field) => {
    const { status, text } = await visitorOf(club).graphql(`{ ${field} }`);
    expect(status).toBeLessThan(500);
    expect(text).toContain('"errors"');
    expect(text).not.toContain(token);
  });
});

it('CVE-2026-22599: nobody can change types in production, at any route of the builder', async () => {
  const routes: { methods: string[]; path: string }[] = club.strapi.server
    .listRoutes()
    .filter(({ path: address }: { path: string }) => address.includes('content-type-builder'));
  expect(routes.length).toBeGreaterThan(10);
  const types = path.resolve(__dirname, '../../src/api');
  const before = fs.readdirSync(types);
  const displayName = "x'; DROP TABLE events; --";
  const body = {
    contentType: { displayName, singularName: 'x', pluralName: 'xs', kind: 'collectionType', attributes: {} },
    components: [],
    data: { contentTypes: [{ action: 'create', uid: 'api::x.x', displayName }], components: [] },
  };
  const open: unknown[] = [];
  for (const { methods, path: route } of routes)
    for (const method of methods.filter((each) => each !== 'HEAD')) {
      const { status } = await panel(
        method,
        route.replace(/:\w+/g, 'api::event.event'),
        method === 'GET' ? undefined : body,
      );
      if (![401, 403, 404].includes(status)) open.push([method, route, status]);
    }
  expect(open).toEqual([]);
  expect(fs.readdirSync(types)).toEqual(before);
  expect((await visitorOf(club).send('GET', '/api/v1/events')).text).toContain('ember');
});

it('CVE-2026-22707: a member uploads nothing, whatever it is and says it is', async () => {
  const count = () => club.strapi.db.query('plugin::upload.file').count();
  const before = await count();
  const upload = uploader(club, '/api/upload', member.authorization);
  const picture = file('picture.png', await plain(10, 10).png().toBuffer(), 'image/png');
  for (const each of [picture, ...hostile.filter(({ content }) => content.length > 0)])
    expect([each.name, (await upload(each)).status]).toEqual([each.name, 403]);
  expect(await count()).toBe(before);
});
