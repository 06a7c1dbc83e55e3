import type { UID } from '@strapi/strapi';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { fresh } from '../support/faults';
import { until } from '../support/until';

let club: Club;
beforeAll(async () => {
  club = await startClub({ graphql: true });
});
afterAll(() => club.stop());

const documents = (uid: UID.ContentType) => documentsOf(club, uid);
const create = creator(() => club);

describe('a post', () => {
  const uid = 'api::post.post';
  const post = (more: object = {}) => ({ slug: fresh('post'), title: 'News', ...more });
  const datesOf = async (documentId: string): Promise<string[]> => {
    const rows: unknown = await club.strapi.db.query(uid).findMany({ where: { documentId } });
    return z
      .array(z.object({ date: z.string().nullable() }))
      .parse(rows)
      .map(({ date }) => String(date));
  };

  it('has the moment of its first publication for its date, in every language, and keeps it', async () => {
    const documentId = await create(uid, post());
    await documents(uid).update({ documentId, locale: 'it', data: { title: 'Notizie' } });
    expect(await datesOf(documentId)).toEqual(['null', 'null']);
    const before = Date.now();
    await documents(uid).publish({ documentId, locale: '*' });
    const [date, ...others] = await datesOf(documentId);
    expect(Date.parse(date ?? '')).toBeGreaterThanOrEqual(before);
    expect(others).toEqual([date, date, date]);
    await documents(uid).publish({ documentId, locale: '*' });
    await documents(uid).update({ documentId, locale: 'en', data: { title: 'Old' }, status: 'published' });
    expect(new Set(await datesOf(documentId))).toEqual(new Set([date]));
  });

  it('has it also when it is published as it is created, or changed', async () => {
    const created = await create(uid, post(), { status: 'published' });
    const changed = await create(uid, post());
    await documents(uid).update({ documentId: changed, locale: 'en', data: {}, status: 'published' });
    for (const documentId of [created, changed])
      for (const date of await datesOf(documentId)) expect(Date.parse(date)).not.toBeNaN();
  });

  it('keeps the date that it was given', async () => {
    const date = '2020-02-02T20:20:00.000Z';
    const documentId = await create(uid, post({ date }), { status: 'published' });
    expect(new Set(await datesOf(documentId))).toEqual(new Set([date]));
  });
});

describe('a post that is dated ahead', () => {
  const uid = 'api::post.post';
  const ahead = { title: 'Tomorrow', slug: 'tomorrow', date: '2098-01-01T00:00:00.000Z' };
  const read = async (path: string): Promise<string> => (await fetch(club.url + path)).text();
  const graphql = async (): Promise<string> => {
    const query = '{ posts { title } posts_connection { pageInfo { total } } }';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${club.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    return answer.text();
  };
  const entries = [
    '/api/v1/blog',
    '/api/v1/blog/tomorrow',
    '/api/v1/search?q=tomorrow',
    '/api/v1/blog/feed.xml',
    '/api/posts?filters[slug]=tomorrow',
  ];

  it('is nowhere to be seen before its date, and everywhere from then on', async () => {
    const documentId = await create(uid, ahead, { status: 'published' });
    expect((await fetch(`${club.url}/api/v1/blog/feed.xml`)).status).toBe(200);
    for (const path of entries)
      expect([path, await read(path)]).toEqual([path, expect.not.stringContaining('Tomorrow')]);
    expect((await fetch(`${club.url}/api/posts/${documentId}`)).status).toBe(404);
    expect(await graphql()).not.toContain('Tomorrow');
    const data = { date: '2020-01-01T00:00:00.000Z' };
    await documents(uid).update({ documentId, locale: 'en', status: 'published', data });
    for (const path of entries)
      expect([path, await read(path)]).toEqual([path, expect.stringContaining('Tomorrow')]);
    expect(await graphql()).toContain('Tomorrow');
  });

  it('is not named by the redirect of a former slug before its date', async () => {
    const documentId = await create(uid, { ...ahead, slug: 'announced' }, { status: 'published' });
    const rename = (slug: string, date: string) =>
      documents(uid).update({ documentId, locale: 'en', status: 'published', data: { slug, date } });
    const get = () => fetch(`${club.url}/api/v1/blog/announced`, { redirect: 'manual' });
    await rename('the-secret', ahead.date);
    const answer = await get();
    expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    expect(await answer.text()).not.toContain('the-secret');
    await rename('the-secret', '2020-01-01T00:00:00.000Z');
    expect((await get()).headers.get('location')).toContain('/blog/the-secret');
  });

  it('is counted from its date on, though nothing is written then', async () => {
    const answer = z.object({
      data: z.array(z.object({ title: z.string() })),
      meta: z.object({ pagination: z.object({ total: z.number() }) }),
    });
    const list = async () => answer.parse(JSON.parse(await read('/api/v1/blog?per_page=100')));
    const date = new Date(Date.now() + 2_000).toISOString();
    await create(uid, { title: 'Soon', slug: 'soon', date }, { status: 'published' });
    expect((await list()).data).not.toContainEqual(expect.objectContaining({ title: 'Soon' }));
    const { data, meta } = await until(list, (found) => found.data.some(({ title }) => title === 'Soon'));
    expect(meta.pagination.total).toBe(data.length);
  });
});
