import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { contentFolder, portrait } from '../support/content-folder';

const rows = z.array(z.looseObject({ locale: z.string(), publishedAt: z.string().nullable() }));

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const { at, write, run, faults, uploads } = contentFolder(() => club);

async function eventRows(slug: string, populate: object = {}) {
  const found: unknown = await club.strapi.db
    .query('api::event.event')
    .findMany({ where: { slug }, populate, orderBy: { id: 'asc' } });
  return rows.parse(found);
}

const portraitOf = { file: 'pictures/portrait.webp', alt: 'A singer', caption: 'By the lake' };
const artists = [
  {
    slug: 'nova',
    name: 'Nova',
    genres: ['jazz'],
    photo: portraitOf,
    translations: { en: { bio: 'Sings.' } },
  },
  { slug: 'orla', name: 'Orla', translations: { en: { bio: 'Plays.' }, it: { bio: 'Suona.' } } },
];
const locations = [
  {
    slug: 'listening-room',
    capacity: 60,
    theme: { primaryColor: '#1b2a49', moodKeywords: ['warm'] },
    gallery: [{ file: 'pictures/portrait.webp' }],
    translations: { en: { name: 'The Listening Room' }, it: { name: 'La sala' } },
  },
];
const event = {
  slug: 'night-of-glass',
  startTime: 'day+1 21:00',
  endTime: 'start+2h',
  timezone: 'Europe/Rome',
  location: 'listening-room',
  lineUp: [
    { artist: 'nova', role: 'headliner', position: 0, startTime: 'start' },
    { artist: 'orla', role: 'support', position: 1 },
  ],
  links: [{ url: 'https://example.com/tickets', kind: 'tickets' }],
  translations: {
    en: { title: 'Night of Glass', description: 'Quiet.' },
    it: { title: 'Notte di vetro' },
    fr: { title: 'Nuit de verre' },
  },
};

function writeAll() {
  write('artists', artists);
  write('locations', locations);
  write('events', [event]);
  write('ui-texts', [
    { key: 'nav.events', translations: { en: { text: 'Events' }, es: { text: 'Eventos' } } },
    { key: 'nav.Events', translations: { en: { text: 'EVENTS' } } },
  ]);
}

test('a folder is imported, and a second time changes nothing', async () => {
  expect(await club.strapi.plugin('content').service('import').isEmpty()).toBe(true);
  writeAll();
  expect(await run()).toEqual({ created: 6, changed: 0, unchanged: 0, pictures: 1 });
  const files = uploads();
  expect(await run()).toEqual({ created: 0, changed: 0, unchanged: 6, pictures: 0 });
  expect(uploads()).toBe(files);
  expect(await club.strapi.plugin('content').service('import').isEmpty()).toBe(false);
});

test('every language is there as a draft and as readers see it; the English row carries what is shared', async () => {
  const found = await eventRows('night-of-glass', { location: true, lineUp: { populate: { artist: true } } });
  const languages = (published: boolean) =>
    found
      .filter((row) => (row.publishedAt !== null) === published)
      .map((row) => row.locale)
      .sort();
  expect(languages(false)).toEqual(['en', 'fr', 'it']);
  expect(languages(true)).toEqual(['en', 'fr', 'it']);
  const english = found.find((row) => row.locale === 'en' && row.publishedAt !== null);
  expect(english).toMatchObject({
    title: 'Night of Glass',
    startTime: '2026-05-21T19:00:00.000Z',
    endTime: '2026-05-21T21:00:00.000Z',
    eventType: 'live_music',
    location: { slug: 'listening-room', locale: 'en' },
    lineUp: [
      { role: 'headliner', artist: { slug: 'nova', locale: 'en' }, startTime: '2026-05-21T19:00:00.000Z' },
      { role: 'support', artist: { slug: 'orla', locale: 'en' } },
    ],
  });
  const shown = (language: string) =>
    found.find((row) => row.locale === language && row.publishedAt !== null);
  expect(shown('fr')).toMatchObject({ title: 'Nuit de verre', startTime: '2026-05-21T19:00:00.000Z' });
  expect(shown('it')).toMatchObject({
    title: 'Notte di vetro',
    location: { slug: 'listening-room', locale: 'it' },
    lineUp: [{ role: 'headliner' }, { role: 'support', artist: { slug: 'orla', locale: 'it' } }],
  });
});

test('pictures are real ones of the media library, uploaded once, with their words', async () => {
  const files: unknown = await club.strapi.db
    .query('plugin::upload.file')
    .findMany({ where: { name: 'portrait.webp' } });
  expect(files).toEqual([
    expect.objectContaining({
      alternativeText: 'A singer',
      caption: 'By the lake',
      mime: 'image/webp',
      formats: expect.objectContaining({ thumbnail: expect.anything() }),
    }),
  ]);
  const [{ url }] = z.tuple([z.object({ url: z.string() })]).parse(files);
  const stored = fs.readFileSync(path.join(club.strapi.dirs.static.public, url));
  expect(stored.equals(fs.readFileSync(portrait))).toBe(true);
  expect((await fetch(club.url + url)).status).toBe(200);
});

test('what has changed is written, what is not mentioned stays', async () => {
  const changed = {
    ...event,
    links: undefined,
    lineUp: [event.lineUp[1]],
    translations: { en: { title: 'Night of Ice', description: 'Quiet.' }, es: { title: 'Noche de hielo' } },
  };
  write('events', [changed]);
  write('artists', [{ ...artists[0], photo: { ...portraitOf, alt: 'Nova at the lake' } }]);
  expect(await run()).toEqual({ created: 0, changed: 1, unchanged: 1, pictures: 0 });
  const found = await eventRows('night-of-glass', {
    location: true,
    links: true,
    lineUp: { populate: { artist: true } },
  });
  const published = found.filter((row) => row.publishedAt !== null);
  expect(published.map((row) => row.locale).sort()).toEqual(['en', 'es', 'fr', 'it']);
  expect(published.find((row) => row.locale === 'en')).toMatchObject({
    title: 'Night of Ice',
    location: { slug: 'listening-room' },
    links: [{ url: 'https://example.com/tickets' }],
    lineUp: [{ artist: { slug: 'orla' } }],
  });
  expect(published.find((row) => row.locale === 'it')).toMatchObject({ title: 'Notte di vetro' });
  expect(await run()).toEqual({ created: 0, changed: 0, unchanged: 2, pictures: 0 });
});

test('a document can be taken back from readers, and given to them again', async () => {
  write('events', [{ ...event, published: false }]);
  expect((await run()).changed).toBe(1);
  expect((await eventRows('night-of-glass')).filter((row) => row.publishedAt !== null)).toEqual([]);
  expect((await run()).unchanged).toBe(1);
  write('events', [event]);
  expect((await run()).changed).toBe(1);
  expect((await eventRows('night-of-glass')).filter((row) => row.publishedAt !== null)).toHaveLength(4);
});

test('what staff have edited since, and not published, is overwritten and published again', async () => {
  const [row] = await eventRows('night-of-glass');
  const documentId = z.string().parse(row?.['documentId']);
  const draft: object = { title: 'Draft' };
  await club.strapi.documents('api::event.event').update({ documentId, locale: 'en', data: draft });
  write('events', [event]);
  expect(await run()).toMatchObject({ changed: 1, unchanged: 0 });
  expect(await run()).toMatchObject({ changed: 0, unchanged: 1 });
});

test('every fault is told at once, with file and path, and nothing is written', async () => {
  write('artists', [
    { slug: 'zed', name: 'Zed', translations: { en: { bio: 'x' } }, photo: { file: 'pictures/none.webp' } },
    { slug: 'zed', name: 'Zed again' },
  ]);
  write('events', [
    { ...event, slug: 'other', lineUp: [{ artist: 'zed' }, { artist: 'x' }], location: 'nowhere' },
    { ...event, slug: 'third', startTime: 'soon', translations: { en: {} } },
  ]);
  const before = uploads();
  expect(await faults()).toEqual([
    "artists.json: [0].photo.file: there is no file 'pictures/none.webp' beside the content",
    "artists.json: [1].slug: 'zed' is already that of [0]",
    expect.stringMatching(/^events\.json: \[1\]\.startTime: must be an instant/),
    'events.json: [1].translations.en.title: is missing',
    "events.json: [0].location: no location 'nowhere' in this import or in the club",
    "events.json: [0].lineUp[1].artist: no artist 'x' in this import or in the club",
  ]);
  expect(await eventRows('other')).toEqual([]);
  expect(uploads()).toBe(before);
});

test('when something fails half-way, nothing of it stays, pictures included', async () => {
  fs.writeFileSync(at('pictures/broken.webp'), 'RIFF no picture at all');
  fs.copyFileSync(portrait, at('pictures/fresh.webp'));
  write('artists', [
    { slug: 'first', name: 'First', photo: { file: 'pictures/fresh.webp' } },
    { slug: 'second', name: 'Second', photo: { file: 'pictures/broken.webp' } },
  ]);
  const before = uploads();
  expect(await faults()).toEqual([expect.stringMatching(/^artists\.json: \[1\].*: .*not a valid image/)]);
  expect(await club.strapi.db.query('api::artist.artist').count({ where: { slug: 'first' } })).toBe(0);
  expect(await club.strapi.db.query('plugin::upload.file').count({ where: { name: 'fresh.webp' } })).toBe(0);
  expect(uploads()).toBe(before);
});

test('a single file holds a list by its name, or an object of lists', async () => {
  write('artists', [{ slug: 'solo', name: 'Solo' }]);
  expect(await run(at('artists.json'))).toMatchObject({ created: 1 });
  write('club', {
    events: [{ ...event, slug: 'late', lineUp: [{ artist: 'last' }] }],
    artists: [{ slug: 'last', name: 'Last' }],
  });
  expect(await run(at('club.json'))).toMatchObject({ created: 2 });
});

test.each<[string, string, string]>([
  ['club', '{"events": [], "songs": []}', 'club.json: songs: is not a list of content'],
  ['club', '{"events": {}}', 'club.json: events: must be a list'],
  ['club', '[]', 'club.json: the name of a file with a list must be one of'],
  ['artists', '', 'artists.json: is empty'],
  ['artists', '"nova"', 'artists.json: must hold a list'],
  [
    'artists',
    '[{"slug": "nova",\n "name" "Nova"}]',
    "artists.json: is not JSON at line 2, column 9: expected ':'",
  ],
  ['artists', '[{"slug":', 'artists.json: is not JSON at line 1, column 10: expected a value'],
  ['artists', '[{"slug": "nova"', 'artists.json: is not JSON at line 1'],
])('the file %s with %j is refused', async (name, content, fault) => {
  write(name, content);
  expect(await faults(at(`${name}.json`))).toEqual([expect.stringContaining(fault)]);
});

test('a folder with a file that none has is refused, and so is one that is not there', async () => {
  write('songs', []);
  expect(await faults()).toEqual([expect.stringContaining('songs.json: a content folder has no such file')]);
  expect(await faults(at('no'))).toEqual([expect.stringContaining('there is no such file or folder')]);
});
