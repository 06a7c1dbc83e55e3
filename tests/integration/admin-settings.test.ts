import { z } from 'zod';
import { listColumns } from '../../src/plugins/content/server/services/list-columns';
import { jobsService } from '../../src/plugins/jobs/server/services';
import titles from '../../src/plugins/jobs/contract/titles/en.json';
import { startClub, type Club } from '../support/club';
import { onMariadb } from '../support/database';
import { documentsOf } from '../support/documents';
import { asEditor, asProgram, type Send } from '../support/editors';

let club: Club;
beforeAll(async () => {
  club = await startClub({ env: { CLUB_TIMEZONE: 'America/New_York' } });
});
afterAll(() => club.stop());

const contentTypes = () => club.strapi.plugin('content-manager').service('content-types');

it('every list shows columns that there are, sorted by one of its attributes', async () => {
  for (const [uid, { columns, sortedBy, direction }] of Object.entries(listColumns)) {
    const { layouts, settings } = await contentTypes().findConfiguration({ uid });
    expect([uid, layouts.list]).toEqual([uid, columns]);
    expect([settings.defaultSortBy, settings.defaultSortOrder]).toEqual([sortedBy, direction]);
    const attributes = Object.keys(club.strapi.contentTypes[uid as keyof typeof listColumns].attributes);
    expect(attributes).toEqual(expect.arrayContaining([...columns, sortedBy]));
  }
});

it('what staff have changed stays', async () => {
  const uid = 'api::event.event';
  const { settings, layouts } = await contentTypes().findConfiguration({ uid });
  await contentTypes().updateConfiguration({ uid }, { settings, layouts: { ...layouts, list: ['title'] } });
  await club.strapi.plugin('content').service('listColumns').ensure();
  expect((await contentTypes().findConfiguration({ uid })).layouts.list).toEqual(['title']);
});

it('an older club gets the new columns where staff have not changed the old ones', async () => {
  const set = async (uid: string, list: string[], order: string): Promise<void> => {
    const { settings, layouts } = await contentTypes().findConfiguration({ uid });
    await contentTypes().updateConfiguration(
      { uid },
      { settings: { ...settings, defaultSortOrder: order }, layouts: { ...layouts, list } },
    );
  };
  const old = ['title', 'startTime', 'location', 'eventStatus', 'eventType'];
  await set('api::event.event', old, 'DESC');
  await set('api::artist.artist', ['name'], 'ASC');
  const store = club.strapi.store({ type: 'plugin', name: 'content' });
  await store.set({ key: 'listColumns', value: true });
  await club.strapi.plugin('content').service('listColumns').ensure();
  const listOf = async (uid: string) => (await contentTypes().findConfiguration({ uid })).layouts.list;
  expect(await listOf('api::event.event')).toEqual(listColumns['api::event.event'].columns);
  expect(await listOf('api::artist.artist')).toEqual(['name']);

  // Of the version between.
  await set('api::event.event', ['cover', 'title', 'startTime', 'location', 'eventStatus'], 'ASC');
  await store.set({ key: 'listColumns', value: 2 });
  await club.strapi.plugin('content').service('listColumns').ensure();
  expect(await listOf('api::event.event')).toEqual(listColumns['api::event.event'].columns);
  expect(await listOf('api::artist.artist')).toEqual(['name']);
});

it('every job that the club defines has a title', async () => {
  const { names } = await jobsService(club.strapi).overview();
  expect(names.length).toBeGreaterThan(5);
  expect(Object.keys(titles)).toEqual(expect.arrayContaining(names.map(({ name }) => name)));
});

const long = 'x'.repeat(300);
// SQLite's columns hold any length.
onMariadb.each([
  ['PUT', '/admin/users/me', { firstname: long }, 'firstname'],
  ['POST', '/admin/roles', { name: long, description: '' }, 'code'],
  [
    'POST',
    '/admin/api-tokens',
    { name: long, description: '', type: 'read-only', lifespan: null, permissions: null },
    'name',
  ],
  ['POST', '/admin/webhooks', { name: long, url: 'https://club.test', headers: {}, events: [] }, 'name'],
])('%s %s: what its column cannot hold is refused by name', async (method, path, values, column) => {
  const staff = await asEditor(club);
  const { status, body } = await staff(method, path, values);
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(`${column} is too long`)]);
});

describe('a request that Strapi takes apart before it looks at it', () => {
  const failing = [
    // Strapi reads into what is not there; staff alone reach these.
    '/admin/permissions/check',
    '/admin/webhooks/9/trigger',
    '/admin/homepage/layout',
  ];
  let senders: [prefix: string, send: Send][];
  let routes: { method: string; address: string }[];
  beforeAll(async () => {
    senders = [
      ['/api/', await asProgram(club)],
      ['/', await asEditor(club)],
    ];
    routes = club.strapi.server
      .listRoutes()
      .flatMap(({ methods, path }) => methods.map((method: string) => ({ method, path })))
      .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/logout|renew/.test(path))
      .map(({ method, path }) => ({ method, address: path.replace(/\/:\w+(\([^)]*\))?/g, '/9') }));
  });

  const bodies: unknown[] = [
    undefined,
    { constructor: 1 },
    { toString: {} },
    { data: { hasOwnProperty: 1 } },
  ];
  it.each(bodies)('fails at no route: %j', async (sent) => {
    expect(routes.length).toBeGreaterThan(100);
    const failed: unknown[] = [];
    for (const { method, address } of routes) {
      const send = senders.find(([prefix]) => address.startsWith(prefix))?.[1];
      const { status, body } = (await send?.(method, address, sent)) ?? { status: 0, body: null };
      const isRefused = sent === undefined || (status >= 400 && status < 500);
      if (!isRefused || (status >= 500 && !failing.includes(address)))
        failed.push([method, address, status, body]);
    }
    expect(failed).toEqual([]);
  });
});

it('a mail that cannot be sent is refused with what is missing', async () => {
  const staff = await asEditor(club);
  const { status, body } = await staff('POST', '/email/test', { to: 'a@club.test' });
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('SMTP_HOST')]);
});

it('templates of mails are not overwritten by something else', async () => {
  const staff = await asEditor(club);
  const path = '/users-permissions/email-templates';
  const { body: before } = await staff('GET', path);
  for (const templates of [5, {}, null, { reset_password: null }, { x: { options: {} } }].map((each) => ({
    'email-templates': each,
  })))
    expect((await staff('PUT', path, templates)).status).toBe(400);
  expect((await staff('GET', path)).body).toEqual(before);
  expect((await staff('PUT', path, { 'email-templates': before })).status).toBe(200);
});

describe('views of lists', () => {
  const hour = 3_600_000;
  const events = '/content-manager/collection-types/api::event.event';
  let staff: Send;

  beforeAll(async () => {
    staff = await asEditor(club);
    const documents = documentsOf(club, 'api::event.event');
    const save = async (title: string, hours: number, isPublished: boolean): Promise<string> => {
      const startTime = new Date(Date.now() + hours * hour).toISOString();
      const endTime = new Date(Date.now() + (hours + 1) * hour).toISOString();
      const { documentId } = await documents.create({ locale: 'en', data: { title, startTime, endTime } });
      if (isPublished) await documents.publish({ documentId });
      return documentId;
    };
    await save('Over', -5, true);
    await save('Under way', -0.5, true);
    const translated = await save('Tomorrow', 24, true);
    await save('Planned', 48, false);
    await documents.update({ documentId: translated, locale: 'it', data: { title: 'Domani' } });
  });

  const listed = z.object({ results: z.array(z.object({ title: z.string() })) });
  const titles = async (query: string): Promise<string[]> => {
    const { body } = await staff('GET', `${events}?sort=startTime:ASC&${query}`);
    return listed.parse(body).results.map(({ title }) => title);
  };

  it.each([
    ['', ['Over', 'Under way', 'Tomorrow', 'Planned']],
    ['view=all', ['Over', 'Under way', 'Tomorrow', 'Planned']],
    ['view=upcoming', ['Under way', 'Tomorrow', 'Planned']],
    ['view=past', ['Over']],
    ['view=drafts', ['Planned']],
    ['view=upcoming&filters[$and][0][title][$contains]=o', ['Tomorrow']],
    ['view=upcoming&filters[$and][0][__status][$eq]=draft', ['Planned']],
    ['view=upcoming&_q=Planned', ['Planned']],
    ['locale=it', ['Domani']],
    ['view=untranslated&locale=it', ['Over', 'Under way', 'Planned']],
    ['view=untranslated&locale=it&filters[$and][0][title][$contains]=n', ['Under way', 'Planned']],
    ['view=untranslated', []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('of a type that has no such view, and unknown ones, are refused by name', async () => {
    const tiers = '/content-manager/collection-types/api::patreon-tier.patreon-tier';
    for (const path of [`${tiers}?view=upcoming`, `${events}?view=mine`]) {
      const { status, body } = await staff('GET', path);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('view')]);
    }
  });
});

describe('a new event begins in the club’s own time zone', () => {
  const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
  const events = '/content-manager/collection-types/api::event.event?locale=en';
  const newYork = { data: { timezone: 'America/New_York' } };

  it('in the panel’s form', async () => {
    const staff = await asEditor(club);
    const { body } = await staff('GET', '/content-manager/init');
    const { contentTypes: types } = z
      .object({ data: z.object({ contentTypes: z.array(z.looseObject({ uid: z.string() })) }) })
      .parse(body).data;
    expect(types.find(({ uid }) => uid === 'api::event.event')).toMatchObject({
      attributes: { timezone: { default: 'America/New_York' } },
    });
  });

  it('in the panel, in REST and in code, where none is given', async () => {
    const staff = await asEditor(club);
    expect((await staff('POST', events, { title: 'Of staff', ...times })).body).toMatchObject(newYork);
    const program = await asProgram(club);
    const { body } = await program('POST', '/api/events', { data: { title: 'Of a program', ...times } });
    expect(body).toMatchObject(newYork);
    const made = await documentsOf(club, 'api::event.event').create({
      locale: 'en',
      data: { title: 'Of code', ...times },
    });
    expect(made).toMatchObject(newYork.data);
  });

  it('and in another where one is given', async () => {
    const staff = await asEditor(club);
    const { body } = await staff('POST', events, { title: 'In Tokyo', ...times, timezone: 'Asia/Tokyo' });
    expect(body).toMatchObject({ data: { timezone: 'Asia/Tokyo' } });
  });
});
