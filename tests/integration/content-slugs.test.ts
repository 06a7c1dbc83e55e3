import type { UID } from '@strapi/strapi';
import fc from 'fast-check';
import { startClub, type Club } from '../support/club';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const locations = () => club.strapi.documents('api::location.location');
const currentOf = (slug: string): Promise<string | null> =>
  club.strapi.plugin('content').service('slugs').currentOf('api::location.location', slug);

const location = (slug: string) => ({
  slug,
  name: `Place ${slug}`,
  moodCategory: 'hybrid' as const,
  isActive: true,
});

describe('a slug', () => {
  it('is the same in every language, whatever is sent', async () => {
    const { documentId } = await locations().create({ data: location('grotto'), locale: 'en' });
    await locations().update({ documentId, locale: 'it', data: { name: 'Grotta' } });
    await locations().update({ documentId, locale: 'fr', data: { name: 'Grotte', slug: 'grotte' } });
    await locations().update({ documentId, locale: 'en', data: { slug: 'great-grotto' } });
    await locations().publish({ documentId, locale: '*' });
    const rows = await club.strapi.db.query('api::location.location').findMany({ where: { documentId } });
    expect(rows.map(({ slug }) => slug)).toEqual(Array(6).fill('great-grotto'));
    expect(new Set(rows.map(({ locale }) => locale))).toEqual(new Set(['en', 'it', 'fr']));
  });

  it('that was never public is not remembered', async () => {
    const { documentId } = await locations().create({ data: location('secret-place'), locale: 'en' });
    await locations().update({ documentId, locale: 'en', data: { slug: 'known-place' } });
    await locations().publish({ documentId, locale: 'en' });
    await expect(currentOf('secret-place')).resolves.toBeNull();
    await expect(currentOf('known-place')).resolves.toBe('known-place');
  });

  it('of what is switched off leads nowhere', async () => {
    const { documentId } = await locations().create({
      data: location('dark-place'),
      locale: 'en',
      status: 'published',
    });
    await locations().update({ documentId, locale: 'en', data: { isActive: false }, status: 'published' });
    await expect(currentOf('dark-place')).resolves.toBeNull();
  });

  it('leads for good to the slug of today, whatever happened in between', async () => {
    const slugs = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('rename' as const), document: fc.nat(1), slug: slugs }),
      fc.record({ kind: fc.constantFrom('publish' as const, 'unpublish' as const), document: fc.nat(1) }),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (history) => {
        run += 1;
        const named = (document: number, slug: string) => `run-${run}-${document}-${slug}`;
        const documents = [0, 1].map((index) => ({
          id: '',
          slug: named(index, 'start'),
          shown: null as string | null,
        }));
        for (const document of documents) {
          document.id = (
            await locations().create({ data: location(document.slug), locale: 'en' })
          ).documentId;
        }
        const owners = new Map<string, number>();
        for (const { kind, document: index, ...change } of history) {
          const document = documents[index]!;
          if (kind === 'rename') {
            document.slug = named(index, 'slug' in change ? change.slug : '');
            await locations().update({
              documentId: document.id,
              locale: 'en',
              data: { slug: document.slug },
            });
          } else {
            if (kind === 'publish') await locations().publish({ documentId: document.id, locale: 'en' });
            else await locations().unpublish({ documentId: document.id, locale: 'en' });
            document.shown = kind === 'publish' ? document.slug : null;
            if (document.shown) owners.set(document.shown, index);
          }
        }
        for (const [slug, owner] of owners)
          await expect(currentOf(slug)).resolves.toBe(documents[owner]!.shown);
      }),
      { numRuns: 12 },
    );
  });
});

describe('search entries', () => {
  const textsOf = async (uid: UID.ContentType, target: string): Promise<Record<string, string>> => {
    const entries = await club.strapi.db
      .query('plugin::content.search-entry')
      .findMany({ where: { uid, target } });
    return Object.fromEntries(entries.map(({ lang, text }: { lang: string; text: string }) => [lang, text]));
  };

  it('follow publishing, translating, switching off and deleting', async () => {
    const uid = 'api::location.location';
    const { documentId } = await locations().create({
      data: { ...location('cellar'), name: 'Jazz Cellar' },
      locale: 'en',
    });
    await expect(textsOf(uid, documentId)).resolves.toEqual({});

    await locations().publish({ documentId, locale: 'en' });
    await expect(textsOf(uid, documentId)).resolves.toEqual({
      en: 'jazz cellar',
      it: 'jazz cellar',
      fr: 'jazz cellar',
      es: 'jazz cellar',
    });

    await locations().update({ documentId, locale: 'it', data: { name: 'Cantina del Jazz' } });
    await expect(textsOf(uid, documentId)).resolves.toMatchObject({ it: 'jazz cellar' });
    await locations().publish({ documentId, locale: 'it' });
    await expect(textsOf(uid, documentId)).resolves.toMatchObject({
      it: 'cantina del jazz',
      fr: 'jazz cellar',
    });

    await locations().update({ documentId, locale: 'en', data: { isActive: false }, status: 'published' });
    await expect(textsOf(uid, documentId)).resolves.toEqual({});
    await locations().update({ documentId, locale: 'en', data: { isActive: true }, status: 'published' });
    await expect(textsOf(uid, documentId)).resolves.toMatchObject({ en: 'jazz cellar' });

    await locations().delete({ documentId, locale: '*' });
    await expect(textsOf(uid, documentId)).resolves.toEqual({});
  });

  it('hide the body of a post once it has a tier', async () => {
    const tier = await club.strapi.documents('api::patreon-tier.patreon-tier').create({
      data: { slug: 'dreamer', name: 'Dreamer', amountCents: 300, currency: 'EUR' },
      locale: 'en',
    });
    const posts = club.strapi.documents('api::post.post');
    const { documentId } = await posts.create({
      data: { slug: 'news', title: 'News', excerpt: 'Short', body: 'Whole story' },
      locale: 'en',
      status: 'published',
    });
    await expect(textsOf('api::post.post', documentId)).resolves.toMatchObject({
      en: 'news short whole story',
    });
    await posts.update({
      documentId,
      locale: 'en',
      data: { minimumTier: tier.documentId },
      status: 'published',
    });
    await expect(textsOf('api::post.post', documentId)).resolves.toMatchObject({
      en: 'news short',
      it: 'news short',
    });
  });
});

describe('what points at a document', () => {
  const linksOf = async (documentId: string) => {
    const event = await club.strapi.db.query('api::event.event').findOne({
      where: { documentId, locale: 'en', publishedAt: { $notNull: true } },
      populate: { location: true, lineUp: { populate: { artist: true } } },
    });
    return [event.location?.slug ?? null, event.lineUp[0]?.artist?.slug ?? null];
  };

  it('points at it again once it is published again, unless it was edited meanwhile', async () => {
    const artists = club.strapi.documents('api::artist.artist');
    const events = club.strapi.documents('api::event.event');
    const place = await locations().create({ data: location('stage'), locale: 'en' });
    const singer = await artists.create({ data: { slug: 'singer', name: 'Singer' }, locale: 'en' });
    const [kept, edited] = await Promise.all(
      ['kept', 'edited'].map((slug) =>
        events.create({
          data: {
            slug,
            title: slug,
            startTime: '2026-11-21T20:00:00Z',
            endTime: '2026-11-21T22:00:00Z',
            timezone: 'Europe/Rome',
            eventType: 'live_music',
            eventStatus: 'scheduled',
            location: place.documentId,
            lineUp: [{ artist: singer.documentId, role: 'headliner' }],
          },
          locale: 'en',
        }),
      ),
    );
    for (const { documentId } of [kept!, edited!]) await events.publish({ documentId, locale: 'en' });
    await expect(linksOf(kept!.documentId)).resolves.toEqual([null, null]);

    await locations().publish({ documentId: place.documentId, locale: 'en' });
    await artists.publish({ documentId: singer.documentId, locale: 'en' });
    await expect(linksOf(kept!.documentId)).resolves.toEqual(['stage', 'singer']);

    await club.strapi.db.query('api::event.event').updateMany({
      where: { documentId: edited!.documentId, publishedAt: null },
      data: { updatedAt: new Date(Date.now() + 60_000) },
    });
    await locations().unpublish({ documentId: place.documentId, locale: 'en' });
    await artists.unpublish({ documentId: singer.documentId, locale: 'en' });
    await expect(linksOf(kept!.documentId)).resolves.toEqual([null, null]);
    await locations().publish({ documentId: place.documentId, locale: 'en' });
    await artists.publish({ documentId: singer.documentId, locale: 'en' });
    await expect(linksOf(kept!.documentId)).resolves.toEqual(['stage', 'singer']);
    await expect(linksOf(edited!.documentId)).resolves.toEqual([null, null]);
  });
});
