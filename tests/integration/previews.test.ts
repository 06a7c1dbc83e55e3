import { z } from 'zod';
import { previewToken } from '../../src/plugins/public-api/server/domain/preview-token';
import { previewKeyOf } from '../../config/env/link-keys';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { testEnvironment } from '../support/environment';
import {
  artists,
  events,
  locations,
  posts,
  previewsOf,
  website,
  type PageType,
  type Previews,
} from '../support/previews';
import { fillSmallClub } from '../support/small-club';
import { ask } from '../support/v1';

let club: Club;
let previews: Previews;
beforeAll(async () => {
  club = await startClub({ env: { FRONTEND_URL: website } });
  await fillSmallClub(club.strapi, new Date());
  previews = await previewsOf(club);
});
afterAll(() => club.stop());

const row = z.object({ documentId: z.string() });
const dataOf = async (uid: PageType, slug: string, query = ''): Promise<unknown> =>
  (await previews.read(await previews.tokenOf(uid, await previews.idOf(uid, slug)), query)).body.data;

const key = previewKeyOf(testEnvironment['ADMIN_JWT_SECRET'] ?? '');
const madeBy = (of: Partial<Parameters<typeof previewToken>[0]>, at = new Date(), by = key): string =>
  previewToken({ type: 'events', id: 'x', languages: ['en', 'it', 'fr', 'es'], ...of }, at, by);

describe('a link to a preview', () => {
  it.each([
    [locations, 'locations', 'main-cave'],
    [artists, 'artists', 'secret-artist'],
    [events, 'events', 'secret-event'],
    [posts, 'blog', 'secret-post'],
  ] as const)('of %s leads to the page on the website, published or not', async (uid, folder, slug) => {
    const id = await previews.idOf(uid, slug);
    const address = new RegExp(`^${website}/${folder}/${slug}\\?preview=[\\w.-]+&lang=`);
    expect((await previews.panel(uid, id)).page).toMatch(new RegExp(`${address.source}en$`));
    expect((await previews.panel(uid, id, { lang: 'it' })).page).toMatch(new RegExp(`${address.source}it$`));
    const query = `documentId=${id}&locale=fr&status=draft`;
    const { body } = await previews.editor('GET', `/content-manager/preview/url/${uid}?${query}`);
    expect(body).toEqual({ data: { url: expect.stringMatching(new RegExp(`${address.source}fr$`)) } });
  });

  it('of what Strapi shows as published leads to the public page', async () => {
    const of = async (slug: string, uid: PageType = events): Promise<unknown> =>
      (
        await previews.editor(
          'GET',
          `/content-manager/preview/url/${uid}?documentId=${await previews.idOf(uid, slug)}&locale=it&status=published`,
        )
      ).body;
    expect(await of('on-stage')).toEqual({ data: { url: `${website}/events/on-stage?lang=it` } });
    // Inactive: published, and yet nobody sees it.
    expect(await of('secret-cellar', locations)).toEqual({
      data: { url: expect.stringContaining('preview=') },
    });
  });

  it('of a draft without a slug has its id instead', async () => {
    const { documentId } = await documentsOf(club, events).create({ locale: 'en', data: {} });
    const { page, missing } = await previews.panel(events, documentId);
    expect(page).toContain(`/events/${documentId}?preview=`);
    expect(missing).toEqual(['slug', 'startTime', 'endTime']);
    expect((await previews.read(await previews.tokenOf(events, documentId))).body.data).toMatchObject({
      slug: '',
      title: null,
      preview: { missing: ['slug', 'start_time', 'end_time'] },
    });
  });

  it('is not made for types without a page', async () => {
    const { documentId } = row.parse(await club.strapi.db.query('api::category.category').findOne({}));
    const { page, card, isPublic } = await previews.panel('api::category.category', documentId);
    expect([page, card?.title?.text, isPublic]).toEqual([null, 'News', true]);
    const query = `documentId=${documentId}&locale=en`;
    const { status } = await previews.editor(
      'GET',
      `/content-manager/preview/url/api::category.category?${query}`,
    );
    expect(status).toBe(204);
  });
});

describe('GET /preview/:token', () => {
  it('answers what is saved, where the public reads what is published', async () => {
    await expect(dataOf(locations, 'main-cave')).resolves.toMatchObject({
      tagline: 'SECRET draft of a tagline',
      theme: { primary_color: '#102030' },
      preview: { type: 'locations', published: true, missing: [] },
    });
    expect((await ask(club, '/locations/main-cave')).body.data).toMatchObject({ tagline: 'Where it echoes' });
    await expect(dataOf(artists, 'secret-artist')).resolves.toMatchObject({
      name: 'SECRET artist',
      preview: { type: 'artists', published: false },
    });
    await expect(dataOf(locations, 'secret-cellar')).resolves.toMatchObject({
      name: 'SECRET cellar',
      preview: { published: false },
    });
  });

  it.each([
    [locations, 'locations', 'sky-garden'],
    [artists, 'artists', 'elodie'],
    [events, 'events', 'on-stage'],
    [posts, 'blog', 'open-post'],
  ] as const)(
    'answers %s as its own route does, once it is published as it is',
    async (uid, folder, slug) => {
      for (const lang of ['en', 'it', 'fr', 'es']) {
        const data = z.looseObject({}).parse(await dataOf(uid, slug, `?lang=${lang}`));
        const { preview, created_at, updated_at, ...fields } = data;
        const own = z.looseObject({}).parse((await ask(club, `/${folder}/${slug}?lang=${lang}`)).body.data);
        expect(own).toMatchObject(fields);
        expect(Object.keys(data).sort()).toEqual([...Object.keys(own), 'preview'].sort());
        expect([preview, created_at, updated_at]).toEqual([
          expect.objectContaining({ type: folder, published: true }),
          expect.any(String),
          expect.any(String),
        ]);
      }
    },
  );

  it('falls back to English field by field, to what is saved of each language', async () => {
    const id = await previews.idOf(locations, 'main-cave');
    await documentsOf(club, locations).update({
      documentId: id,
      locale: 'fr',
      data: { name: 'La grande grotte', description: 'Une grotte de **lumière**' },
    });
    const token = await previews.tokenOf(locations, id);
    expect((await previews.read(token, '?lang=fr')).body.data).toMatchObject({
      name: 'La grande grotte',
      tagline: 'SECRET draft of a tagline',
      language: 'fr',
      fallback: ['tagline'],
    });
    expect((await ask(club, '/locations/main-cave?lang=fr')).body.data).toMatchObject({
      name: 'The Main Cave',
      fallback: ['name', 'tagline', 'description'],
    });
    const byHeader = await previews.read(token, '', { headers: { 'Accept-Language': 'it-IT' } });
    expect(byHeader.body.data).toMatchObject({ name: 'La grotta grande' });
    expect(byHeader.headers.get('content-language')).toBe('it');
  });

  it('shows of other entries only what is public', async () => {
    const documents = documentsOf(club, events);
    const documentId = await previews.idOf(events, 'on-stage');
    const before = z.looseObject({ artists: z.array(z.unknown()) }).parse(await dataOf(events, 'on-stage'));
    expect(before).toMatchObject({
      location: { slug: 'main-cave', name: 'The Main Cave' },
      artists: [{ slug: 'elodie' }, { slug: 'zed' }],
    });
    expect(before.artists).toHaveLength(2);
    const plan = await previews.idOf(locations, 'secret-plan');
    await documents.update({ documentId, locale: 'en', data: { location: plan } });
    await expect(dataOf(events, 'on-stage')).resolves.toMatchObject({ location: null });
    await documentsOf(club, locations).publish({ documentId: plan, locale: 'en' });
    await expect(dataOf(events, 'on-stage')).resolves.toMatchObject({ location: { slug: 'secret-plan' } });
  });

  it('shows the whole of a gated post, and nothing that the contract does not have', async () => {
    const post = await dataOf(posts, 'gated-post');
    expect(post).toMatchObject({
      body: 'SECRET body',
      locked: false,
      minimum_tier: { slug: 'gold' },
      author: null,
    });
    expect((await ask(club, '/blog/gated-post')).body.data).toMatchObject({ body: null, locked: true });
    const event = z.looseObject({}).parse(await dataOf(events, 'secret-event'));
    for (const own of ['announce', 'announce_at', 'announceAt', 'createdBy'])
      expect(event).not.toHaveProperty(own);
  });

  it('is nobody’s to keep, by HEAD too', async () => {
    const token = await previews.tokenOf(events, await previews.idOf(events, 'secret-event'));
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, text } = await previews.read(token, '', {
        method,
        headers: { 'If-None-Match': '*' },
      });
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('etag')).toBeNull();
      expect(text === '').toBe(method === 'HEAD');
    }
    expect((await previews.read(token, '', { method: 'POST' })).status).toBe(405);
    expect((await previews.read(token, '?lang=de')).status).toBe(400);
  });

  it.each([
    ['made up', () => 'nothing'],
    ['signed with another key', () => madeBy({}, new Date(), 'another')],
    ['changed', () => `${madeBy({}).slice(1)}`],
    ['without a signature', () => madeBy({}).split('.')[0] ?? ''],
    ['with something behind it', () => `${madeBy({})}.x`],
    ['of a name that every object has', () => '__proto__'],
  ])('refuses a token that is %s: 404', async (_case, token) => {
    const { status, body, headers } = await previews.read(token());
    expect([status, body]).toEqual([
      404,
      { success: false, error: 'This preview link is not valid. Open the preview from the admin panel.' },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await previews.read(token(), '', { method: 'HEAD' })).status).toBe(404);
  });

  it('refuses one that has expired: 404', async () => {
    const id = await previews.idOf(events, 'on-stage');
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    expect((await previews.read(madeBy({ id }, ago(59)))).status).toBe(200);
    expect(await previews.read(madeBy({ id }, ago(60)))).toMatchObject({
      status: 404,
      body: { error: 'This preview link has expired. Open the preview from the admin panel again.' },
    });
  });

  it('refuses one of an entry that has been deleted: 404', async () => {
    const documents = documentsOf(club, artists);
    const { documentId } = await documents.create({ locale: 'en', data: { name: 'Gone' } });
    const token = await previews.tokenOf(artists, documentId);
    expect((await previews.read(token)).status).toBe(200);
    await documents.delete({ documentId, locale: 'en' });
    expect(await previews.read(token)).toMatchObject({
      status: 404,
      body: { error: 'The entry of this preview has been deleted' },
    });
  });

  it('stands in the OpenAPI document, without a 401', async () => {
    const { body } = await ask(club, '/openapi.json');
    const { paths } = z
      .object({
        paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.looseObject({}) }))),
      })
      .parse(body);
    expect(Object.keys(paths['/preview/{token}']?.['get']?.responses ?? {})).toEqual([
      '200',
      '400',
      '404',
      '429',
      '500',
    ]);
  });
});
