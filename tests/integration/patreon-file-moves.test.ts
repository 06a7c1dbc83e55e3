import fs from 'node:fs';
import path from 'node:path';
import { contentServices } from '../../src/plugins/content/server/services';
import { patreonFiles } from '../../src/plugins/patreon/server/services/files';
import { startClub, type Club } from '../support/club';
import { file, plain, type Stored } from '../support/files';
import { libraryOf, panelUser, sizesOf, type Library } from '../support/gated-files';

let club: Club;
let library: Library;
beforeAll(async () => {
  club = await startClub({ env: { JOBS_WORKER: 'false' } });
  library = libraryOf(club, (await panelUser(club, 'strapi-super-admin')).authorization);
});
afterAll(() => club.stop());

const posts = () => club.strapi.documents('api::post.post');
const place = (id: number): Promise<void> => patreonFiles(club.strapi).places.place(id);

let count = 0;
const picture = async (): Promise<Stored> =>
  library.add(file(`photo-${(count += 1)}.jpg`, await plain(800, 600).jpeg().toBuffer()));

/** A post behind a gate whose text shows a file. */
async function gatedPost({ id, url }: Stored): Promise<string> {
  const slug = `gated-${id}`;
  const tier = await club.strapi.documents('api::patreon-tier.patreon-tier').create({
    locale: 'en',
    data: { slug, name: slug, amountCents: 900, currency: 'EUR' },
  });
  const data = { slug, title: 'Gated', body: `![](${url})`, minimumTier: tier.documentId };
  return (await posts().create({ locale: 'en', status: 'published', data })).documentId;
}

const open = (documentId: string) =>
  posts().update({ documentId, locale: 'en', status: 'published', data: { minimumTier: null } });

type Step = (...args: never[]) => unknown;

/** Runs `work` in a process that dies at the n-th of the steps that change something: before it, or as soon as it is done. */
async function dyingAt(n: number, moment: 'before' | 'after', work: () => Promise<void>): Promise<boolean> {
  const { strapi } = club;
  const provider: Record<string, Step> = Reflect.get(strapi.plugin('upload'), 'provider');
  const folder = contentServices(strapi).privateFiles;
  const rows = strapi.db.query('plugin::upload.file');
  let step = 0;
  const spies = (
    [
      [provider, 'uploadStream'],
      [provider, 'delete'],
      [folder, 'write'],
      [folder, 'remove'],
      [rows, 'update'],
    ] as unknown as [Record<string, Step>, string][]
  ).map(([on, name]) => {
    const original = on[name] as Step;
    return jest.spyOn(on, name).mockImplementation(async (...args: never[]) => {
      step += 1;
      const isLast = step >= n;
      if (isLast && (step > n || moment === 'before')) throw new Error('The process died');
      const done = await original.apply(on, args);
      if (isLast) throw new Error('The process died');
      return done;
    });
  });
  try {
    await work();
    return false;
  } catch (error) {
    expect(String(error)).toContain('The process died');
    return true;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The content of a file in all its sizes, at the addresses that its row has. */
const contentsOf = async (id: number): Promise<string[]> => {
  const row = await library.row(id);
  const { content } = patreonFiles(club.strapi);
  const stored = await content.byId(id);
  const sizes = [null, ...Object.keys(row.formats ?? {}).sort()];
  return Promise.all(
    sizes.map(async (size) => {
      const found = stored && (await content.of(stored, size));
      if (!found) return 'missing';
      const chunks: Buffer[] = [];
      for await (const chunk of await found.open({ start: 0, end: found.size - 1 }))
        chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('base64');
    }),
  );
};

describe.each(['before', 'after'] as const)('a process that dies %s any step', (moment) => {
  it('leaves the file whole, and the next one finishes', async () => {
    const uploaded = await picture();
    const whole = await contentsOf(uploaded.id);
    expect(new Set(whole).size).toBe(whole.length);
    const post = await gatedPost(uploaded);
    let deaths = 0;
    for (let n = 1; await dyingAt(n, moment, () => place(uploaded.id)); n += 1) {
      deaths += 1;
      expect(await contentsOf(uploaded.id)).toEqual(whole);
    }
    expect(deaths).toBeGreaterThan(3);
    const { hash, gate } = await library.row(uploaded.id);
    expect(gate).toBe('private');
    expect(library.named(library.publicFolder, hash)).toEqual([]);
    expect(library.named(library.privateFolder, hash)).toEqual(sizesOf(uploaded));

    await open(post);
    deaths = 0;
    for (let n = 1; await dyingAt(n, moment, () => place(uploaded.id)); n += 1) {
      deaths += 1;
      expect(await contentsOf(uploaded.id)).toEqual(whole);
    }
    expect(deaths).toBeGreaterThan(3);
    expect(library.named(library.publicFolder, hash)).toEqual(sizesOf(uploaded));
    expect(library.named(library.privateFolder, hash)).toEqual([]);
  });
});

it('a move that is done again changes nothing', async () => {
  const uploaded = await picture();
  await gatedPost(uploaded);
  await place(uploaded.id);
  const before = await library.row(uploaded.id);
  await place(uploaded.id);
  expect(await library.row(uploaded.id)).toEqual(before);
});

it('a file that is being replaced is not moved meanwhile', async () => {
  const uploaded = await picture();
  await gatedPost(uploaded);
  const { pendingUploads } = contentServices(club.strapi);
  const { hash } = await library.row(uploaded.id);
  const entry = await pendingUploads.record({ hash, ext: '.jpg' });
  await expect(place(uploaded.id)).rejects.toThrow('The file is being changed');
  expect((await library.row(uploaded.id)).url).toBe(uploaded.url);
  await pendingUploads.remove(entry);
  await place(uploaded.id);
  expect((await library.row(uploaded.id)).gate).toBe('private');
});

it('a file that a later start finds behind a gate is moved then', async () => {
  const uploaded = await picture();
  await gatedPost(uploaded);
  const jobs = () => club.strapi.db.query('plugin::jobs.job');
  await jobs().deleteMany({ where: { name: { $startsWith: 'patreon.place' } } });
  const { candidates } = patreonFiles(club.strapi);
  expect(await candidates.all(new AbortController().signal)).toContain(uploaded.id);
});

it('content files with private pictures are imported and exported as any others', async () => {
  const { strapi } = club;
  const folder = fs.mkdtempSync(path.join(club.strapi.dirs.static.public, 'import-'));
  const picture = path.join(folder, 'secret.jpg');
  fs.writeFileSync(picture, await plain(640, 480).jpeg().toBuffer());
  const exclusive = {
    slug: 'tape',
    translations: { en: { title: 'Tape' } },
    media: [{ file: 'secret.jpg' }],
  };
  fs.writeFileSync(path.join(folder, 'exclusives.json'), JSON.stringify([exclusive]));
  const importing = () =>
    strapi
      .plugin('content')
      .service('import')
      .importFolder(folder, { now: new Date(0) });
  await importing();
  const row: unknown = await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { name: 'secret.jpg' } });
  const { id } = row as { id: number };
  const waiting = { name: 'patreon.place-file', key: String(id) };
  expect(await strapi.db.query('plugin::jobs.job').count({ where: waiting })).toBe(1);
  await place(id);
  expect((await library.row(id)).gate).toBe('private');

  await importing();
  expect(await strapi.db.query('plugin::upload.file').count({ where: { name: 'secret.jpg' } })).toBe(1);
  const target = path.join(folder, 'out');
  await strapi.plugin('content').service('export').exportFolder(target);
  const exported = fs.readdirSync(path.join(target, 'pictures')).filter((name) => name.startsWith('secret'));
  expect(exported).toEqual(['secret.jpg']);
  const bytes = async (at: string) => (await fs.promises.readFile(at)).toString('base64');
  expect(await bytes(path.join(target, 'pictures/secret.jpg'))).toBe(await bytes(picture));
});
