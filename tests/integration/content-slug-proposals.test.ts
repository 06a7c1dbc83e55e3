import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { asEditor, asProgram, type Send } from '../support/editors';
import { fieldsOf } from '../support/faults';

let club: Club;
let staff: Send;
let program: Send;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  staff = await asEditor(club);
  program = await asProgram(club);
});
afterAll(() => club.stop());

const artist = 'api::artist.artist';
const panel = `/content-manager/collection-types/${artist}`;
const saved = z.object({ data: z.object({ documentId: z.string(), slug: z.string().nullable() }) });

async function make(data: object): Promise<string> {
  const { body } = await staff('POST', panel, data);
  return saved.parse(body).data.documentId;
}

/** The slugs of a document's rows: of all languages, and of drafts and published rows alike. */
async function slugs(documentId: string): Promise<(string | null)[]> {
  const rows = await club.strapi.db.query(artist).findMany({ select: ['slug'], where: { documentId } });
  const all = z.array(z.object({ slug: z.string().nullable() })).parse(rows);
  return [...new Set(all.map(({ slug }) => slug))];
}

const put = (id: string, data: object, locale = 'en') =>
  staff('PUT', `${panel}/${id}?locale=${locale}`, data);
const publish = (id: string) => staff('POST', `${panel}/${id}/actions/publish`, {});

describe('the slug of a document that was never public', () => {
  it('follows its title, in every language, and stays once it is published', async () => {
    const id = await make({ name: 'Ember Hour', slug: 'artist' });
    await expect(slugs(id)).resolves.toEqual(['ember-hour']);
    await put(id, { name: 'Ora di brace', slug: 'artist' }, 'it');
    await put(id, { name: 'Amber Hour', slug: 'ember-hour' });
    await expect(slugs(id)).resolves.toEqual(['amber-hour']);
    expect((await publish(id)).status).toBe(200);
    await put(id, { name: 'Umber Hour', slug: 'amber-hour' });
    await put(id, { slug: '' });
    await expect(slugs(id)).resolves.toEqual(['amber-hour']);
    await staff('POST', `${panel}/${id}/actions/unpublish`, {});
    await put(id, { name: 'Other Hour' });
    await expect(slugs(id)).resolves.toEqual(['amber-hour']);
  });

  it('is what somebody typed, whatever becomes of the title', async () => {
    const id = await make({ name: 'Nova', slug: 'the-star' });
    await put(id, { name: 'Supernova', slug: 'the-star' });
    await put(id, { name: 'Hypernova' });
    await expect(slugs(id)).resolves.toEqual(['the-star']);
    await put(id, { slug: 'bright' });
    await expect(slugs(id)).resolves.toEqual(['bright']);
  });

  it('has a number where another has it, had it in public, or takes it at a copy', async () => {
    const first = await make({ name: 'Echo' });
    await publish(first);
    await put(first, { slug: 'reverb' });
    await publish(first);
    const second = await make({ name: 'Echo' });
    await expect(slugs(second)).resolves.toEqual(['echo-2']);
    const { body } = await staff('POST', `${panel}/clone/${second}`, { name: 'Echo', slug: 'echo-2' });
    expect(saved.parse(body).data.slug).toBe('echo-3');
    const copied = await club.strapi.documents(artist).clone({ documentId: second, data: { name: 'Delta' } });
    expect(copied?.entries[0]).toMatchObject({ name: 'Delta', slug: 'delta' });
  });

  it.each([
    ['日本', /^artist-[0-9a-f]{8}$/],
    ['🎸', /^artist-[0-9a-f]{8}$/],
    ['-1', /^1$/],
    ['word '.repeat(50), /^(word-){19}word$/],
  ])('is made of %s', async (name, slug) => {
    const id = await make({ name, slug: 'artist-1' });
    const [made] = await slugs(id);
    expect(made).toMatch(slug);
    await put(id, { name });
    await expect(slugs(id)).resolves.toEqual([made]);
  });

  it('comes with the title where there is none at first', async () => {
    const id = await make({ slug: 'artist' });
    await expect(slugs(id)).resolves.toEqual([null]);
    await put(id, { name: 'Late' });
    await expect(slugs(id)).resolves.toEqual(['late']);
  });

  it('is given at the publication of a draft that nobody gave one', async () => {
    const id = await make({ name: 'Old draft' });
    await club.strapi.db.query(artist).updateMany({ where: { documentId: id }, data: { slug: 'artist-7' } });
    await publish(id);
    await expect(slugs(id)).resolves.toEqual(['old-draft']);
  });
});

describe.each([
  ['event', 'now', 'Now'],
  ['post', 'categories', 'Categories'],
])('where one %s would have the address of a route, %s', (type, slug, title) => {
  const uid = `api::${type}.${type}`;
  const list = `/content-manager/collection-types/${uid}`;
  const refusal = z.object({ error: z.unknown() });

  it('is refused by its field at every entry point', async () => {
    const fault = { slug: `must not be '${slug}', which is an address of its own` };
    for (const answer of [
      await staff('POST', list, { title: 'Free', slug }),
      await staff('POST', `${list}/actions/publish`, { title: 'Free', slug }),
      await program('POST', `/api/${type}s`, { data: { title: 'Free', slug } }),
    ]) {
      expect(answer.status).toBe(400);
      expect(fieldsOf(refusal.parse(answer.body).error)).toMatchObject(fault);
    }
    const query = `mutation { create${type === 'event' ? 'Event' : 'Post'}(data: { title: "Free", slug: "${slug}" }) { slug } }`;
    const { body } = await program('POST', '/graphql', { query });
    expect(JSON.stringify(body)).toContain(fault.slug);
    const { body: made } = await staff('POST', list, { title: 'Free' });
    const { documentId } = saved.parse(made).data;
    const change = await staff('PUT', `${list}/${documentId}`, { slug });
    expect([change.status, fieldsOf(refusal.parse(change.body).error)]).toEqual([400, fault]);
  });

  it('a title of that word proposes another', async () => {
    const { body } = await staff('POST', '/content/slug', { uid, isCopy: false, title });
    expect(body).toEqual({ slug: `${slug}-2`, isFollowing: true });
    const made = await staff('POST', list, { title, slug: type });
    expect(saved.parse(made.body).data.slug).toBe(`${slug}-2`);
    const rest = await program('POST', `/api/${type}s?status=draft`, { data: { title } });
    expect(saved.parse(rest.body).data.slug).toBe(`${slug}-3`);
  });
});

it('REST and GraphQL need no slug', async () => {
  const rest = await program('POST', '/api/artists', { data: { name: 'By REST' } });
  expect(saved.parse(rest.body).data.slug).toBe('by-rest');
  const query = 'mutation { createArtist(data: { name: "By GraphQL" }) { slug } }';
  const { body } = await program('POST', '/graphql', { query });
  expect(body).toEqual({ data: { createArtist: { slug: 'by-graphql' } } });
});

it('types without drafts get theirs once', async () => {
  const categories = '/content-manager/collection-types/api::category.category';
  const made = saved.parse((await staff('POST', categories, { name: 'Tales' })).body).data;
  expect(made.slug).toBe('tales');
  const { body } = await staff('PUT', `${categories}/${made.documentId}`, { name: 'Stories', slug: 'tales' });
  expect(saved.parse(body).data.slug).toBe('tales');
});

it("the panel is told what saving would give, and Strapi's own proposals are the same", async () => {
  const ask = async (question: object) =>
    (await staff('POST', '/content/slug', { uid: artist, isCopy: false, ...question })).body;
  const id = await make({ name: 'Prism' });
  await expect(ask({ title: 'Prism' })).resolves.toEqual({ slug: 'prism-2', isFollowing: true });
  await expect(ask({ documentId: id, slug: 'prism', title: 'Prisms' })).resolves.toEqual({
    slug: 'prisms',
    isFollowing: true,
  });
  await expect(ask({ documentId: id, isCopy: true, slug: 'prism', title: 'Prism' })).resolves.toEqual({
    slug: 'prism-2',
    isFollowing: true,
  });
  await publish(id);
  await expect(ask({ documentId: id, slug: 'prism', title: 'Prisms' })).resolves.toEqual({
    slug: 'prism',
    isFollowing: false,
  });
  const generate = (name: string) =>
    staff('POST', '/content-manager/uid/generate', { contentTypeUID: artist, field: 'slug', data: { name } });
  expect((await generate('')).body).toEqual({ data: '' });
  expect((await generate('Prism')).body).toEqual({ data: 'prism-2' });
});
