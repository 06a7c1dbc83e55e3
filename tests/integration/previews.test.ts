import { z } from 'zod';
import { previewToken } from '../../src/plugins/public-api/server/domain/preview-token';
import { previewedTypes } from '../../src/plugins/public-api/server/domain/previewed-types';
import { previewAnswer } from '../../src/plugins/public-api/contract/preview';
import { previewKeyOf } from '../../config/env/preview-key';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { asEditor, asHolderOf, asNobody, type Send } from '../support/editors';
import { testEnvironment } from '../support/environment';
import { fillSmallClub } from '../support/small-club';
import { asStaff } from '../support/staff';
import { ask } from '../support/v1';

const website = 'https://club.example';
const [locations, artists, events, posts] = [
  'api::location.location',
  'api::artist.artist',
  'api::event.event',
  'api::post.post',
] as const;
type Uid = typeof locations | typeof artists | typeof events | typeof posts;

let club: Club;
let editor: Send;
beforeAll(async () => {
  club = await startClub({ env: { FRONTEND_URL: website } });
  await fillSmallClub(club.strapi, new Date());
  editor = await asEditor(club);
});
afterAll(() => club.stop());

const row = z.object({ documentId: z.string() });
const idOf = async (uid: Uid, slug: string): Promise<string> =>
  row.parse(await club.strapi.db.query(uid).findOne({ where: { slug, locale: 'en' } })).documentId;

const panelPath = (uid: string, id: string, lang = 'en'): string =>
  `/public-api/previews/${uid}/${id}?lang=${lang}`;

async function panel(uid: string, id: string, { lang = 'en', as = editor } = {}) {
  const { status, body } = await as('GET', panelPath(uid, id, lang));
  expect([status, body]).toEqual([200, expect.anything()]);
  return previewAnswer.parse(body).data;
}

/** The token in the address that the panel gives. */
async function tokenOf(uid: string, id: string, as = editor): Promise<string> {
  const { page } = await panel(uid, id, { as });
  return z.string().parse(new URL(z.string().parse(page)).searchParams.get('preview'));
}

const read = (token: string, query = '', init: RequestInit = {}) =>
  ask(club, `/preview/${token}${query}`, init);
const dataOf = async (uid: Uid, slug: string, query = ''): Promise<unknown> =>
  (await read(await tokenOf(uid, await idOf(uid, slug)), query)).body.data;

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
    const id = await idOf(uid, slug);
    const address = new RegExp(`^${website}/${folder}/${slug}\\?preview=[\\w.-]+&lang=`);
    expect((await panel(uid, id)).page).toMatch(new RegExp(`${address.source}en$`));
    expect((await panel(uid, id, { lang: 'it' })).page).toMatch(new RegExp(`${address.source}it$`));
    const query = `documentId=${id}&locale=fr&status=draft`;
    const { body } = await editor('GET', `/content-manager/preview/url/${uid}?${query}`);
    expect(body).toEqual({ data: { url: expect.stringMatching(new RegExp(`${address.source}fr$`)) } });
  });

  it('of what Strapi shows as published leads to the public page', async () => {
    const of = async (slug: string, uid: Uid = events): Promise<unknown> =>
      (
        await editor(
          'GET',
          `/content-manager/preview/url/${uid}?documentId=${await idOf(uid, slug)}&locale=it&status=published`,
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
    const { page, missing } = await panel(events, documentId);
    expect(page).toContain(`/events/${documentId}?preview=`);
    expect(missing).toEqual(['slug', 'startTime', 'endTime']);
    expect((await read(await tokenOf(events, documentId))).body.data).toMatchObject({
      slug: '',
      title: null,
      preview: { missing: ['slug', 'start_time', 'end_time'] },
    });
  });

  it('is not made for types without a page', async () => {
    const { documentId } = row.parse(await club.strapi.db.query('api::category.category').findOne({}));
    const { page, card, isPublic } = await panel('api::category.category', documentId);
    expect([page, card?.title?.text, isPublic]).toEqual([null, 'News', true]);
    const query = `documentId=${documentId}&locale=en`;
    const { status } = await editor('GET', `/content-manager/preview/url/api::category.category?${query}`);
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
    const id = await idOf(locations, 'main-cave');
    await documentsOf(club, locations).update({
      documentId: id,
      locale: 'fr',
      data: { name: 'La grande grotte', description: 'Une grotte de **lumière**' },
    });
    const token = await tokenOf(locations, id);
    expect((await read(token, '?lang=fr')).body.data).toMatchObject({
      name: 'La grande grotte',
      tagline: 'SECRET draft of a tagline',
      language: 'fr',
      fallback: ['tagline'],
    });
    expect((await ask(club, '/locations/main-cave?lang=fr')).body.data).toMatchObject({
      name: 'The Main Cave',
      fallback: ['name', 'tagline', 'description'],
    });
    const byHeader = await read(token, '', { headers: { 'Accept-Language': 'it-IT' } });
    expect(byHeader.body.data).toMatchObject({ name: 'La grotta grande' });
    expect(byHeader.headers.get('content-language')).toBe('it');
  });

  it('shows of other entries only what is public', async () => {
    const documents = documentsOf(club, events);
    const documentId = await idOf(events, 'on-stage');
    const before = z.looseObject({ artists: z.array(z.unknown()) }).parse(await dataOf(events, 'on-stage'));
    expect(before).toMatchObject({
      location: { slug: 'main-cave', name: 'The Main Cave' },
      artists: [{ slug: 'elodie' }, { slug: 'zed' }],
    });
    expect(before.artists).toHaveLength(2);
    const plan = await idOf(locations, 'secret-plan');
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
    const token = await tokenOf(events, await idOf(events, 'secret-event'));
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, text } = await read(token, '', { method, headers: { 'If-None-Match': '*' } });
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('etag')).toBeNull();
      expect(text === '').toBe(method === 'HEAD');
    }
    expect((await read(token, '', { method: 'POST' })).status).toBe(405);
    expect((await read(token, '?lang=de')).status).toBe(400);
  });

  it.each([
    ['made up', () => 'nothing'],
    ['signed with another key', () => madeBy({}, new Date(), 'another')],
    ['changed', () => `${madeBy({}).slice(1)}`],
    ['without a signature', () => madeBy({}).split('.')[0] ?? ''],
    ['with something behind it', () => `${madeBy({})}.x`],
    ['of a name that every object has', () => '__proto__'],
  ])('refuses a token that is %s: 404', async (_case, token) => {
    const { status, body, headers } = await read(token());
    expect([status, body]).toEqual([
      404,
      { success: false, error: 'This preview link is not valid. Open the preview from the admin panel.' },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await read(token(), '', { method: 'HEAD' })).status).toBe(404);
  });

  it('refuses one that has expired: 404', async () => {
    const id = await idOf(events, 'on-stage');
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    expect((await read(madeBy({ id }, ago(59)))).status).toBe(200);
    expect(await read(madeBy({ id }, ago(60)))).toMatchObject({
      status: 404,
      body: { error: 'This preview link has expired. Open the preview from the admin panel again.' },
    });
  });

  it('refuses one of an entry that has been deleted: 404', async () => {
    const documents = documentsOf(club, artists);
    const { documentId } = await documents.create({ locale: 'en', data: { name: 'Gone' } });
    const token = await tokenOf(artists, documentId);
    expect((await read(token)).status).toBe(200);
    await documents.delete({ documentId, locale: 'en' });
    expect(await read(token)).toMatchObject({
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

describe('who may preview', () => {
  const preview = async (as: Send, uid: Uid, slug: string, lang = 'en') =>
    as('GET', panelPath(uid, await idOf(uid, slug), lang));

  /** Somebody who may read posts, with these fields and languages. */
  async function reader(fields: readonly string[], locales: readonly string[]): Promise<Send> {
    const roles = club.strapi.service('admin::role');
    const name = `reader ${fields.length} ${locales.join(' ')}`;
    const role = z.object({ id: z.number() }).parse(await roles.create({ name, description: '' }));
    await roles.assignPermissions(role.id, [
      {
        action: 'plugin::content-manager.explorer.read',
        subject: posts,
        properties: { fields: [...fields], locales: [...locales] },
      },
    ]);
    return asHolderOf(club, role);
  }
  const postFields = previewedTypes[posts]?.fields ?? [];

  it('is who may read the entry', async () => {
    expect((await preview(asNobody(club), events, 'secret-event')).status).toBe(401);
    const host = await asStaff(club, 'club-host');
    expect((await preview(host, events, 'secret-event')).status).toBe(200);
    expect((await preview(host, posts, 'secret-post')).status).toBe(403);
    expect((await preview(await asStaff(club, 'strapi-author'), posts, 'secret-post')).status).toBe(403);
    expect((await editor('GET', panelPath('admin::user', 'x'))).status).toBe(404);
    expect((await editor('GET', panelPath('api::exclusive.exclusive', 'x'))).status).toBe(404);
    expect((await editor('GET', panelPath(posts, 'x', 'de'))).status).toBe(400);
    expect((await editor('GET', panelPath(posts, 'x'))).status).toBe(404);
  });

  it('is an Author, of what is their own', async () => {
    const author = await asStaff(club, 'strapi-author');
    const { body } = await author('POST', `/content-manager/collection-types/${posts}`, { title: 'Mine' });
    const { documentId } = z.object({ data: row }).parse(body).data;
    expect((await read(await tokenOf(posts, documentId, author))).body.data).toMatchObject({ title: 'Mine' });
  });

  it('gets it in the languages that they may read', async () => {
    const id = await idOf(posts, 'open-post');
    const as = await reader(postFields, ['en', 'it']);
    const { languages } = await panel(posts, id, { as });
    expect(languages).toEqual(['en', 'it']);
    expect(await panel(posts, id, { as, lang: 'fr' })).toMatchObject({ language: 'en' });
    const token = await tokenOf(posts, id, as);
    expect((await read(token, '?lang=it')).status).toBe(200);
    expect(await read(token, '?lang=fr')).toMatchObject({
      status: 404,
      body: { error: "This preview link is not for the language 'fr'" },
    });
    const query = `documentId=${id}&locale=fr`;
    expect((await as('GET', `/content-manager/preview/url/${posts}?${query}`)).status).toBe(204);
  });

  it('gets none without English, which stands in for what is not translated', async () => {
    const id = await idOf(posts, 'open-post');
    await documentsOf(club, posts).update({ documentId: id, locale: 'it', data: { title: 'Aperto' } });
    const as = await reader(postFields, ['it']);
    const { languages, page, card } = await panel(posts, id, { as, lang: 'it' });
    expect([languages, page, card]).toEqual([[], null, null]);
  });

  it('gets none without a field that it shows, by either way', async () => {
    const as = await reader(
      postFields.filter((field) => field !== 'body'),
      ['en', 'it', 'fr', 'es'],
    );
    const id = await idOf(posts, 'gated-post');
    const answer = await panel(posts, id, { as });
    expect(answer).toMatchObject({
      languages: [],
      unreadable: ['body'],
      page: null,
      card: null,
      changed: [],
    });
    const { status, body } = await as(
      'GET',
      `/content-manager/preview/url/${posts}?documentId=${id}&locale=en`,
    );
    expect([status, body]).toEqual([204, null]);
  });

  it('knows every field that is shown', () => {
    const { getNestedFields } = club.strapi.service('admin::content-type');
    for (const [uid, { fields }] of Object.entries(previewedTypes)) {
      const known: string[] = getNestedFields(club.strapi.contentTypes[uid as Uid], {
        components: club.strapi.components,
      });
      expect([uid, fields.filter((field) => !known.includes(field))]).toEqual([uid, []]);
    }
  });
});

describe('the panel beside an entry', () => {
  it('shows what is saved, as it is read, and in what it differs from what is public', async () => {
    const { card, isPublic, changed } = await panel(locations, await idOf(locations, 'main-cave'), {
      lang: 'it',
    });
    expect(card).toMatchObject({
      title: { attribute: 'name', text: 'La grotta grande', isEnglish: false },
      facts: [{ attribute: 'capacity', text: '80' }],
      texts: [
        { attribute: 'tagline', text: 'SECRET draft of a tagline', isEnglish: true },
        { attribute: 'description', text: 'A cave of light', isEnglish: true },
      ],
    });
    expect([isPublic, changed]).toEqual([true, ['tagline']]);
  });

  it('shows an event with its line-up, as much of it as is public', async () => {
    const { card } = await panel(events, await idOf(events, 'on-stage'));
    expect(card).toMatchObject({
      when: { start: expect.any(String), end: expect.any(String), zone: 'Europe/Rome' },
      lineUp: [{ name: 'Élodie Vesper', role: 'headliner' }, { name: 'Zed' }],
      links: [{ label: 'Door', url: 'https://example.com/door' }],
    });
  });

  it('says that nobody sees a draft, or what is dated ahead or switched off', async () => {
    const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
    const dated = await documentsOf(club, posts).create({
      locale: 'en',
      status: 'published',
      data: { slug: 'dated', title: 'Dated', body: 'Later', date: inAWeek },
    });
    for (const [uid, id] of [
      [events, await idOf(events, 'secret-event')],
      [locations, await idOf(locations, 'secret-cellar')],
      [posts, dated.documentId],
    ] as const)
      expect(await panel(uid, id)).toMatchObject({ isPublic: false, changed: [], page: expect.any(String) });
  });

  it('finds no change in a gated post that is published as it is', async () => {
    expect(await panel(posts, await idOf(posts, 'gated-post'))).toMatchObject({
      isPublic: true,
      changed: [],
    });
  });

  it.each(['api::staff-member.staff-member', 'api::patreon-tier.patreon-tier', 'api::category.category'])(
    'shows %s, which has no drafts',
    async (uid) => {
      const all = z
        .array(row)
        .parse(await club.strapi.db.query(uid as Uid).findMany({ where: { locale: 'en' } }));
      expect(all.length).toBeGreaterThan(0);
      for (const { documentId } of all)
        expect(await panel(uid, documentId)).toMatchObject({
          card: expect.anything(),
          changed: [],
          page: null,
        });
    },
  );
});
