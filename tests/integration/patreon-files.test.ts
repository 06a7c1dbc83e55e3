import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fileKeyOf } from '../../config/env/link-keys';
import { fileToken, openFileToken } from '../../src/plugins/patreon/server/domain/file-token';
import { startClub, type Club } from '../support/club';
import { testEnvironment } from '../support/environment';
import { file, genuine, plain, type Stored } from '../support/files';
import {
  levelsOf,
  libraryOf,
  newReader,
  panelUser,
  sizesOf,
  type Library,
  type Reader,
} from '../support/gated-files';

let club: Club;
let library: Library;
let levels: Map<string, number>;
let gold: Reader, other: Reader;
let staff: Omit<Reader, 'documentId'>;
let tier: string;

const key = fileKeyOf(testEnvironment['JWT_SECRET'] ?? '');
const exclusives = () => club.strapi.documents('api::exclusive.exclusive');
const posts = () => club.strapi.documents('api::post.post');

beforeAll(async () => {
  club = await startClub();
  levels = levelsOf(club);
  [gold, other, staff] = await Promise.all([
    newReader(club, 'gold'),
    newReader(club, 'other'),
    panelUser(club, 'strapi-super-admin'),
  ]);
  library = libraryOf(club, staff.authorization);
  const made = await club.strapi.documents('api::patreon-tier.patreon-tier').create({
    locale: 'en',
    status: 'published',
    data: { slug: 'gold', name: 'Gold', amountCents: 900, currency: 'EUR' },
  });
  tier = made.documentId;
});
afterAll(() => club.stop());
beforeEach(() => {
  levels.clear();
  levels.set(gold.documentId, 900);
  levels.set(other.documentId, 900);
});

let count = 0;
const picture = async (): Promise<Stored> =>
  library.add(file(`photo-${(count += 1)}.jpg`, await plain(1200, 800).jpeg().toBuffer()));

/** An exclusive with one file behind its gate, published. */
async function exclusiveWith(media: number[], more: object = {}): Promise<{ id: string; slug: string }> {
  const slug = `tape-${(count += 1)}`;
  const data = { slug, title: 'Tape', minimumTier: tier, media, ...more };
  const { documentId: id } = await exclusives().create({ locale: 'en', status: 'published', data });
  return { id, slug };
}

const media = z.object({
  url: z.string(),
  formats: z.record(z.string(), z.object({ url: z.string() }).nullable()),
});
const whole = z.object({ data: z.object({ media: z.array(media), body: z.string().nullable() }) });

const get = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(url.replace('http://club.test', club.url), { method, headers });

async function asRead(slug: string, reader: Reader) {
  const { authorization } = reader;
  const answer = await get(`${club.url}/api/v1/support/exclusive/${slug}`, { authorization });
  return whole.parse(await answer.json()).data;
}
const linkTo = async (slug: string, reader: Reader): Promise<string> =>
  (await asRead(slug, reader)).media[0]?.url ?? '';

/** How somebody shows who they are: with a picture of a page, and with a request of a program. */
const bothWays = ({ cookie, authorization }: Omit<Reader, 'documentId'>): Record<string, string>[] => [
  { cookie },
  { authorization },
];

const errorOf = async (answer: Response): Promise<[number, string]> => {
  const { error } = z.object({ error: z.string() }).parse(await answer.json());
  return [answer.status, error];
};

describe('a file that gets behind a gate', () => {
  it('leaves its public address with all its sizes, and comes back with the gate', async () => {
    const uploaded = await picture();
    const sizes = sizesOf(uploaded);
    expect(sizes.length).toBeGreaterThan(3);
    for (const name of sizes) expect((await get(`${club.url}/uploads/${name}`)).status).toBe(200);

    const slug = `gate-${uploaded.id}`;
    const body = `![A map](${uploaded.formats?.['small']?.url ?? ''})`;
    const data = { slug, title: 'Map', body, minimumTier: tier };
    const { documentId } = await posts().create({ locale: 'en', status: 'published', data });
    const moved = await library.settled(uploaded.id);
    expect(moved.gate).toBe('private');
    expect(library.named(library.publicFolder, moved.hash)).toEqual([]);
    expect(library.named(library.privateFolder, moved.hash)).toEqual(sizes);
    for (const name of sizes) expect((await get(`${club.url}/uploads/${name}`)).status).toBe(404);

    await posts().update({ documentId, locale: 'en', status: 'published', data: { minimumTier: null } });
    const back = await library.settled(uploaded.id);
    expect([back.gate, back.url]).toEqual([null, uploaded.url]);
    expect(sizesOf(back)).toEqual(sizes);
    expect(library.named(library.privateFolder, moved.hash)).toEqual([]);
    for (const name of sizes) expect((await get(`${club.url}/uploads/${name}`)).status).toBe(200);
  });

  it('is moved as soon as a draft has it, in any language, and only when the gate is public does it come back', async () => {
    const uploaded = await picture();
    const data = { slug: `draft-${uploaded.id}`, title: 'Draft', minimumTier: tier };
    const { documentId } = await posts().create({ locale: 'en', data });
    await posts().update({
      documentId,
      locale: 'it',
      data: { title: 'Bozza', body: `![](${uploaded.url})` },
    });
    expect((await library.settled(uploaded.id)).gate).toBe('private');

    await posts().update({ documentId, locale: 'en', data: { minimumTier: null } });
    expect((await library.settled(uploaded.id)).gate).toBe('private');
    await posts().publish({ documentId, locale: 'en' });
    expect((await library.settled(uploaded.id)).gate).toBe('private');
    await posts().publish({ documentId, locale: 'it' });
    expect((await library.settled(uploaded.id)).gate).toBeNull();
    expect((await get(`${club.url}${uploaded.url}`)).status).toBe(200);
  });

  it('stays where it is if a page shows it as well, until that page does not', async () => {
    const uploaded = await picture();
    await exclusiveWith([uploaded.id]);
    const data = { slug: `cover-${uploaded.id}`, title: 'Open', cover: uploaded.id };
    expect((await library.settled(uploaded.id)).gate).toBe('private');
    const { documentId } = await posts().create({ locale: 'en', status: 'published', data });
    expect((await library.settled(uploaded.id)).gate).toBe('shared');
    expect((await get(`${club.url}${uploaded.url}`)).status).toBe(200);
    await posts().unpublish({ documentId, locale: 'en' });
    expect((await library.settled(uploaded.id)).gate).toBe('private');
    expect((await get(`${club.url}${uploaded.url}`)).status).toBe(404);
  });

  it('stays private when nothing uses it any more', async () => {
    const uploaded = await picture();
    const { id } = await exclusiveWith([uploaded.id]);
    await library.settled(uploaded.id);
    await exclusives().delete({ documentId: id });
    expect((await library.settled(uploaded.id)).gate).toBe('private');
    expect((await get(`${club.url}${uploaded.url}`)).status).toBe(404);
  });

  it('is public if it stands before the mark, private after it', async () => {
    const [open, gated] = [await picture(), await picture()];
    const data = {
      slug: `mark-${open.id}`,
      title: 'Mark',
      minimumTier: tier,
      body: `![](${open.url})\n\n<!--members-only-->\n\n![](${gated.url})`,
    };
    await posts().create({ locale: 'en', status: 'published', data });
    expect((await library.settled(open.id)).gate).toBeNull();
    expect((await library.settled(gated.id)).gate).toBe('private');

    const read = async (authorization?: string) => {
      const headers = authorization === undefined ? undefined : { authorization };
      const answer = await get(`${club.url}/api/v1/blog/${data.slug}`, headers);
      return z.object({ data: z.object({ body: z.string() }) }).parse(await answer.json()).data.body;
    };
    expect(await read()).toBe(`![](${open.url})`);
    const [, mine = ''] =
      /^!\[\]\(\/uploads\/.+\)\n\n<!--members-only-->\n\n!\[\]\((http:.+)\)$/.exec(
        await read(gold.authorization),
      ) ?? [];
    const answer = await get(mine, { cookie: gold.cookie });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });
});

describe('a link', () => {
  let slug: string;
  let pdf: Stored, uploaded: Stored;
  let id: string;
  beforeAll(async () => {
    uploaded = await picture();
    pdf = await library.add(file('guide.pdf', (await genuine['notes.pdf']?.()) ?? ''));
    const made = await exclusiveWith([uploaded.id, pdf.id], { body: `[The guide](${pdf.url})` });
    slug = made.slug;
    id = made.id;
    await library.settled(uploaded.id);
    await library.settled(pdf.id);
  });

  it('gives the file in each size, as an image with the cookie of the browser or with a token', async () => {
    const read = await asRead(slug, gold);
    const content = fs.readFileSync(path.join(library.privateFolder, path.posix.basename(uploaded.url)));
    const first = read.media[0];
    for (const headers of bothWays(gold)) {
      const answer = await get(first?.url ?? '', headers);
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      expect(answer.headers.get('content-type')).toBe('image/jpeg');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-site');
      expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="photo-\d+\.jpg"$/);
    }
    const sizes = Object.values(first?.formats ?? {}).flatMap((size) => size?.url ?? []);
    expect(sizes.length).toBeGreaterThan(2);
    for (const url of sizes) expect((await get(url, { cookie: gold.cookie })).status).toBe(200);
  });

  it('downloads what a browser might run', async () => {
    const read = await asRead(slug, gold);
    const [, inBody = ''] = /^\[The guide\]\((.+)\)$/.exec(read.body ?? '') ?? [];
    for (const url of [read.media[1]?.url ?? '', inBody]) {
      const answer = await get(url, { cookie: gold.cookie });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="guide.pdf"');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    }
  });

  it('gives ranges', async () => {
    const url = await linkTo(slug, gold);
    const { cookie } = gold;
    const all = Buffer.from(await (await get(url, { cookie })).arrayBuffer());
    const part = async (range: string, more: Record<string, string> = {}) => {
      const answer = await get(url, { cookie, range, ...more });
      return [
        answer.status,
        answer.headers.get('content-range'),
        Buffer.from(await answer.arrayBuffer()),
      ] as const;
    };
    const size = all.length;
    expect(await part('bytes=0-9')).toEqual([206, `bytes 0-9/${size}`, all.subarray(0, 10)]);
    expect(await part('bytes=100-')).toEqual([206, `bytes 100-${size - 1}/${size}`, all.subarray(100)]);
    expect(await part('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, all.subarray(-5)]);
    expect(await part(`bytes=-${size * 2}`)).toEqual([206, `bytes 0-${size - 1}/${size}`, all]);
    expect((await part(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    expect(await part('bytes=0-1,4-5')).toEqual([200, null, all]);
    expect(await part('bytes=x')).toEqual([200, null, all]);
    const etag = (await get(url, { cookie })).headers.get('etag') ?? '';
    expect((await part('bytes=0-9', { 'if-range': etag }))[0]).toBe(206);
    expect((await part('bytes=0-9', { 'if-range': '"other"' }))[0]).toBe(200);
    expect((await get(url, { cookie, 'if-none-match': etag })).status).toBe(304);
  });

  it('answers HEAD as GET, without the file', async () => {
    const url = await linkTo(slug, gold);
    const [head, whole] = await Promise.all([
      get(url, { cookie: gold.cookie, range: 'bytes=0-9' }, 'HEAD'),
      get(url, { cookie: gold.cookie }),
    ]);
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const header of ['content-length', 'etag', 'content-type', 'accept-ranges'])
      expect(head.headers.get(header)).toBe(whole.headers.get(header));
    expect((await get(url, {}, 'HEAD')).status).toBe(403);
  });

  it('serves its member alone', async () => {
    const url = await linkTo(slug, gold);
    expect(await errorOf(await get(url))).toEqual([403, 'Sign in: this link serves one member alone']);
    const mine = 'This link serves another member';
    expect(await errorOf(await get(url, { cookie: other.cookie }))).toEqual([403, mine]);
    expect(await errorOf(await get(url, { authorization: other.authorization }))).toEqual([403, mine]);
    expect((await get(url, { cookie: 'club_files=x' })).status).toBe(403);
    expect((await get(url, { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('ends with the level, at once', async () => {
    const url = await linkTo(slug, gold);
    levels.set(gold.documentId, 899);
    expect(await errorOf(await get(url, { cookie: gold.cookie }))).toEqual([
      403,
      'Higher Patreon tier required',
    ]);
    levels.delete(gold.documentId);
    const supporter = 'Patreon supporter status required';
    for (const headers of bothWays(gold))
      expect(await errorOf(await get(url, headers))).toEqual([403, supporter]);
  });

  it('ends with the sign-in, and with a block', async () => {
    const leaving = await newReader(club, 'leaving');
    levels.set(leaving.documentId, 900);
    const url = await linkTo(slug, leaving);
    expect((await get(url, { cookie: leaving.cookie })).status).toBe(200);
    await fetch(`${club.url}/api/v1/auth/logout`, { method: 'POST', headers: { cookie: leaving.cookie } });
    expect((await get(url, { cookie: leaving.cookie })).status).toBe(403);

    const blocked = await newReader(club, 'blocked');
    levels.set(blocked.documentId, 900);
    const link = await linkTo(slug, blocked);
    expect((await get(link, { cookie: blocked.cookie })).status).toBe(200);
    await club.strapi.db
      .query('plugin::users-permissions.user')
      .update({ where: { documentId: blocked.documentId }, data: { blocked: true } });
    expect((await get(link, { cookie: blocked.cookie })).status).toBe(403);
  });

  it('ends after an hour', async () => {
    const url = await linkTo(slug, gold);
    const opened = openFileToken(url.split('/').at(-1) ?? '', new Date(), key);
    if (!opened.ok) throw new Error(opened.why);
    const { expires, ...of } = opened.claims;
    expect(expires * 1000 - Date.now()).toBeGreaterThan(59 * 60_000);
    const old = fileToken(of, new Date(Date.now() - 61 * 60_000), key);
    const answer = await get(`${club.url}/api/v1/support/files/${old}`, { cookie: gold.cookie });
    expect(await errorOf(answer)).toEqual([403, 'This link has expired. Open the page again']);
  });

  it('ends when the entry does not show the file any more', async () => {
    const own = await picture();
    const made = await exclusiveWith([own.id]);
    await library.settled(own.id);
    const url = await linkTo(made.slug, gold);
    await exclusives().update({ documentId: made.id, locale: 'en', data: { media: [] } });
    expect((await get(url, { cookie: gold.cookie })).status).toBe(200);
    await exclusives().publish({ documentId: made.id, locale: 'en' });
    expect(await errorOf(await get(url, { cookie: gold.cookie }))).toEqual([
      403,
      'This file is not shown any more',
    ]);
    await exclusives().unpublish({ documentId: id, locale: 'en' });
    const unpublished = await get(
      `${club.url}/api/v1/support/files/${fileToken({ file: uploaded.id, size: null, entry: { uid: 'api::exclusive.exclusive', id }, member: gold.documentId }, new Date(), key)}`,
      { cookie: gold.cookie },
    );
    expect(unpublished.status).toBe(403);
    await exclusives().publish({ documentId: id, locale: 'en' });
  });

  it('cannot be made up', async () => {
    const url = await linkTo(slug, gold);
    const token = url.split('/').at(-1) ?? '';
    const [payload = '', signature = ''] = token.split('.');
    const claims: object = z.looseObject({}).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const forged = (changes: object): string =>
      `${Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url')}.${signature}`;
    const attempts = [
      forged({ member: other.documentId }),
      forged({ member: null }),
      forged({ file: 1 }),
      forged({ expires: 9e9 }),
      payload,
      `${payload}.`,
      `${token}A`,
      `${payload}.${signature.slice(0, -2)}`,
      fileToken(
        {
          file: uploaded.id,
          size: null,
          entry: { uid: 'api::exclusive.exclusive', id },
          member: other.documentId,
        },
        new Date(),
        'x'.repeat(43),
      ),
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/.env',
      path.posix.basename(uploaded.url),
    ];
    for (const attempt of attempts) {
      const answer = await get(`${club.url}/api/v1/support/files/${attempt}`, { cookie: other.cookie });
      expect([attempt, answer.status]).toEqual([attempt, 404]);
    }
  });

  it('of a type without a gate, or to a file that its entry does not have, gives nothing', async () => {
    const secret = await picture();
    await exclusiveWith([secret.id]);
    await library.settled(secret.id);
    const { documentId } = await posts().create({
      locale: 'en',
      status: 'published',
      data: { slug: 'open', title: 'Open' },
    });
    for (const entry of [
      { uid: 'api::exclusive.exclusive', id },
      { uid: 'api::post.post', id: documentId },
      { uid: 'plugin::upload.file', id },
    ]) {
      const token = fileToken(
        { file: secret.id, size: null, entry, member: gold.documentId },
        new Date(),
        key,
      );
      expect((await get(`${club.url}/api/v1/support/files/${token}`, { cookie: gold.cookie })).status).toBe(
        403,
      );
    }
  });
});

describe('a private file', () => {
  it('is found under no address that somebody may guess', async () => {
    const uploaded = await picture();
    await exclusiveWith([uploaded.id]);
    await library.settled(uploaded.id);
    const name = path.posix.basename(uploaded.url);
    const guesses = [
      `/uploads/${name}`,
      `/uploads/thumbnail_${name}`,
      `/uploads/%2e%2e/%2e%2e/private-files/${name}`,
      `/uploads/..%2f..%2fprivate-files%2f${name}`,
      `/uploads//../../private-files/${name}`,
      `/private-files/${name}`,
      `/../private-files/${name}`,
      `/%2e%2e/private-files/${name}`,
      `/admin/private-files/${name}`,
      `/admin/private-files/${name}?token=x`,
      `/admin/private-files/..%2f${name}`,
      `/api/v1/support/files/${name}`,
      `/api/upload/files/${uploaded.id}`,
      `/upload/files/${uploaded.id}`,
    ];
    for (const guess of guesses)
      for (const headers of [{}, { cookie: gold.cookie }, { authorization: gold.authorization }])
        for (const method of ['GET', 'HEAD']) {
          const { status } = await get(`${club.url}${guess}`, headers, method);
          expect([guess, method, [401, 403, 404].includes(status)]).toEqual([guess, method, true]);
        }
  });

  it('is shown to staff in the admin panel, in each size, by their session alone', async () => {
    const uploaded = await picture();
    await exclusiveWith([uploaded.id]);
    await library.settled(uploaded.id);
    const answer = await get(`${club.url}/upload/files/${uploaded.id}`, {
      authorization: staff.authorization,
    });
    const listed = z
      .object({ url: z.string(), formats: z.record(z.string(), z.object({ url: z.string() })) })
      .parse(await answer.json());
    const urls = [listed.url, ...Object.values(listed.formats).map(({ url }) => url)];
    expect(urls.length).toBeGreaterThan(3);
    for (const url of urls) {
      expect(url).toMatch(/^\/admin\/private-files\/\w+\.jpg$/);
      const shown = await get(`${club.url}${url}?updatedAt=1`, { cookie: staff.cookie });
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(shown.headers.get('cache-control')).toBe('private, no-cache');
    }
    const part = await get(`${club.url}${listed.url}`, { cookie: staff.cookie, range: 'bytes=0-3' });
    expect(part.status).toBe(206);
    const old = { cookie: staff.cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' };
    expect((await get(`${club.url}${uploaded.url}`, old)).status).toBe(200);
    expect(
      (
        await get(`${club.url}${uploaded.url}`, {
          'sec-fetch-site': 'same-origin',
          'sec-fetch-dest': 'image',
        })
      ).status,
    ).toBe(401);
  });

  it('is not shown to staff who have signed out', async () => {
    const uploaded = await picture();
    await exclusiveWith([uploaded.id]);
    const { url } = await library.settled(uploaded.id);
    const editor = await panelUser(club, 'strapi-editor');
    expect((await get(`${club.url}${url}`, { cookie: editor.cookie })).status).toBe(200);
    await fetch(`${club.url}/admin/logout`, {
      method: 'POST',
      headers: { ...editor, 'content-type': 'application/json' },
      body: '{}',
    });
    for (const headers of bothWays(editor))
      expect((await get(`${club.url}${url}`, headers)).status).toBe(401);
  });

  it('stays private when it is replaced, and goes when it is deleted', async () => {
    const uploaded = await picture();
    const { id } = await exclusiveWith([uploaded.id]);
    const before = await library.settled(uploaded.id);
    const form = new FormData();
    form.append(
      'files',
      new Blob([await plain(300, 200).jpeg().toBuffer()], { type: 'image/jpeg' }),
      'new.jpg',
    );
    const replaced = await fetch(`${club.url}/upload/files/${uploaded.id}/replace`, {
      method: 'POST',
      headers: { authorization: staff.authorization },
      body: form,
    });
    expect([replaced.status, await replaced.text()]).toEqual([200, expect.any(String)]);
    const after = await library.settled(uploaded.id);
    expect([after.width, after.gate, after.url]).toEqual([300, 'private', before.url]);
    expect(library.named(library.publicFolder, after.hash)).toEqual([]);
    expect(library.named(library.privateFolder, after.hash)).toEqual(sizesOf(after));

    await exclusives().delete({ documentId: id });
    const deleted = await fetch(`${club.url}/upload/files/${uploaded.id}`, {
      method: 'DELETE',
      headers: { authorization: staff.authorization },
    });
    expect(deleted.status).toBe(200);
    expect(library.named(library.privateFolder, after.hash)).toEqual([]);
  });

  it('is named by no public answer: REST, GraphQL aside', async () => {
    const uploaded = await picture();
    const { slug } = await exclusiveWith([uploaded.id]);
    const { hash } = await library.settled(uploaded.id);
    const { token } = { token: gold.authorization };
    for (const address of [
      '/api/v1/support/exclusive',
      `/api/v1/search?q=tape`,
      '/api/exclusives?populate=*',
      '/api/upload/files',
    ])
      for (const headers of [{}, { authorization: token }])
        expect(await (await get(`${club.url}${address}`, headers)).text()).not.toContain(hash);
    expect((await get(`${club.url}/api/v1/support/exclusive/${slug}`)).status).toBe(401);
  });
});
