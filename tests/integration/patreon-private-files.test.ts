import path from 'node:path';
import { z } from 'zod';
import { plain } from '../support/files';
import { bothWays, gatedActions, startGatedClub, type GatedClub } from '../support/gated-club';
import { panelUser, sizesOf } from '../support/gated-files';

let stage: GatedClub;
let club: GatedClub['club'];
let library: GatedClub['library'];
let gold: GatedClub['gold'];
let staff: GatedClub['staff'];
const { exclusives, exclusiveWith, get, picture } = gatedActions(() => stage);

beforeAll(async () => {
  stage = await startGatedClub();
  ({ club, library, gold, staff } = stage);
});
afterAll(() => stage.club.stop());
beforeEach(() => {
  stage.levels.clear();
  for (const { documentId } of [stage.gold, stage.other]) stage.levels.set(documentId, 900);
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
    const readers: Record<string, string>[] = [
      {},
      { cookie: gold.cookie },
      { authorization: gold.authorization },
    ];
    for (const guess of guesses)
      for (const headers of readers)
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
      for (const headers of [{}, { authorization: token }] as Record<string, string>[])
        expect(await (await get(`${club.url}${address}`, headers)).text()).not.toContain(hash);
    expect((await get(`${club.url}/api/v1/support/exclusive/${slug}`)).status).toBe(401);
  });
});
