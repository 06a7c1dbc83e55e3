import { z } from 'zod';
import { gatedActions, startGatedClub, type GatedClub } from '../support/gated-club';
import { sizesOf } from '../support/gated-files';

let stage: GatedClub;
let club: GatedClub['club'];
let library: GatedClub['library'];
let gold: GatedClub['gold'];
let tier: GatedClub['tier'];
const { exclusives, exclusiveWith, get, picture, posts } = gatedActions(() => stage);

beforeAll(async () => {
  stage = await startGatedClub();
  ({ club, library, gold, tier } = stage);
});
afterAll(() => stage.club.stop());
beforeEach(() => {
  stage.levels.clear();
  for (const { documentId } of [stage.gold, stage.other]) stage.levels.set(documentId, 900);
});

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
