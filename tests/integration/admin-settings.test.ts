import { listColumns } from '../../src/plugins/content/server/services/list-columns';
import { startClub, type Club } from '../support/club';
import { onMariadb } from '../support/database';
import { asEditor } from '../support/editors';

let club: Club;
beforeAll(async () => {
  club = await startClub();
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

it('a request without a body is refused by every route that expects one, and fails at none', async () => {
  const staff = await asEditor(club);
  const routes = club.strapi.server
    .listRoutes()
    .flatMap(({ methods, path }) => methods.map((method: string) => ({ method, path })))
    .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/logout|renew/.test(path));
  expect(routes.length).toBeGreaterThan(100);
  // Strapi reads into what is not there; staff alone reach these.
  const failing = ['/admin/permissions/check', '/admin/webhooks/9/trigger'];
  const failed: unknown[] = [];
  for (const { method, path } of routes) {
    const address = path.replace(/\/:\w+(\([^)]*\))?/g, '/9');
    const { status, body } = await staff(method, address);
    if (status >= 500 && !failing.includes(address)) failed.push([method, address, body]);
  }
  expect(failed).toEqual([]);
});
