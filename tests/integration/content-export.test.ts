import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';

const demo = path.resolve(__dirname, '../../database/demo');
const now = new Date('2026-05-20T19:30:00Z');
const types = [
  'api::event.event',
  'api::post.post',
  'api::exclusive.exclusive',
  'api::artist.artist',
  'api::location.location',
  'api::category.category',
  'api::staff-member.staff-member',
  'api::patreon-tier.patreon-tier',
  'api::ui-text.ui-text',
] as const;

let club: Club;
let work: string;

beforeAll(async () => {
  club = await startClub();
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'));
});
afterAll(async () => {
  fs.rmSync(work, { recursive: true });
  await club.stop();
});

const importFolder = (folder: string) =>
  club.strapi.plugin('content').service('import').importFolder(folder, { now });
const exportFolder = (folder: string) =>
  club.strapi.plugin('content').service('export').exportFolder(path.join(work, folder));

/** Every file of a folder by its path, with its content. */
function contentOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const all = files.filter((file) => fs.statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(
    all.map((file) => [file, fs.readFileSync(path.join(folder, file)).toString('base64')]),
  );
}

/** A few documents of every kind from the demo club, with all that they refer to: the whole takes minutes on a busy machine. */
function fewOfTheDemo(): string {
  const folder = path.join(work, 'few');
  fs.cpSync(path.join(demo, 'pictures'), path.join(folder, 'pictures'), { recursive: true });
  const list = z.array(z.looseObject({ slug: z.string().optional() }));
  const read = (name: string) =>
    list.parse(JSON.parse(fs.readFileSync(path.join(demo, `${name}.json`), 'utf8')));
  const few = ['events', 'posts', 'exclusives', 'ui-texts'].map((name): [string, object[]] => [
    name,
    read(name).slice(0, 3),
  ]);
  const text = JSON.stringify(few);
  const named = ['locations', 'artists', 'categories', 'staff-members', 'patreon-tiers'].map(
    (name): [string, object[]] => [name, read(name).filter(({ slug }) => text.includes(`"${slug}"`))],
  );
  for (const [name, documents] of [...few, ...named]) {
    fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(documents));
  }
  return folder;
}

async function removeEverything() {
  const documents = z.array(z.object({ documentId: z.string() }));
  for (const type of types) {
    const found = documents.parse(await club.strapi.db.query(type).findMany({ select: ['documentId'] }));
    for (const documentId of new Set(found.map((each) => each.documentId))) {
      await club.strapi.documents(type).delete({ documentId, locale: '*' });
    }
  }
  const files: unknown = await club.strapi.db.query('plugin::upload.file').findMany();
  for (const file of z.array(z.looseObject({})).parse(files)) {
    await club.strapi.plugin('upload').service('upload').remove(file);
  }
}

test('content of the demo club, exported, imported into an empty club and exported again, gives the same folder', async () => {
  await importFolder(fewOfTheDemo());
  const exported = await exportFolder('one');
  expect(exported.documents).toBeGreaterThan(15);
  expect(await importFolder(path.join(work, 'one'))).toMatchObject({ created: 0, changed: 0, pictures: 0 });

  await removeEverything();
  expect(await club.strapi.plugin('content').service('import').isEmpty()).toBe(true);
  expect(await importFolder(path.join(work, 'one'))).toMatchObject({ created: exported.documents });
  expect(await exportFolder('two')).toEqual(exported);
  expect(contentOf(path.join(work, 'two'))).toEqual(contentOf(path.join(work, 'one')));
}, 180_000);

test('pictures leave as they came', () => {
  const came = contentOf(path.join(demo, 'pictures'));
  const left = contentOf(path.join(work, 'one/pictures'));
  expect(Object.keys(left).length).toBeGreaterThan(3);
  expect(came).toMatchObject(left);
});

test('what readers see is exported, and what waits unpublished is counted', async () => {
  const artists = z.array(z.object({ documentId: z.string(), slug: z.string(), name: z.string() }));
  const [first, second] = artists.parse(
    await club.strapi.documents('api::artist.artist').findMany({ sort: 'slug' }),
  );
  const draft: object = { name: 'Draft' };
  if (!first || !second) throw new Error('The demo club has too few artists.');
  await club.strapi.documents('api::artist.artist').update({ documentId: first.documentId, data: draft });
  await club.strapi.documents('api::artist.artist').unpublish({ documentId: second.documentId, locale: '*' });
  expect(await exportFolder('three')).toMatchObject({ withUnpublishedChanges: 1 });
  const written: unknown = JSON.parse(fs.readFileSync(path.join(work, 'three/artists.json'), 'utf8'));
  expect(written).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ slug: first.slug, name: first.name, published: true }),
      expect.objectContaining({ slug: second.slug, published: false }),
    ]),
  );
});

test('a folder that holds anything is refused', async () => {
  await expect(exportFolder('three')).rejects.toThrow(/is not empty/);
});
