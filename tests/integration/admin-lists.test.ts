import { listColumns } from '../../src/plugins/content/server/domain/list-columns';
import { startClub, type Club } from '../support/club';

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
