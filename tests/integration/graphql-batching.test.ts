import { startClub, type Club } from '../support/club';
import { doorsOf, type Doors } from '../support/doors';
import { published, writerOf } from '../support/write';

let club: Club;
let visitor: Doors;

/** Artists of one event, in their order. */
const lineUpSize = 3;

beforeAll(async () => {
  club = await startClub({ graphql: true });
  visitor = doorsOf(club);
  const { create, update, picture } = writerOf(club.strapi);
  const gallery = await Promise.all(['g0', 'g1', 'g2'].map((name) => picture(name)));
  const places: string[] = [];
  const artists: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    const slug = `place-${index}`;
    places.push(
      await create(
        'api::location.location',
        { slug, name: slug, moodCategory: 'hybrid', gallery },
        published,
      ),
    );
    artists.push(
      await create('api::artist.artist', { slug: `performer-${index}`, name: `Artist ${index}` }, published),
    );
  }
  for (let index = 0; index < 50; index += 1) {
    const slug = `event-${String(index).padStart(2, '0')}`;
    await create(
      'api::event.event',
      {
        slug,
        title: slug,
        startTime: '2030-01-01T20:00:00.000Z',
        endTime: '2030-01-01T22:00:00.000Z',
        timezone: 'Europe/Rome',
        location: index % 8 === 7 ? null : places[index % 7],
        cover: await picture(`cover-${slug}`),
        links: [{ kind: 'website', url: 'https://example.com' }],
        lineUp: Array.from({ length: lineUpSize }, (_, place) => ({
          artist: artists[(index + place) % 7],
          position: place,
          role: 'guest',
        })),
      },
      published,
    );
  }
  await update(
    'api::location.location',
    places[1] ?? '',
    { name: 'Luogo uno' },
    { locale: 'it', ...published },
  );
});
afterAll(() => club.stop());

async function countQueries<Answer>(
  ask: () => Promise<Answer>,
): Promise<{ answer: Answer; queries: number }> {
  let queries = 0;
  const count = ({ sql }: { sql: string }) => {
    if (/^\s*select/i.test(sql)) queries += 1;
  };
  club.strapi.db.connection.on('query', count);
  try {
    return { answer: await ask(), queries };
  } finally {
    club.strapi.db.connection.removeListener('query', count);
  }
}

/**
 * The fewest of several times: on MariaDB answers come back in any order, and now and then a batch leaves in two parts.
 * What costs a query each would cost it every time.
 */
async function fewestQueries<Answer>(
  ask: () => Promise<Answer>,
): Promise<{ answer: Answer; queries: number }> {
  const times = [await countQueries(ask), await countQueries(ask), await countQueries(ask)];
  return times.reduce((least, time) => (time.queries < least.queries ? time : least));
}

const list = (limit: number, args = '') => `{
  events(sort: "slug", pagination: { limit: ${limit} } ${args}) {
    slug
    cover { url }
    links { url }
    location { name theme { primaryColor } gallery(pagination: { limit: 2 }) { name } }
    lineUp(sort: "position") { position artist { name links { url } photo { url } } }
  }
}`;

it.each(['', ', locale: "it", fallbackLocale: "en"'])(
  'costs as much for 50 events as for 5 (%s)',
  async (args) => {
    await visitor.graphql(list(2, args));
    const few = await fewestQueries(() => visitor.graphql(list(5, args)));
    const many = await fewestQueries(() => visitor.graphql(list(50, args)));
    expect(few.answer.data?.events).toHaveLength(5);
    expect(many.answer.data?.events).toHaveLength(50);
    expect(many.answer.errors).toBeUndefined();
    expect(many.queries).toBe(few.queries);
    // One for the list and two or three an association (its parents, the links, what they lead to); some for who asks.
    expect(many.queries).toBeLessThan(40);
  },
);

it('gives every parent its own', async () => {
  const { data } = await visitor.graphql(list(50));
  const events = data?.events as { slug: string; location: object | null; cover: object; lineUp: object[] }[];
  events.forEach(({ slug, location, cover, lineUp }, index) => {
    const gallery = [{ name: 'g0' }, { name: 'g1' }];
    expect(location).toEqual(index % 8 === 7 ? null : { name: `place-${index % 7}`, theme: null, gallery });
    expect(cover).toEqual({ url: `/cover-${slug}` });
    expect(lineUp).toEqual(
      Array.from({ length: lineUpSize }, (_, position) => ({
        position,
        artist: { name: `Artist ${(index + position) % 7}`, links: [], photo: null },
      })),
    );
  });
});

it('obeys the arguments of associations, for each parent on its own', async () => {
  const { data } = await visitor.graphql(`{
    events(sort: "slug", pagination: { limit: 3 }) {
      first: lineUp(sort: "position", pagination: { limit: 1 }) { position }
      rest: lineUp(sort: "position", pagination: { start: 1 }) { position }
      last: lineUp(sort: "position:desc", pagination: { page: 1, pageSize: 1 }) { position }
      named: lineUp(filters: { artist: { name: { eq: "Artist 2" } } }) { artist { name } }
    }
  }`);
  const named = [{ artist: { name: 'Artist 2' } }];
  const each = {
    first: [{ position: 0 }],
    rest: [{ position: 1 }, { position: 2 }],
    last: [{ position: 2 }],
    named,
  };
  expect(data?.events).toEqual([each, each, each]);
});

it('keeps apart what is asked in different languages at once', async () => {
  const { data } = await visitor.graphql(`{
    english: events(filters: { slug: { eq: "event-01" } }) { location { name } }
    italian: events(filters: { slug: { eq: "event-01" } }, locale: "it", fallbackLocale: "en") { location { name } }
    french: events(filters: { slug: { eq: "event-01" } }, locale: "fr", fallbackLocale: "en") { location { name } }
  }`);
  expect(data).toEqual({
    english: [{ location: { name: 'place-1' } }],
    italian: [{ location: { name: 'Luogo uno' } }],
    french: [{ location: { name: 'place-1' } }],
  });
});
