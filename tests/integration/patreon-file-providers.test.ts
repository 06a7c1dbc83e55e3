import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { keepPrivateFilesApart } from '../../src/extensions/upload/services/private-provider';
import { startClub, type Club } from '../support/club';
import { file, plain, type Stored } from '../support/files';
import { levelsOf, libraryOf, newReader, panelUser, type Library, type Reader } from '../support/gated-files';

/** A bucket, as an upload provider of another company keeps files in one. */
const bucket = new Map<string, Buffer>();
/** Whether its files are read by signed addresses alone. */
let isPrivate = true;
const secret = 'signature=of-the-bucket';

let server: Server;
let origin: string;
let club: Club;
let library: Library;
let gold: Reader;
let staff: Omit<Reader, 'documentId'>;

interface Kept {
  hash: string;
  ext?: string | null;
  url?: string | null;
  stream?: Readable;
}
const nameOf = ({ hash, ext }: Kept): string => `${hash}${ext ?? ''}`;

function useBucket(strapi: Core.Strapi): void {
  const provider: object = Reflect.get(strapi.plugin('upload'), 'provider');
  const upload = async (kept: Kept): Promise<void> => {
    if (!kept.stream) throw new Error('There is no stream');
    bucket.set(nameOf(kept), await buffer(kept.stream));
    kept.url = `${origin}/${nameOf(kept)}`;
  };
  const own = {
    uploadStream: upload,
    replaceStream: upload,
    delete: (kept: Kept) => Promise.resolve(bucket.delete(nameOf(kept))),
    isPrivate: () => Promise.resolve(isPrivate),
    getSignedUrl: (kept: Kept) => Promise.resolve({ url: `${kept.url ?? ''}?${secret}` }),
  };
  Object.assign(provider, own);
  keepPrivateFilesApart(strapi, Object.assign(provider, own));
  strapi.config.set('plugin::upload.provider', 'bucket');
}

beforeAll(async () => {
  server = createServer(({ url = '', headers }, answer) => {
    const [path = '', query] = url.slice(1).split('?');
    const content = bucket.get(path);
    if (isPrivate && query !== secret) return void answer.writeHead(403).end();
    if (!content) return void answer.writeHead(404).end();
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
    const part = content.subarray(Number(from), to === '' ? undefined : Number(to) + 1);
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${content.length}`;
    answer.writeHead(headers.range ? 206 : 200, {
      etag: '"e"',
      ...(headers.range && { 'content-range': range }),
    });
    answer.end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  club = await startClub({ prepare: useBucket });
  [gold, staff] = await Promise.all([newReader(club, 'gold'), panelUser(club, 'strapi-super-admin')]);
  levelsOf(club).set(gold.documentId, 900);
  library = libraryOf(club, staff.authorization);
});
afterAll(async () => {
  await club.stop();
  server.close();
});

let count = 0;
async function exclusiveWith(uploaded: Stored): Promise<{ id: string; link: string }> {
  const slug = `tape-${(count += 1)}`;
  const data = { slug, title: 'Tape', media: [uploaded.id] };
  const made = await club.strapi
    .documents('api::exclusive.exclusive')
    .create({ locale: 'en', status: 'published', data });
  const answer = await fetch(`${club.url}/api/v1/support/exclusive/${slug}`, {
    headers: { authorization: gold.authorization },
  });
  const { data: read } = z
    .object({ data: z.object({ media: z.array(z.object({ url: z.string() })) }) })
    .parse(await answer.json());
  return { id: made.documentId, link: (read.media[0]?.url ?? '').replace('http://club.test', club.url) };
}
const picture = async (): Promise<Stored> =>
  library.add(file(`photo-${(count += 1)}.jpg`, await plain(800, 600).jpeg().toBuffer()));
const read = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });
const content = async (url: string, headers: Record<string, string>) =>
  Buffer.from(await (await read(url, headers)).arrayBuffer());

describe('a provider that signs', () => {
  beforeAll(() => {
    isPrivate = true;
  });

  it('keeps the file, which goes through the club to members', async () => {
    const uploaded = await picture();
    const { link } = await exclusiveWith(uploaded);
    const row = await library.settled(uploaded.id);
    expect(row.gate).toBe('private');
    expect(row.url.startsWith(origin)).toBe(true);
    expect(library.named(library.privateFolder, row.hash)).toEqual([]);
    const stored = bucket.get(`${row.hash}${row.ext}`) ?? Buffer.alloc(0);
    const { cookie } = gold;
    expect((await content(link, { cookie })).equals(stored)).toBe(true);
    expect((await content(link, { cookie, range: 'bytes=5-9' })).equals(stored.subarray(5, 10))).toBe(true);
    const whole = await read(link, { cookie });
    expect([whole.status, whole.redirected, whole.headers.get('content-length')]).toEqual([
      200,
      false,
      String(stored.length),
    ]);
    expect((await read(link)).status).toBe(403);
  });

  it('signs for the admin panel, and in nothing else for what is behind a gate', async () => {
    const [gated, open] = [await picture(), await picture()];
    await exclusiveWith(gated);
    const row = await library.settled(gated.id);
    const listed = await read(`${club.url}/upload/files/${gated.id}`, { authorization: staff.authorization });
    const { url } = z.object({ url: z.string() }).parse(await listed.json());
    expect((await read(url)).status).toBe(200);

    const data = { slug: `draft-${open.id}`, title: 'Draft', cover: gated.id };
    const { documentId } = await club.strapi.documents('api::post.post').create({ locale: 'en', data });
    const outside = await club.strapi
      .documents('api::post.post')
      .findOne({ documentId, locale: 'en', populate: { cover: { fields: ['url'] } } });
    expect(JSON.stringify(outside)).toContain(row.hash);
    expect(JSON.stringify(outside)).not.toContain(secret);

    const shown = { slug: `open-${open.id}`, title: 'Open', cover: open.id };
    await club.strapi.documents('api::post.post').create({ locale: 'en', status: 'published', data: shown });
    const rest = await (await read(`${club.url}/api/posts?populate=cover`)).text();
    expect(rest).toContain(secret);
    expect(rest).not.toContain(row.hash);
  });
});

describe('a provider whose files are all public', () => {
  beforeAll(() => {
    isPrivate = false;
  });

  it('loses the file to the private folder, and gets it back', async () => {
    const uploaded = await picture();
    expect((await read(uploaded.url)).status).toBe(200);
    const { id, link } = await exclusiveWith(uploaded);
    const row = await library.settled(uploaded.id);
    expect((await read(uploaded.url)).status).toBe(404);
    expect([...bucket.keys()].filter((name) => name.includes(row.hash))).toEqual([]);
    expect(library.named(library.privateFolder, row.hash).length).toBeGreaterThan(2);
    expect((await read(link, { cookie: gold.cookie })).status).toBe(200);

    await club.strapi.documents('api::exclusive.exclusive').delete({ documentId: id });
    const data = { slug: `cover-${uploaded.id}`, title: 'Open', cover: uploaded.id };
    await club.strapi.documents('api::post.post').create({ locale: 'en', status: 'published', data });
    const back = await library.settled(uploaded.id);
    expect([back.gate, back.url]).toEqual([null, uploaded.url]);
    expect((await read(uploaded.url)).status).toBe(200);
    expect(library.named(library.privateFolder, row.hash)).toEqual([]);
  });
});
