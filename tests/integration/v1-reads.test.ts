import { startClub, type Club } from '../support/club';
import { fillSmallClub } from '../support/small-club';
import { ask } from '../support/v1';

let club: Club;
beforeAll(async () => {
  club = await startClub();
  await fillSmallClub(club.strapi, new Date());
});
afterAll(() => club.stop());

const data = async <Data>(path: string): Promise<Data> => (await ask(club, path)).body.data;
const slugs = async (path: string): Promise<string[]> =>
  (await data<{ slug: string }[]>(path)).map(({ slug }) => slug);

describe('locations', () => {
  it('are the active, published ones, by order', async () => {
    await expect(slugs('/locations')).resolves.toEqual(['sky-garden', 'main-cave']);
  });

  it('fall back field by field, and say so', async () => {
    await expect(data('/locations/main-cave?lang=it')).resolves.toMatchObject({
      name: 'La grotta grande',
      tagline: 'Where it echoes',
      capacity: 80,
      theme: { primary_color: '#102030', mood_keywords: ['deep', 'blue'], accent_color: null },
      language: 'it',
      fallback: ['tagline', 'description'],
    });
    await expect(data('/locations/main-cave')).resolves.toMatchObject({
      name: 'The Main Cave',
      fallback: [],
    });
  });

  it('take the language of Accept-Language', async () => {
    const answer = await ask(club, '/locations/main-cave', {
      headers: { 'Accept-Language': 'de, it-IT;q=0.9' },
    });
    expect(answer.body.data).toMatchObject({ name: 'La grotta grande' });
    expect(answer.headers.get('content-language')).toBe('it');
    expect(answer.headers.get('vary')).toBe('Accept-Language');
  });

  it('tell what is on from now on', async () => {
    await expect(slugs('/locations/main-cave/events')).resolves.toEqual(['on-stage', 'tomorrow']);
    await expect(slugs('/locations/main-cave/events?limit=1')).resolves.toEqual(['on-stage']);
    expect((await ask(club, '/locations/secret-cellar/events')).status).toBe(404);
  });
});

describe('artists', () => {
  it('are sorted by name as people read it, accents aside', async () => {
    await expect(slugs('/artists')).resolves.toEqual(['elodie', 'zed']);
    await expect(slugs('/artists?per_page=1&page=2')).resolves.toEqual(['zed']);
  });

  it.each([
    ['q=elodie', ['elodie']],
    ['q=ÉLODIE', ['elodie']],
    ['q=NIGHT', ['elodie']],
    ['q=100%25', []],
    ['genre=soul', ['elodie']],
    ['genre=hop', ['zed']],
    ['genre=trip%20hop', ['elodie']],
    ['genre=soul&q=zed', []],
  ])('are narrowed by %s', async (query, expected) => {
    await expect(slugs(`/artists?${query}`)).resolves.toEqual(expected);
  });

  it('have their events', async () => {
    await expect(slugs('/artists/elodie/events')).resolves.toEqual(['on-stage']);
    await expect(data('/artists/elodie')).resolves.toMatchObject({
      genres: ['Soul', 'Trip hop'],
      links: [{ kind: 'website', label: null, url: 'https://example.com/elodie' }],
    });
  });
});

describe('events', () => {
  it('are those from now on, soonest first', async () => {
    await expect(slugs('/events')).resolves.toEqual(['on-stage', 'tonight', 'tomorrow', 'in-the-cellar']);
    await expect(slugs('/events?order=desc&per_page=2')).resolves.toEqual(['in-the-cellar', 'tomorrow']);
  });

  it.each([
    ['location=main-cave', ['on-stage', 'tomorrow']],
    ['artist=zed', ['on-stage']],
    ['type=dj_set', ['tonight']],
    ['q=creme%20brulee', ['on-stage']],
    ['location=secret-cellar', []],
    ['location=main-cave&q=tomorrow', ['tomorrow']],
  ])('are narrowed by %s', async (query, expected) => {
    await expect(slugs(`/events?${query}`)).resolves.toEqual(expected);
  });

  it.each(['9999-12-31', '9999-12-31T23:59:59-14:00', '2099-12-31'])(
    'are all those there will be where they are asked for until %s',
    async (to) => {
      const all = ['on-stage', 'tonight', 'tomorrow', 'in-the-cellar'];
      await expect(slugs(`/events?to=${to}`)).resolves.toEqual(all);
      await expect(slugs(`/events?from=0001-01-01&to=${to}`)).resolves.toEqual(['yesterday', ...all]);
      await expect(slugs(`/events?from=${to}`)).resolves.toEqual([]);
    },
  );

  it('are searched in what the reader sees', async () => {
    await expect(slugs('/events?q=palco&lang=it')).resolves.toEqual(['on-stage']);
    await expect(slugs('/events?q=palco&lang=fr')).resolves.toEqual([]);
    await expect(slugs('/events?q=creme&lang=it')).resolves.toEqual(['on-stage']);
  });

  it('are whole', async () => {
    await expect(data('/events/on-stage?lang=it')).resolves.toMatchObject({
      title: 'Sul palco',
      fallback: ['description'],
      location: { slug: 'main-cave', name: 'La grotta grande' },
      artists: [
        { slug: 'elodie', name: 'Élodie Vesper', role: 'headliner' },
        { slug: 'zed', name: 'Zed', role: 'dj', start_time: null },
      ],
      links: [{ kind: 'tickets', label: 'Door', url: 'https://example.com/door' }],
      is_featured: true,
    });
    await expect(data('/events/in-the-cellar')).resolves.toMatchObject({ location: null });
  });

  it('are on stage, or next', async () => {
    await expect(data('/events/now')).resolves.toMatchObject({
      on_stage: [{ slug: 'on-stage' }],
      next: { slug: 'tonight' },
    });
  });
});

describe('blog', () => {
  it('is newest first, without bodies', async () => {
    await expect(slugs('/blog')).resolves.toEqual(['gated-post', 'open-post']);
    await expect(slugs('/blog?category=news')).resolves.toEqual(['open-post']);
    await expect(slugs('/blog?q=everybody')).resolves.toEqual(['open-post']);
    await expect(slugs('/blog?q=secret')).resolves.toEqual([]);
  });

  it('locks what has a tier', async () => {
    await expect(data('/blog/gated-post')).resolves.toMatchObject({
      excerpt: 'A teaser',
      body: null,
      locked: true,
      minimum_tier: { slug: 'gold', name: 'Gold' },
      author: null,
    });
    await expect(data('/blog/open-post')).resolves.toMatchObject({
      body: 'Everybody may read',
      locked: false,
      category: { slug: 'news', name: 'News' },
      author: { slug: 'oriane', name: 'Oriane' },
    });
  });

  it('has categories', async () => {
    await expect(slugs('/blog/categories')).resolves.toEqual(['news']);
  });
});

describe('the rest', () => {
  it('staff, in the reader’s language', async () => {
    await expect(data('/staff?lang=fr')).resolves.toMatchObject([
      { slug: 'oriane', role_title: 'Hôtesse', fallback: [] },
    ]);
  });

  it('tiers by amount', async () => {
    await expect(data('/support/tiers')).resolves.toMatchObject([
      { slug: 'bronze', patreon_url: null, benefits: [] },
      {
        slug: 'gold',
        amount_cents: 1500,
        benefits: ['All', 'More'],
        patreon_url: expect.stringContaining('rid=42') as string,
      },
    ]);
  });

  it('texts and languages', async () => {
    await expect(data('/i18n/it')).resolves.toEqual({ 'nav.home': 'Inizio', 'nav.events': 'Events' });
    await expect(data('/i18n/languages')).resolves.toHaveLength(4);
    expect((await ask(club, '/i18n/de')).status).toBe(404);
  });

  it('search over all types', async () => {
    const { body } = await ask(club, '/search?q=e&lang=it'.replace('q=e', 'q=gr'));
    expect(body.data).toMatchObject([
      {
        type: 'locations',
        total: 1,
        results: [{ slug: 'main-cave', title: 'La grotta grande', fallback: ['summary'] }],
      },
      { type: 'artists', total: 0 },
      { type: 'events', total: 0 },
      { type: 'blog', total: 0 },
      { type: 'staff', total: 0 },
    ]);
    expect((await ask(club, '/search?q=gr&type=staff')).body.data).toHaveLength(1);
  });

  it('is alive and ready', async () => {
    expect((await ask(club, '/health')).status).toBe(200);
    const ready = await ask(club, '/health/ready');
    expect([ready.status, ready.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(ready.body.data).toMatchObject({ status: 'ready', parts: { database: 'up', migrations: 'up' } });
  });
});

it('no route tells anything of what is not public', async () => {
  const paths = [
    '/locations',
    '/locations/main-cave',
    '/locations/secret-plan',
    '/locations/secret-cellar',
    '/artists?per_page=100',
    '/artists/secret-artist',
    '/events?per_page=100&from=2000-01-01',
    '/events/on-stage',
    '/events/in-the-cellar',
    '/events/secret-event',
    '/events/now',
    '/blog',
    '/blog/gated-post',
    '/blog/secret-post',
    '/staff',
    '/support/tiers',
    '/search?q=secret',
    '/search?q=exclusive',
  ];
  for (const path of paths) {
    for (const lang of ['en', 'it']) {
      const { text } = await ask(club, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      expect([path, text.includes('SECRET')]).toEqual([path, false]);
    }
  }
});
