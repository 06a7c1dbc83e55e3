import { z } from 'zod';
import { previewedTypes } from '../../src/plugins/public-api/server/domain/previewed-types';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { asHolderOf, asNobody, type Send } from '../support/editors';
import {
  events,
  locations,
  panelPath,
  posts,
  previewsOf,
  website,
  type PageType,
  type Previews,
} from '../support/previews';
import { fillSmallClub } from '../support/small-club';
import { asStaff } from '../support/staff';

let club: Club;
let previews: Previews;
beforeAll(async () => {
  club = await startClub({ env: { FRONTEND_URL: website } });
  await fillSmallClub(club.strapi, new Date());
  previews = await previewsOf(club);
});
afterAll(() => club.stop());

const row = z.object({ documentId: z.string() });

describe('who may preview', () => {
  const preview = async (as: Send, uid: PageType, slug: string, lang = 'en') =>
    as('GET', panelPath(uid, await previews.idOf(uid, slug), lang));

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
  const postFields = previewedTypes[posts].fields;

  it('is who may read the entry', async () => {
    expect((await preview(asNobody(club), events, 'secret-event')).status).toBe(401);
    const host = await asStaff(club, 'club-host');
    expect((await preview(host, events, 'secret-event')).status).toBe(200);
    expect((await preview(host, posts, 'secret-post')).status).toBe(403);
    expect((await preview(await asStaff(club, 'strapi-author'), posts, 'secret-post')).status).toBe(403);
    expect((await previews.editor('GET', panelPath('admin::user', 'x'))).status).toBe(404);
    expect((await previews.editor('GET', panelPath('api::exclusive.exclusive', 'x'))).status).toBe(404);
    expect((await previews.editor('GET', panelPath(posts, 'x', 'de'))).status).toBe(400);
    expect((await previews.editor('GET', panelPath(posts, 'x'))).status).toBe(404);
  });

  it('is an Author, of what is their own', async () => {
    const author = await asStaff(club, 'strapi-author');
    const { body } = await author('POST', `/content-manager/collection-types/${posts}`, { title: 'Mine' });
    const { documentId } = z.object({ data: row }).parse(body).data;
    expect((await previews.read(await previews.tokenOf(posts, documentId, author))).body.data).toMatchObject({
      title: 'Mine',
    });
  });

  it('gets it in the languages that they may read', async () => {
    const id = await previews.idOf(posts, 'open-post');
    const as = await reader(postFields, ['en', 'it']);
    const { languages } = await previews.panel(posts, id, { as });
    expect(languages).toEqual(['en', 'it']);
    expect(await previews.panel(posts, id, { as, lang: 'fr' })).toMatchObject({ language: 'en' });
    const token = await previews.tokenOf(posts, id, as);
    expect((await previews.read(token, '?lang=it')).status).toBe(200);
    expect(await previews.read(token, '?lang=fr')).toMatchObject({
      status: 404,
      body: { error: "This preview link is not for the language 'fr'" },
    });
    const query = `documentId=${id}&locale=fr`;
    expect((await as('GET', `/content-manager/preview/url/${posts}?${query}`)).status).toBe(204);
  });

  it('gets none without English, which stands in for what is not translated', async () => {
    const id = await previews.idOf(posts, 'open-post');
    await documentsOf(club, posts).update({ documentId: id, locale: 'it', data: { title: 'Aperto' } });
    const as = await reader(postFields, ['it']);
    const { languages, page, card } = await previews.panel(posts, id, { as, lang: 'it' });
    expect([languages, page, card]).toEqual([[], null, null]);
  });

  it('gets none without a field that it shows, by either way', async () => {
    const as = await reader(
      postFields.filter((field) => field !== 'body'),
      ['en', 'it', 'fr', 'es'],
    );
    const id = await previews.idOf(posts, 'gated-post');
    const answer = await previews.panel(posts, id, { as });
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
      const known: string[] = getNestedFields(club.strapi.contentTypes[uid as PageType], {
        components: club.strapi.components,
      });
      expect([uid, fields.filter((field) => !known.includes(field))]).toEqual([uid, []]);
    }
  });
});

describe('the panel beside an entry', () => {
  it('shows what is saved, as it is read, and in what it differs from what is public', async () => {
    const { card, isPublic, changed } = await previews.panel(
      locations,
      await previews.idOf(locations, 'main-cave'),
      {
        lang: 'it',
      },
    );
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
    const { card } = await previews.panel(events, await previews.idOf(events, 'on-stage'));
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
      [events, await previews.idOf(events, 'secret-event')],
      [locations, await previews.idOf(locations, 'secret-cellar')],
      [posts, dated.documentId],
    ] as const)
      expect(await previews.panel(uid, id)).toMatchObject({
        isPublic: false,
        changed: [],
        page: expect.any(String),
      });
  });

  it('finds no change in a gated post that is published as it is', async () => {
    expect(await previews.panel(posts, await previews.idOf(posts, 'gated-post'))).toMatchObject({
      isPublic: true,
      changed: [],
    });
  });

  it.each(['api::staff-member.staff-member', 'api::patreon-tier.patreon-tier', 'api::category.category'])(
    'shows %s, which has no drafts',
    async (uid) => {
      const all = z.array(row).parse(await club.strapi.db.query(uid).findMany({ where: { locale: 'en' } }));
      expect(all.length).toBeGreaterThan(0);
      for (const { documentId } of all)
        expect(await previews.panel(uid, documentId)).toMatchObject({
          card: expect.anything(),
          changed: [],
          page: null,
        });
    },
  );
});
