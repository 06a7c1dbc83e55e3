import fs from 'node:fs';
import { z } from 'zod';
import { exportedDocuments, keysOf } from '../../src/plugins/content/server/services/export-documents';
import { startClub, type Club } from '../support/club';
import { contentFolder } from '../support/content-folder';
import { creator, documentsOf } from '../support/documents';
import { emptyClub } from '../support/import-rows/stored-rows';

const types = {
  artist: 'api::artist.artist',
  event: 'api::event.event',
  exclusive: 'api::exclusive.exclusive',
  location: 'api::location.location',
  post: 'api::post.post',
} as const;
type Type = keyof typeof types;

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const { at, write, run, faults } = contentFolder(() => club);
const create = creator(() => club);
const save = (type: Type, data: object): Promise<string> => create(types[type], data);
const translate = (type: Type, documentId: string, locale: string, data: object) =>
  documentsOf(club, types[type]).update({ documentId, locale, data });
const publish = (type: Type, documentId: string, locale = 'en') =>
  documentsOf(club, types[type]).publish({ documentId, locale });

const document = z.looseObject({ slug: z.string().optional(), documentId: z.string().optional() });
type Exported = Record<string, z.infer<typeof document>[]>;

/** Exports the club, and answers the lists of the folder by their names. */
async function exported(folder: string): Promise<Exported> {
  await club.strapi.plugin('content').service('export').exportFolder(at(folder));
  const files = fs.readdirSync(at(folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.replace('.json', ''),
      z.array(document).parse(JSON.parse(fs.readFileSync(at(folder, file), 'utf8'))),
    ]),
  );
}

const found = (lists: Exported, name: string, key: string) =>
  lists[name]?.find(({ slug, documentId }) => slug === key || documentId === key);

const span = { startTime: '2026-12-21T19:00:00.000Z', endTime: '2026-12-21T21:00:00.000Z' };

/** What the panel lets one save of every type before anything of it is complete. */
async function incomplete() {
  const artist = await save('artist', { genres: [], links: [{ label: 'Site', kind: null }, {}] });
  const location = await save('location', { moodCategory: null, isActive: null, theme: {}, sortOrder: null });
  await translate('location', location, 'it', { name: 'La soffitta' });
  const event = await save('event', {
    title: ' ',
    eventType: null,
    timezone: null,
    announce: null,
    location,
    lineUp: [{ artist, role: null, position: null }, {}],
    links: [{ kind: 'tickets' }],
  });
  await translate('event', event, 'fr', {});
  const ending = await save('event', { title: 'Ends Somewhen', endTime: span.endTime, timezone: '' });
  const post = await save('post', { body: 'Nameless.' });
  const exclusive = await save('exclusive', { title: null, teaser: '' });
  await save('artist', { slug: 'chosen' });
  return { artist, location, event, ending, post, exclusive };
}

/** What readers see, beside drafts that differ from it. */
async function withDrafts(nameless: string) {
  const room = await save('location', { name: 'The Room', sortOrder: null });
  await translate('location', room, 'it', { name: 'La sala' });
  await publish('location', room);
  const night = await save('event', { title: 'Night', ...span, location: room, isFeatured: null });
  await translate('event', night, 'it', { title: 'Notte' });
  await translate('event', night, 'fr', { title: 'Nuit' });
  await publish('event', night);
  await publish('event', night, 'it');
  await translate('event', night, 'it', { title: 'Notte nuova' });
  const lineUp = [{ artist: nameless }];
  await translate('event', night, 'en', { title: '', slug: 'renamed', startTime: null, lineUp });
  // Its draft has another slug than readers know, and drafts refer to it.
  await translate('location', room, 'en', { slug: 'the-other-room', name: null });
  await save('event', { title: 'Later', location: room });
}

test('drafts that lack anything come back as they were, and so does what readers see beside changed drafts', async () => {
  const drafts = await incomplete();
  await withDrafts(drafts.artist);
  const first = await exported('first');
  await emptyClub(club.strapi);

  expect(await run(at('first'))).toMatchObject({ changed: 0, unchanged: 0 });
  const second = await exported('second');
  expect(second).toEqual(first);
  expect(await run(at('second'))).toMatchObject({ created: 0, changed: 0 });

  expect(found(first, 'events', drafts.event)).toMatchObject({
    published: false,
    location: { documentId: drafts.location },
    lineUp: [{ artist: { documentId: drafts.artist }, role: null, position: null }, { role: 'headliner' }],
    eventType: null,
    translations: { en: { title: ' ' }, fr: {} },
  });
  expect(found(first, 'events', 'later')).toMatchObject({ location: 'the-room' });
  expect(found(first, 'events', 'night')).toMatchObject({ published: true });
  // French was never published.
  expect(found(first, 'events', 'night')?.['translations']).toEqual({
    en: { title: 'Night' },
    it: { title: 'Notte' },
  });
  expect(first['events']).toHaveLength(4);
  expect(first['locations']).toHaveLength(2);
});

test('an export finds its documents again in the club that it comes from', async () => {
  await emptyClub(club.strapi);
  await withDrafts((await incomplete()).artist);
  const first = await exported('first');
  write('events', [
    { slug: 'night', ...span, translations: { en: { title: 'Night' } } },
    { slug: 'renamed', ...span, translations: { en: { title: 'Night' } } },
  ]);
  expect(await faults()).toEqual(['events.json: [1].slug: is in the club the same event as [0]']);

  expect(await run(at('first'))).toMatchObject({ created: 0, changed: 2 });
  expect(await run(at('first'))).toMatchObject({ created: 0, changed: 0 });
  // All drafts of what is published are published, as ever.
  const second = await exported('second');
  expect(found(second, 'events', 'night')).toMatchObject({ translations: { fr: { title: 'Nuit' } } });
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(second['events']).toHaveLength(4);
});

test('a draft that gets its slug after it was imported is found again', async () => {
  await emptyClub(club.strapi);
  const room = await save('location', { theme: {} });
  await translate('location', room, 'it', { name: 'La soffitta' });
  await save('event', { title: 'Night', location: room });
  const first = await exported('first');
  await translate('location', room, 'en', { slug: 'the-attic' });
  const second = await exported('second');
  expect(found(second, 'locations', 'the-attic')).toMatchObject({ documentId: room });
  expect(found(second, 'events', 'night')).toMatchObject({ location: 'the-attic' });

  await emptyClub(club.strapi);
  await run(at('first'));
  expect(await exported('third')).toEqual(first);
  expect(await run(at('second'))).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
  expect(await exported('fourth')).toEqual(second);
  expect(await run(at('second'))).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  const rows: unknown = await club.strapi.db.query(types.location).findMany();
  expect(rows).toEqual([
    expect.objectContaining({ documentId: room, locale: 'en', slug: 'the-attic' }),
    expect.objectContaining({ documentId: room, locale: 'it', slug: 'the-attic' }),
  ]);
});

test('a document is exported under the key that others refer to it by', async () => {
  await emptyClub(club.strapi);
  const room = await save('location', { slug: 'before' });
  const night = await save('event', { location: room });
  const keys = new Map([['locations', await keysOf(club.strapi, 'locations')]] as const);
  await translate('location', room, 'en', { slug: 'after' });
  const documents = async (name: 'events' | 'locations', documentId: string) =>
    (await exportedDocuments(club.strapi, name, [documentId], keys, () => null)).map((each) => each.document);
  expect(await documents('locations', room)).toMatchObject([{ slug: 'before', documentId: room }]);
  expect(await documents('events', night)).toMatchObject([{ location: 'before' }]);
});

describe('a draft with a slug and a documentId', () => {
  const later = 'tz4a98xxat96iws9zmbrgj3a';
  const draft = { published: false } as const;
  let room = '';
  beforeEach(async () => {
    await emptyClub(club.strapi);
    room = await save('location', { slug: 'the-room' });
  });

  test('is found by the slug where the club knows no such documentId, and referred to by either', async () => {
    write('locations', [{ ...draft, slug: 'the-room', documentId: later, capacity: 7 }]);
    write('events', [
      { ...draft, slug: 'one', location: { documentId: later } },
      { ...draft, slug: 'two', location: 'the-room' },
      { ...draft, slug: 'three', location: { documentId: room } },
    ]);
    expect(await run()).toMatchObject({ created: 3, changed: 1 });
    expect(await run()).toMatchObject({ created: 0, changed: 0 });
    const { locations = [], events } = await exported('all');
    expect(locations).toMatchObject([{ slug: 'the-room', documentId: room, capacity: 7 }]);
    expect(events?.map((each) => each['location'])).toEqual(['the-room', 'the-room', 'the-room']);
  });

  test('keeps the documentId where it is new, and is found by it under another slug', async () => {
    write('locations', [{ ...draft, slug: 'new', documentId: later }]);
    expect(await run()).toMatchObject({ created: 1 });
    write('locations', [{ ...draft, slug: 'newer', documentId: later }]);
    write('events', [{ ...draft, slug: 'one', location: { documentId: later } }]);
    expect(await run()).toMatchObject({ created: 1, changed: 1 });
    const { locations, events } = await exported('all');
    expect(locations).toMatchObject([{ slug: 'newer', documentId: later }, { documentId: room }]);
    expect(events).toMatchObject([{ location: 'newer' }]);
  });

  test('is refused where they are of two documents, or of one that another has', async () => {
    await save('location', { slug: 'the-attic' });
    write('locations', [
      { ...draft, slug: 'the-attic', documentId: room },
      { ...draft, slug: 'the-cellar', documentId: later },
      { ...draft, slug: 'the-garden', documentId: later },
      { ...draft, slug: 'the-room' },
      { ...draft, slug: 'the-roof', documentId: room },
    ]);
    expect(await faults()).toEqual([
      `locations.json: [2].documentId: '${later}' is already that of [1]`,
      `locations.json: [4].documentId: '${room}' is already that of [0]`,
      "locations.json: [0].documentId: is in the club that of another location than 'the-attic'",
      'locations.json: [4].documentId: is in the club the same location as [3]',
    ]);
  });
});
