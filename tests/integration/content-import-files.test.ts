import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startClub, type Club } from '../support/club';
import { contentFolder, now, portrait } from '../support/content-folder';
import { ask } from '../support/v1';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const { at, write, run, faults, uploads } = contentFolder(() => club);

describe('what leads out of the folder', () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'content-outside-'));
  afterAll(() => fs.rmSync(outside, { recursive: true }));
  const artistWith = (file: string) => [{ slug: 'linked', name: 'Linked', photo: { file } }];

  test.each<[string, (name: string) => void]>([
    ['a link to a file', (name) => fs.symlinkSync(path.join(outside, 'secret.webp'), at(name))],
    [
      'a link to another link',
      (name) => {
        fs.symlinkSync(path.join(outside, 'secret.webp'), at('between.webp'));
        fs.symlinkSync('between.webp', at(name));
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
    fs.symlinkSync(outside, at('away'));
    fs.symlinkSync('pictures', at('images'));
    write('artists', artistWith('away/secret.webp'));
    expect(await faults()).toEqual([expect.stringContaining("'away/secret.webp' leads out of the folder")]);
    write('artists', artistWith('images/portrait.webp'));
    expect(await faults()).toEqual([]);
  });

  test('so is a list of documents, and a single file', async () => {
    fs.writeFileSync(path.join(outside, 'artists.json'), '[]');
    fs.symlinkSync(path.join(outside, 'artists.json'), at('artists.json'));
    const fault = "artists.json: 'artists.json' leads out of the folder: links must stay within it";
    expect(await faults()).toEqual([fault]);
    expect(await faults(at('artists.json'))).toEqual([fault]);
  });

  test('a folder that is reached by a link is itself', async () => {
    write('artists', [{ slug: 'solo', name: 'Solo' }]);
    fs.symlinkSync(at(), path.join(outside, 'link'));
    expect(await faults(path.join(outside, 'link'))).toEqual([]);
  });

  test.each<[string, (location: string) => void]>([
    ['a folder', (location) => fs.mkdirSync(location)],
    ['a pipe', (location) => void execFileSync('mkfifo', [location])],
    ['a link to a device', (location) => fs.symlinkSync('/dev/zero', location)],
  ])('%s is no picture', async (_what, make) => {
    make(at('pictures/a.jpg'));
    write('artists', artistWith('pictures/a.jpg'));
    expect(await faults()).toEqual(["artists.json: [0].photo.file: 'pictures/a.jpg' is not a regular file"]);
  });
});

describe('the names of pictures', () => {
  const composed = 'Élodie.webp'.normalize('NFC');
  const decomposed = composed.normalize('NFD');

  test.each([
    ['composed', composed, decomposed],
    ['decomposed', decomposed, composed],
  ])('%s in the content find the file that is written the other way', async (_form, named, kept) => {
    fs.copyFileSync(portrait, at('pictures', kept));
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
  const bytes = (name: string, content: Uint8Array) => fs.writeFileSync(at(`${name}.json`), content);

  test.each<[string, Uint8Array, string]>([
    [
      'Latin-1',
      Buffer.from('[{"slug": "cafe",\n"name": "Café"}]', 'latin1'),
      'artists.json: is not UTF-8 at line 2, byte 31 (0xE9): save the file as UTF-8',
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
      'a prototype',
      Buffer.from('[{"__proto__": {"slug": "inherited", "name": "Inherited"}}]'),
      'artists.json: [0].__proto__: there is no such attribute',
    ],
    [
      'a prototype among translations',
      Buffer.from('[{"slug": "a", "name": "A", "translations": {"__proto__": {"en": {"bio": "B"}}}}]'),
      'artists.json: [0].translations.__proto__: there is no such attribute',
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

test('keys of texts that differ in case alone are two, however often they are imported', async () => {
  const text = (key: string) => ({ key, translations: { en: { text: key }, it: { text: `${key}, it` } } });
  const keys = ['case.events', 'case.Events', 'case.EVENTS'];
  write('ui-texts', keys.map(text));
  expect(await run()).toMatchObject({ created: 3, changed: 0 });
  const { body } = await ask(club, '/i18n/it');
  expect(body.data).toMatchObject(Object.fromEntries(keys.map((key) => [key, `${key}, it`])));
  expect(await run()).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
  write('ui-texts', [{ ...text('case.Events'), translations: { en: { text: 'Other' } } }]);
  expect(await run()).toMatchObject({ created: 0, changed: 1 });
  expect((await ask(club, '/i18n/en')).body.data).toMatchObject({
    'case.events': 'case.events',
    'case.Events': 'Other',
    'case.EVENTS': 'case.EVENTS',
  });
});

test('a file that changes while it is imported is imported as it was checked', async () => {
  const list = Array.from({ length: 400 }, (_each, n) => ({
    key: `late.${n}`,
    // More than is read at once.
    translations: { en: { text: 'x'.repeat(2000) } },
  }));
  write('ui-texts', list);
  const { mtime } = fs.statSync(at('ui-texts.json'));
  const onProgress = ({ step, done }: { step: string; done: number }) => {
    if (step !== 'importing' || done !== 100) return;
    write('ui-texts', JSON.stringify(list).replaceAll('late.', 'soon.'));
    fs.utimesSync(at('ui-texts.json'), mtime, mtime);
  };
  const importing = club.strapi.plugin('content').service('import').importFolder(at(), { now, onProgress });
  await expect(importing).resolves.toMatchObject({ created: 400 });
  const stored = (start: string) =>
    club.strapi.db.query('api::ui-text.ui-text').count({ where: { key: { $startsWith: start } } });
  expect(await stored('late.')).toBe(400);
  expect(await stored('soon.')).toBe(0);
});
