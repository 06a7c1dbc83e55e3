import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fileToken, openFileToken } from '../../src/plugins/patreon/server/domain/file-token';
import { file, genuine, type Stored } from '../support/files';
import {
  bothWays,
  errorOf,
  gatedActions,
  linkKey as key,
  startGatedClub,
  type GatedClub,
} from '../support/gated-club';
import { newReader } from '../support/gated-files';

let stage: GatedClub;
let club: GatedClub['club'];
let library: GatedClub['library'];
let levels: GatedClub['levels'];
let gold: GatedClub['gold'];
let other: GatedClub['other'];
const { asRead, exclusives, exclusiveWith, get, linkTo, picture, posts } = gatedActions(() => stage);

beforeAll(async () => {
  stage = await startGatedClub();
  ({ club, library, levels, gold, other } = stage);
});
afterAll(() => stage.club.stop());
beforeEach(() => {
  stage.levels.clear();
  for (const { documentId } of [stage.gold, stage.other]) stage.levels.set(documentId, 900);
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
      forged({ file: uploaded.id + 1 }),
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
