import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';

/** The counts of an import, as its service answers. */
const count = z.number();
const counts = z.object({ created: count, changed: count, unchanged: count, pictures: count });

const rows = z.array(z.looseObject({ locale: z.string(), publishedAt: z.string().nullable() }));
const now = new Date('2026-05-20T19:30:00Z');
const portrait = path.resolve(__dirname, '../../database/demo/pictures/staff-calix-marrow.webp');

let club: Club;
let folder: string;

beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'));
  fs.mkdirSync(path.join(folder, 'pictures'));
  fs.copyFileSync(portrait, path.join(folder, 'pictures/portrait.webp'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  fs.writeFileSync(path.join(folder, `${name}.json`), text);
};

const run = async (target = folder) =>
  counts.parse(await club.strapi.plugin('content').service('import').importFolder(target, { now }));

const faults = async (target = folder): Promise<string[]> =>
  run(target).then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );

async function eventRows(slug: string, populate: object = {}) {
  const found: unknown = await club.strapi.db
    .query('api::event.event')
    .findMany({ where: { slug }, populate, orderBy: { id: 'asc' } });
  return rows.parse(found);
}

const uploads = () => fs.readdirSync(path.join(club.strapi.dirs.static.public, 'uploads')).length;

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
  ]);
}

test('a folder is imported, and a second time changes nothing', async () => {
  expect(await club.strapi.plugin('content').service('import').isEmpty()).toBe(true);
  writeAll();
  expect(await run()).toEqual({ created: 5, changed: 0, unchanged: 0, pictures: 1 });
  const files = uploads();
  expect(await run()).toEqual({ created: 0, changed: 0, unchanged: 5, pictures: 0 });
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
  fs.writeFileSync(path.join(folder, 'pictures/broken.webp'), 'RIFF no picture at all');
  fs.copyFileSync(portrait, path.join(folder, 'pictures/fresh.webp'));
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
  expect(await run(path.join(folder, 'artists.json'))).toMatchObject({ created: 1 });
  write('club', {
    events: [{ ...event, slug: 'late', lineUp: [{ artist: 'last' }] }],
    artists: [{ slug: 'last', name: 'Last' }],
  });
  expect(await run(path.join(folder, 'club.json'))).toMatchObject({ created: 2 });
});

test.each<[string, string, string]>([
  ['club', '{"events": [], "songs": []}', 'club.json: songs: is no list of content'],
  ['club', '{"events": {}}', 'club.json: events: must be a list'],
  ['club', '[]', 'club.json: a list is told by the name of its file'],
  ['artists', '', 'artists.json: is empty'],
  ['artists', '"nova"', 'artists.json: must hold a list'],
  ['artists', '[{"slug": "nova",\n "name" "Nova"}]', 'artists.json: is no JSON at line 2, column 9'],
  ['artists', '[{"slug": "nova"', 'artists.json: is no JSON at line 1'],
])('the file %s with %j is refused', async (name, content, fault) => {
  write(name, content);
  expect(await faults(path.join(folder, `${name}.json`))).toEqual([expect.stringContaining(fault)]);
});

test('a folder with a file that none has is refused, and so is one that is not there', async () => {
  write('songs', []);
  expect(await faults()).toEqual([expect.stringContaining('songs.json: a content folder has no such file')]);
  expect(await faults(path.join(folder, 'no'))).toEqual([
    expect.stringContaining('there is no such file or folder'),
  ]);
});

describe('what leads out of the folder', () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'content-outside-'));
  afterAll(() => fs.rmSync(outside, { recursive: true }));
  const artistWith = (file: string) => [{ slug: 'linked', name: 'Linked', photo: { file } }];

  test.each<[string, (name: string) => void]>([
    [
      'a link to a file',
      (name) => fs.symlinkSync(path.join(outside, 'secret.webp'), path.join(folder, name)),
    ],
    [
      'a link to another link',
      (name) => {
        fs.symlinkSync(path.join(outside, 'secret.webp'), path.join(folder, 'between.webp'));
        fs.symlinkSync('between.webp', path.join(folder, name));
      },
    ],
  ])('%s is refused', async (_what, link) => {
    fs.copyFileSync(portrait, path.join(outside, 'secret.webp'));
    link('photo.webp');
    write('artists', artistWith('photo.webp'));
    const before = uploads();
    expect(await faults()).toEqual([
      "artists.json: [0].photo.file: 'photo.webp' leads out of the folder: links must stay within it",
    ]);
    expect(uploads()).toBe(before);
  });

  test('a file beneath a linked folder is refused, one beneath a link within the folder is not', async () => {
    fs.copyFileSync(portrait, path.join(outside, 'secret.webp'));
    fs.symlinkSync(outside, path.join(folder, 'away'));
    fs.symlinkSync('pictures', path.join(folder, 'images'));
    write('artists', artistWith('away/secret.webp'));
    expect(await faults()).toEqual([expect.stringContaining("'away/secret.webp' leads out of the folder")]);
    write('artists', artistWith('images/portrait.webp'));
    expect(await faults()).toEqual([]);
  });

  test('so is a list of documents, and a single file', async () => {
    fs.writeFileSync(path.join(outside, 'artists.json'), '[]');
    fs.symlinkSync(path.join(outside, 'artists.json'), path.join(folder, 'artists.json'));
    const fault = "artists.json: 'artists.json' leads out of the folder: links must stay within it";
    expect(await faults()).toEqual([fault]);
    expect(await faults(path.join(folder, 'artists.json'))).toEqual([fault]);
  });

  test('a folder that is reached by a link is itself', async () => {
    write('artists', [{ slug: 'solo', name: 'Solo' }]);
    fs.symlinkSync(folder, path.join(outside, 'link'));
    expect(await faults(path.join(outside, 'link'))).toEqual([]);
  });

  test.each<[string, (location: string) => void]>([
    ['a folder', (location) => fs.mkdirSync(location)],
    ['a pipe', (location) => void execFileSync('mkfifo', [location])],
    ['a link to a device', (location) => fs.symlinkSync('/dev/zero', location)],
  ])('%s is no picture', async (_what, make) => {
    make(path.join(folder, 'pictures/a.jpg'));
    write('artists', artistWith('pictures/a.jpg'));
    expect(await faults()).toEqual(["artists.json: [0].photo.file: 'pictures/a.jpg' is no ordinary file"]);
  });
});

describe('the names of pictures', () => {
  const composed = 'Élodie.webp'.normalize('NFC');
  const decomposed = composed.normalize('NFD');

  test.each([
    ['composed', composed, decomposed],
    ['decomposed', decomposed, composed],
  ])('%s in the content find the file that is written the other way', async (_form, named, kept) => {
    fs.copyFileSync(portrait, path.join(folder, 'pictures', kept));
    write('artists', [{ slug: 'elodie', name: 'Élodie', photo: { file: `pictures/${named}` } }]);
    await run();
    const files = await club.strapi.db
      .query('plugin::upload.file')
      .findMany({ where: { name: { $in: [composed, decomposed] } } });
    expect(files).toEqual([expect.objectContaining({ name: composed })]);
    expect(await run()).toMatchObject({ unchanged: 1, pictures: 0 });
  });
});

describe('texts', () => {
  const bytes = (name: string, content: Uint8Array) =>
    fs.writeFileSync(path.join(folder, `${name}.json`), content);

  test.each<[string, Uint8Array, string]>([
    [
      'Latin-1',
      Buffer.from('[{"slug": "cafe",\n"name": "Café"}]', 'latin1'),
      'artists.json: is no UTF-8 at line 2, byte 31 (0xE9): save the file as UTF-8',
    ],
    [
      'UTF-16',
      Buffer.from('\ufeff[{"slug": "cafe"}]', 'utf16le'),
      'artists.json: is UTF-16: save the file as UTF-8',
    ],
    [
      'a name twice in one object',
      Buffer.from(
        '[{"slug": "cafe", "name": "A", "name": "B", "translations": {"en": {"bio": "", "bio": "x"}}}]',
      ),
      'artists.json: [0].name: is given twice in the same object',
    ],
    [
      'half of a character',
      Buffer.from('[{"slug": "cafe", "name": "Caf\\ud83c"}]'),
      "artists.json: [0].name: must not contain half of a character (U+D83C, after 'Caf')",
    ],
    [
      'a NUL',
      Buffer.from('[{"slug": "cafe", "name": "A", "translations": {"en": {"bio": "one\\u0000"}}}]'),
      "artists.json: [0].translations.en.bio: must not contain an invisible control character (U+0000, after 'one')",
    ],
    [
      'words of a picture',
      Buffer.from(
        '[{"slug": "cafe", "name": "A", "photo": {"file": "pictures/portrait.webp", "alt": "\\u0007"}}]',
      ),
      'artists.json: [0].photo.alt: must not contain an invisible control character (U+0007, at its start)',
    ],
    [
      'a text without end',
      Buffer.from(
        JSON.stringify([{ slug: 'cafe', name: 'A', translations: { en: { bio: 'x'.repeat(1_000_001) } } }]),
      ),
      'artists.json: [0].translations.en.bio: must have at most 1000000 characters',
    ],
  ])('%s is a fault', async (_what, content, fault) => {
    bytes('artists', content);
    expect(await faults()).toContain(fault);
  });

  test('a number that is none is a fault', async () => {
    write('locations', '[{"slug": "cafe", "capacity": 1e309, "translations": {"en": {"name": "Cafe"}}}]');
    expect(await faults()).toContain(
      'locations.json: [0].capacity: must be a number, not one that is too large to be kept',
    );
  });

  test('a byte order mark is none of the content', async () => {
    bytes('artists', Buffer.from('\ufeff[{"slug": "marked", "name": "Mårk"}]'));
    expect(await run()).toMatchObject({ created: 1 });
    expect(
      await club.strapi.db.query('api::artist.artist').count({ where: { name: 'Mårk' } }),
    ).toBeGreaterThan(0);
  });
});

test('a file that changes while it is imported is not taken', async () => {
  const list = Array.from({ length: 400 }, (_each, n) => ({
    key: `late.${n}`,
    // More than is read at once.
    translations: { en: { text: 'x'.repeat(2000) } },
  }));
  write('ui-texts', list);
  const onProgress = ({ step, done }: { step: string; done: number }) => {
    if (step === 'importing' && done === 1)
      write('ui-texts', JSON.stringify(list).replaceAll('late.', 'soon.'));
  };
  const changed = club.strapi.plugin('content').service('import').importFolder(folder, { now, onProgress });
  await expect(changed).rejects.toThrow('ui-texts.json: was changed while it was being imported');
  expect(await club.strapi.db.query('api::ui-text.ui-text').count({ where: { key: 'late.0' } })).toBe(0);
});
