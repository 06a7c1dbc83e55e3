import { times, type Costly } from './requests';

const graphql = (
  name: string,
  query: string,
  refused: RegExp | null = null,
  variables: object = {},
): Costly => ({
  name: `GraphQL: ${name}`,
  path: '/graphql',
  body: { query, variables },
  refused,
});

const full = `{
  title slug description startTime endTime eventType eventStatus timezone isFeatured
  cover { url name width height } links { kind label url }
  location { name slug tagline description theme { primaryColor } cover { url } gallery { url } }
  lineUp { position role artist { name slug shortBio photo { url } links { kind url } } }
}`;

const aliased = (count: number, field: (index: number) => string): string =>
  `{ ${times(count, (index) => `a${index}: ${field(index)}`).join(' ')} }`;

const ofEvents = (count: number, field: (index: number) => string): string =>
  `{ events(pagination: { limit: 100 }) ${aliased(count, field)} }`;

const doubling = (levels: number): string =>
  `{ posts { ...F0 } } ${times(levels, (index) => `fragment F${index} on Post { ...F${index + 1} ...F${index + 1} }`).join(' ')}
  fragment F${levels} on Post { slug }`;

const through = (count: number): string =>
  `filters: { and: [${times(count, () => '{ lineUp: { artist: { name: { notNull: true } } } }').join(' ')}] }`;

const dear = /costs \d+ points; the limit is 10000/;
const tooMany = /fields at the top, aliases included; the limit is 10/;
const tokens = /more than? 2000 tokens|more that 2000 tokens/;

export const graphqlRequests: Costly[] = [
  graphql('events with all they have', `{ events(pagination: { limit: 25 }) ${full} }`),
  graphql('100 events with all they have', `{ events(pagination: { limit: 100 }) ${full} }`, dear),
  ...[10, 50, 100].map((count) =>
    graphql(
      `${count} times 100 events`,
      aliased(count, () => `events(pagination: { limit: 100 }) ${full}`),
      count > 30 ? tokens : dear,
    ),
  ),
  graphql(
    '300 times 100 events',
    aliased(300, () => `events(pagination: { limit: 100 }) ${full}`),
    tokens,
  ),
  graphql('fragments that double 5 times', doubling(5)),
  ...[10, 22, 24, 30, 150].map((levels) =>
    graphql(`fragments that double ${levels} times`, doubling(levels), /costs|recursively requests too many/),
  ),
  graphql('a fragment in itself', '{ posts { ...A } } fragment A on Post { slug ...A }', /within itself/),
  graphql(
    '10 lists',
    aliased(10, () => 'posts(pagination: { limit: 100 }) { slug }'),
  ),
  graphql(
    '11 lists',
    aliased(11, () => 'posts { slug }'),
    tooMany,
  ),
  graphql(
    '200 lists',
    aliased(200, () => 'posts { slug }'),
    tooMany,
  ),
  graphql(
    '1000 lists',
    aliased(1000, () => 'posts { slug }'),
    tokens,
  ),
  graphql(
    '10 counts',
    aliased(10, () => 'events_connection { pageInfo { total } }'),
  ),
  graphql(
    '100 counts',
    aliased(100, () => 'events_connection { pageInfo { total } }'),
    tooMany,
  ),
  graphql(
    '1000 counts',
    aliased(1000, () => 'events_connection { pageInfo { total } }'),
    tokens,
  ),
  graphql(
    'covers under 8 names',
    ofEvents(8, () => 'cover { url }'),
  ),
  graphql(
    'covers under 80 names',
    ofEvents(80, () => 'cover { url }'),
    dear,
  ),
  graphql(
    'line-ups under 5 names',
    ofEvents(5, (index) => `lineUp(pagination: { start: ${index} }) { position }`),
  ),
  graphql(
    'line-ups under 80 names',
    ofEvents(80, (index) => `lineUp(pagination: { start: ${index} }) { position }`),
    dear,
  ),
  graphql(
    'line-ups under 200 names',
    ofEvents(200, (index) => `lineUp(pagination: { start: ${index} }) { position }`),
    tokens,
  ),
  graphql(
    'texts under 90 names',
    ofEvents(90, () => 'description'),
  ),
  graphql(
    'texts under 300 names',
    ofEvents(300, () => 'description'),
    dear,
  ),
  graphql(
    'texts under 1000 names',
    ofEvents(1000, () => 'description'),
    tokens,
  ),
  graphql('branches through a line-up', `{ events(${through(3)}) { slug } }`),
  {
    ...graphql(
      '12 branches through a line-up',
      `{ events(${through(12)}) { slug } }`,
      /has 4 .*several entries; the limit is 3/,
    ),
    oneField: { queries: 0 },
  },
  graphql(
    'branches through a line-up, 10 times',
    aliased(10, () => `events(${through(3)}) { slug }`),
  ),
  graphql(
    '80,000 values in a variable',
    'query ($slugs: [String]) { posts(filters: { slug: { in: $slugs } }) { slug } }',
    /80000 values; the limit is 100/,
    { slugs: times(80_000, (index) => `text-${index}`) },
  ),
  {
    ...graphql(
      'a line-up sorted by its artists',
      '{ events { lineUp(sort: ["artist.name"]) { role } } }',
      /sorted by attributes of its own/,
    ),
    // Those of the events whose line-ups they would be.
    oneField: { queries: 2 },
  },
  graphql(
    'a nested list of a nested list',
    '{ events(pagination: { limit: 100 }) { lineUp(pagination: { limit: 100 }) { artist { links(pagination: { limit: 100 }) { url } } } } }',
    dear,
  ),
];
