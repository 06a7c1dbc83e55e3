import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { contentFolder, now, portrait } from '../support/content-folder';
import { contentServices } from '../../src/plugins/content/server/services';
import { onMariadb, onSqlite } from '../support/database';
import { documentsOf } from '../support/documents';

// What an import that is committed in batches of 100 leaves when it ends early, and lets others do on its way.
let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const { at, write, run, uploads } = contentFolder(() => club);

interface Progress {
  step: string;
  done: number;
}

const importUntil = (signal: AbortSignal, onProgress: (progress: Progress) => void = () => undefined) =>
  club.strapi.plugin('content').service('import').importFolder(at(), { now, signal, onProgress });

/** Artists whose slugs begin with `start`; those with a picture have it to themselves. */
function writeArtists(start: string, count: number, withPicture: readonly number[]): void {
  const artists = Array.from({ length: count }, (_each, n) => ({
    slug: `${start}-${n}`,
    name: `Artist ${n}`,
    ...(withPicture.includes(n) && { photo: { file: `pictures/${start}-${n}.webp`, alt: `${start} ${n}` } }),
  }));
  for (const n of withPicture) {
    // What follows a picture's end is not part of it: each is another file.
    const content = Buffer.concat([fs.readFileSync(portrait), Buffer.from(`${start}${n}`)]);
    fs.writeFileSync(at(`pictures/${start}-${n}.webp`), content);
  }
  write('artists', artists);
}

const drafts = (start: string): Promise<number> =>
  club.strapi.db
    .query('api::artist.artist')
    .count({ where: { slug: { $startsWith: `${start}-` }, publishedAt: null } });

const fileRows = z.array(
  z.object({
    name: z.string(),
    url: z.string(),
    formats: z.record(z.string(), z.object({ url: z.string() })),
  }),
);
/** The pictures of these artists in the media library, all of whose sizes must be stored. */
async function pictures(start: string): Promise<string[]> {
  const rows = fileRows.parse(
    await club.strapi.db
      .query('plugin::upload.file')
      .findMany({ where: { name: { $startsWith: `${start}-` } }, orderBy: 'name' }),
  );
  for (const { url } of rows.flatMap((row) => [row, ...Object.values(row.formats)]))
    expect(fs.existsSync(path.join(club.strapi.dirs.static.public, url))).toBe(true);
  return rows.map(({ name }) => name);
}

/** The message of what stopped an import. */
const stopped = 'stopped by the test';

test('an import that is stopped between batches keeps those before, with their pictures, and no more files', async () => {
  writeArtists('between', 120, [0, 110]);
  const before = uploads();
  const controller = new AbortController();
  const importing = importUntil(controller.signal, ({ step, done }) => {
    if (step === 'importing' && done === 100) controller.abort(new Error(stopped));
  });
  await expect(importing).rejects.toMatchObject({
    message: '100 of 120 documents were imported.',
    cause: { message: stopped },
  });
  expect(await drafts('between')).toBe(100);
  expect(await pictures('between')).toEqual(['between-0.webp']);
  const sizes = uploads() - before;
  expect(await run()).toEqual({ created: 20, changed: 0, unchanged: 100, pictures: 1 });
  expect(await pictures('between')).toEqual(['between-0.webp', 'between-110.webp']);
  expect(uploads() - before).toBe(2 * sizes);
});

test('one that is stopped within its first batch imports nothing, not even a word of a picture', async () => {
  writeArtists('within', 3, [0]);
  expect(await run()).toMatchObject({ created: 3, pictures: 1 });
  writeArtists('within', 5, [0, 4]);
  write(
    'artists',
    fs.readFileSync(at('artists.json'), 'utf8').replace('"alt":"within 0"', '"alt":"Other words"'),
  );
  const before = uploads();
  const controller = new AbortController();
  const unsubscribe = club.strapi.db.lifecycles.subscribe({
    models: ['plugin::content.former-slug'],
    beforeCreateMany: () => controller.abort(new Error(stopped)),
  });
  try {
    await expect(importUntil(controller.signal)).rejects.toThrow(stopped);
  } finally {
    unsubscribe();
  }
  expect(await drafts('within')).toBe(3);
  expect(await pictures('within')).toEqual(['within-0.webp']);
  const words = { where: { name: 'within-0.webp' }, select: ['alternativeText'] };
  expect(await club.strapi.db.query('plugin::upload.file').findOne(words)).toMatchObject({
    alternativeText: 'within 0',
  });
  expect(uploads()).toBe(before);
});

test('a signal after the last batch comes too late', async () => {
  writeArtists('late', 2, []);
  const controller = new AbortController();
  const importing = importUntil(controller.signal, ({ step, done }) => {
    if (step === 'importing' && done === 2) controller.abort(new Error(stopped));
  });
  await expect(importing).resolves.toMatchObject({ created: 2 });
});

test('all documents of a batch that the rules refuse are reported, and the batches before stay', async () => {
  const event = (n: number, endTime: string, title: string) => ({
    slug: `refused-${n}`,
    location: 'refused-hall',
    startTime: '2026-06-01T20:00:00Z',
    endTime,
    translations: { en: { title, description: 'Music.' } },
  });
  const numbers = Array.from({ length: 110 }, (_each, n) => n);
  const announced = { announceAt: '2026-06-01T21:30:00Z' };
  write('club', {
    locations: [{ slug: 'refused-hall', translations: { en: { name: 'Hall' } } }],
    events: numbers.map((n) => ({ ...event(n, '2026-06-01T22:00:00Z', `Event ${n}`), ...announced })),
  });
  expect(await run(at('club.json'))).toMatchObject({ created: 111 });
  // Only with what the club has is it known that four are announced when they are over.
  const endOf = (n: number): string => (n > 105 ? '2026-06-01T21:00:00Z' : '2026-06-01T22:00:00Z');
  write('club', { events: numbers.map((n) => event(n, endOf(n), `Renamed ${n}`)) });
  const importing: Promise<unknown> = run(at('club.json'));
  await expect(importing).rejects.toMatchObject({
    message: '100 of 110 documents were imported.',
    cause: {
      message: [106, 107, 108, 109]
        .map((n) => `club.json: events[${n}].announceAt: must be before endTime`)
        .join('\n'),
    },
  });
});

onMariadb('a document that staff delete while it is imported comes back whole', async () => {
  const uid = 'api::event.event';
  const event = (title: string) => ({
    slug: 'deleted-meanwhile',
    location: 'meanwhile-hall',
    lineUp: [{ artist: 'meanwhile-artist' }],
    startTime: '2026-06-01T20:00:00Z',
    endTime: '2026-06-01T22:00:00Z',
    translations: { en: { title, description: 'Music.' } },
  });
  const locations = [{ slug: 'meanwhile-hall', translations: { en: { name: 'Hall' } } }];
  const artists = [{ slug: 'meanwhile-artist', name: 'Artist' }];
  write('club', { locations, artists, events: [event('Before')] });
  await run(at('club.json'));
  const stored = () =>
    club.strapi.db
      .query(uid)
      .findMany({ where: { slug: 'deleted-meanwhile' }, populate: ['location', 'lineUp'] });
  const [{ documentId }] = z.array(z.looseObject({ documentId: z.string() })).parse(await stored()) as [
    { documentId: string },
  ];

  // Between the first look at the document and the lock on it.
  const outside = AsyncLocalStorage.snapshot();
  const { documentLock } = contentServices(club.strapi);
  const take = jest.spyOn(documentLock, 'take').mockImplementationOnce(async (...given) => {
    take.mockRestore();
    await outside(() => documentsOf(club, uid).delete({ documentId, locale: '*' }));
    await documentLock.take(...given);
  });
  write('club', { events: [event('After')] });
  expect(await run(at('club.json'))).toMatchObject({ created: 1, changed: 0 });
  const rows = await stored();
  expect(rows).toHaveLength(2);
  for (const row of rows)
    expect(row).toMatchObject({ title: 'After', location: { slug: 'meanwhile-hall' }, lineUp: [{}] });
});

/** In a thread of its own: writes to an SQLite file every 100 ms, which is how often SQLite looks for a lock that it waits for. */
const otherWriter = `
  const { parentPort, workerData } = require('node:worker_threads');
  const database = new (require('better-sqlite3'))(workerData, { timeout: 0 });
  setInterval(() => {
    try {
      database.exec('CREATE TABLE IF NOT EXISTS turns (at INTEGER); INSERT INTO turns VALUES (1)');
      parentPort.postMessage('written');
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY') throw error;
    }
  }, 100);
`;

onSqlite('others can write between two batches', async () => {
  const texts = Array.from({ length: 1000 }, (_each, n) => ({
    key: `turn.${n}`,
    translations: { en: { text: `Text ${n}` } },
  }));
  write('ui-texts', texts);
  const other = new Worker(otherWriter, { eval: true, workerData: process.env.DATABASE_FILENAME });
  try {
    await once(other, 'message');
    let done = 0;
    const writtenAt: number[] = [];
    other.on('message', () => writtenAt.push(done));
    await importUntil(new AbortController().signal, (progress) => {
      if (progress.step === 'importing') ({ done } = progress);
    });
    expect(writtenAt.filter((count) => count > 0 && count < 1000).length).toBeGreaterThan(4);
  } finally {
    await other.terminate();
  }
});
