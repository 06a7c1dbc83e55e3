import fc from 'fast-check';
import { z } from 'zod';
import { fold } from '../../src/plugins/content/server/domain/fold';
import { searchedAttributes, searchEntries } from '../../src/plugins/content/server/domain/search-entry';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { parseCalendar } from '../support/ics';
import { publishEvent } from '../support/publish-event';
import { ask } from '../support/v1';
import {
  artists,
  collateAsOfOld,
  described,
  genres,
  longText,
  pieces,
  searches,
  shown,
} from '../support/text-cases';
import { illFormedStrings } from '../support/well-formed';
import { child, children, parse, text } from '../support/xml';

const uid = 'api::artist.artist';
let club: Club;
const create = creator(() => club);

beforeAll(async () => {
  club = await startClub();
  const published = { status: 'published' };
  for (const [slug, data] of Object.entries(artists)) await create(uid, { slug, ...data }, published);
  await create(
    'api::post.post',
    { slug: 'about-sound', title: 'Éclair', excerpt: longText, body: '🍺🍺', date: '2026-01-01T00:00:00Z' },
    published,
  );
  await create(
    'api::location.location',
    {
      slug: 'cave',
      name: 'Éclair',
      moodCategory: 'hybrid',
      isActive: true,
      description: longText,
      theme: { moodKeywords: ['deep'] },
    },
    published,
  );
  await create('api::staff-member.staff-member', {
    slug: 'host',
    name: 'Éclair',
    isActive: true,
    bio: longText,
  });
  await create('api::category.category', { slug: 'news', name: 'Éclair' });
  await create('api::ui-text.ui-text', { key: 'nav.events', text: 'small' });
  await create('api::ui-text.ui-text', { key: 'nav.Events', text: 'capital' });
  await publishEvent(club.strapi, 'night', { title: 'Éclair 🍺🍺', description: described });
  await publishEvent(club.strapi, 'long-night', {
    title: longText.slice(0, 250),
    description: `${longText}\n\n${longText}`,
  });
});
afterAll(() => club.stop());

const slugged = z.array(z.object({ slug: z.string() }));
const slugs = async (path: string): Promise<string[]> => {
  const { body } = await ask(club, path);
  return slugged.parse(body.data).map(({ slug }) => slug);
};
const grouped = z.array(z.object({ type: z.string(), results: slugged }));
const found = async (query: string): Promise<Record<string, string[]>> => {
  const { body } = await ask(club, `/search?q=${encodeURIComponent(query)}`);
  const groups = grouped.parse(body.data).filter(({ results }) => results.length > 0);
  return Object.fromEntries(groups.map(({ type, results }) => [type, results.map(({ slug }) => slug)]));
};

const searchedAlike = async (): Promise<void> => {
  for (const [query, expected] of searches) {
    expect([query, await slugs(`/artists?q=${encodeURIComponent(query)}`)]).toEqual([query, expected]);
  }
  for (const [genre, expected] of genres) {
    expect([genre, await slugs(`/artists?genre=${encodeURIComponent(genre)}`)]).toEqual([genre, expected]);
  }
  await expect(slugs('/artists')).resolves.toEqual(['signs', 'sushi', 'beer', 'dream', 'long']);
};

describe('searching', () => {
  it('finds the same on both databases, in the same order', searchedAlike);

  it('finds what contains the folded query, and nothing else, in the order of code points', async () => {
    const entries = Object.entries(artists).flatMap(([slug, data]) =>
      searchEntries([{ locale: 'en', ...data }], searchedAttributes[uid], [], ['bio'])
        .slice(0, 1)
        .map((entry) => ({ slug, ...entry, key: Buffer.from(entry.sortKey) })),
    );
    const sorted = entries.sort((a, b) => Buffer.compare(a.key, b.key));
    const query = fc
      .array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(query, async (q) => {
        const needle = fold(q);
        fc.pre(Array.from(needle).length >= 2);
        const expected = sorted.filter(({ text: searched }) => searched.includes(needle));
        await expect(slugs(`/artists?q=${encodeURIComponent(q)}`)).resolves.toEqual(
          expected.map(({ slug }) => slug),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is alike in every list', async () => {
    await expect(found('eclair')).resolves.toEqual({
      locations: ['cave'],
      artists: ['sushi', 'beer'],
      events: ['night'],
      blog: ['about-sound'],
      staff: ['host'],
    });
    await expect(found('🍺🍺')).resolves.toEqual({
      artists: ['beer'],
      events: ['night'],
      blog: ['about-sound'],
    });
    await expect(slugs(`/events?q=${encodeURIComponent('7*8*9, ~100 SEATS & w')}`)).resolves.toEqual([
      'night',
    ]);
    await expect(slugs('/events?q=%F0%9F%8D%A3%F0%9F%8D%A3')).resolves.toEqual([]);
    await expect(slugs('/blog?q=%F0%9F%8D%BA%F0%9F%8D%BA')).resolves.toEqual(['about-sound']);
  });

  const nothing = [
    '´´',
    '¨¨',
    '\u0301\u0308',
    '\u0000\u0000',
    '\u200b\u200b',
    '\u00ad\u00ad',
    '  ',
    'é',
    'a\u0301',
    '🍺',
    '🍺'.repeat(101),
  ];
  it.each(['/artists', '/events', '/blog', '/search'])(
    '%s wants 2 to 100 characters to search by',
    async (path) => {
      for (const query of nothing) {
        const { status, body } = await ask(club, `${path}?q=${encodeURIComponent(query)}`);
        expect([query, status, body.errors]).toEqual([query, 400, { q: ['must have 2 to 100 characters'] }]);
      }
    },
  );

  it('wants a genre of which something is left', async () => {
    for (const genre of ['´', '\u0301', '\u0000', ' '])
      expect((await ask(club, `/artists?genre=${encodeURIComponent(genre)}`)).status).toBe(400);
  });

  it('by Strapi’s own REST finds nothing by what nobody sees', async () => {
    const rest = z.object({ data: slugged });
    const restSlugs = async (path: string): Promise<string[]> =>
      rest.parse(await (await fetch(`${club.url}/api/${path}`)).json()).data.map(({ slug }) => slug);
    for (const query of ['´´', '\u0301', '\u200b']) {
      for (const type of ['artists', 'posts'])
        expect([query, await restSlugs(`${type}?_q=${encodeURIComponent(query)}`)]).toEqual([query, []]);
    }
    for (const query of ['%00%00', 'sus%00hi'])
      expect([query, (await fetch(`${club.url}/api/artists?_q=${query}`)).status]).toEqual([query, 400]);
  });

  it('tells keys and slugs apart by case', async () => {
    const texts = (await ask(club, '/i18n/en')).body.data;
    expect(texts).toEqual({ 'nav.events': 'small', 'nav.Events': 'capital' });
    const count = (slug: string) => club.strapi.db.query(uid).count({ where: { slug } });
    expect([await count('beer'), await count('BEER'), await count('béer')]).toEqual([2, 0, 0]);
    const owners = (slug: string) =>
      club.strapi.db.query('plugin::content.slug-owner').count({ where: { slug } });
    expect([await owners('beer'), await owners('BEER'), await owners('béer')]).toEqual([1, 0, 0]);
    const current = (slug: string) => club.strapi.plugin('content').service('slugs').currentOf(uid, slug);
    expect([await current('beer'), await current('BEER'), await current('béer')]).toEqual([
      'beer',
      null,
      null,
    ]);
  });
});

describe('the text of Markdown', () => {
  it('stands in calendars, feeds, structured data and search results', async () => {
    const oneLine = shown.join(' ');
    const { body } = await ask(club, '/events/night');
    expect(body.data).toMatchObject({ description: described, json_ld: { description: oneLine } });
    const [event] = parseCalendar((await ask(club, '/events/night.ics')).text).events;
    expect(event?.description.startsWith(`${shown.join('\n')}\n\n`)).toBe(true);
    const items = children(child(parse((await ask(club, '/events/feed.xml')).text), 'channel'), 'item');
    const item = items.find((each) => text(each, 'title') === 'Éclair 🍺🍺');
    expect(text(item, 'description')).toContain(`<p>${shown.join('<br>').replace('&', '&amp;')}</p>`);
    const search = await ask(club, '/search?q=youtu.be/a_bc_def&type=events');
    expect(search.body.data).toMatchObject([{ results: [{ slug: 'night', summary: oneLine }] }]);
  });
});

describe('answers', () => {
  it('hold whole characters only, in every route', async () => {
    // MariaDB itself refuses half a character in JSON.
    const isLoose = club.database === 'sqlite';
    const genres = isLoose ? String.raw`["half \ud83c", "whole \ud83c\udfb8"]` : '["whole 🎸"]';
    await club.strapi.db.connection('artists').where({ slug: 'long' }).update({ genres });
    const documented = z.object({ paths: z.record(z.string(), z.object({ get: z.unknown().optional() })) });
    const response = await fetch(`${club.url}/api/v1/openapi.json`);
    const { paths } = documented.parse(await response.json());
    const names: Readonly<Record<string, string>> = {
      artists: 'long',
      locations: 'cave',
      events: 'long-night',
      blog: 'about-sound',
      i18n: 'en',
    };
    const routes = Object.entries(paths)
      .filter(([, { get }]) => get !== undefined)
      .map(([path]) => path.replace(/^\/api\/v1/, ''))
      .map((path) => path.replace(/\{(?:slug|lang|language)\}/, names[path.split('/')[1] ?? ''] ?? 'none'));
    expect(routes.length).toBeGreaterThan(15);
    const statuses = new Map<string, number>();
    for (const path of routes) {
      const query = path === '/search' ? `?q=${encodeURIComponent('🎸🎸')}` : '';
      const answer = await fetch(`${club.url}/api/v1${path}${query}`);
      const body = new TextDecoder('utf-8', { fatal: true }).decode(await answer.arrayBuffer());
      statuses.set(path, answer.status);
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      // Elsewhere Node has written U+FFFD in the place of half a character.
      const broken = isJson ? illFormedStrings(JSON.parse(body)) : (body.match(/\ufffd/g) ?? []);
      expect([path, broken]).toEqual([path, []]);
    }
    expect(statuses.get('/events/long-night')).toBe(200);
    expect(statuses.get('/search')).toBe(200);
    expect((await ask(club, '/artists/long')).body.data).toMatchObject({
      genres: isLoose ? ['half \ufffd', 'whole 🎸'] : ['whole 🎸'],
    });
  });
});

describe('a database of an earlier version', () => {
  it('is indexed anew at the next start, and compares as it should', async () => {
    const { connection } = club.strapi.db;
    await connection('content_search_entries').update({ genres: null, text: 'of old' });
    await club.strapi.store({ type: 'plugin', name: 'content' }).set({ key: 'searchIndexVersion', value: 1 });
    if (club.database === 'mysql') await collateAsOfOld(connection);
    club = await club.restart();
    await searchedAlike();
    await expect(club.strapi.db.query(uid).count({ where: { slug: 'BEER' } })).resolves.toBe(0);
    await documentsOf(club, uid).publish({
      documentId: await create(uid, { slug: 'new', name: 'New' }),
      locale: 'en',
    });
    await expect(slugs('/artists?q=new')).resolves.toEqual(['new']);
  });
});
