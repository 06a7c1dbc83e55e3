/** A request that costs much, or would. */
export interface Costly {
  name: string;
  path: string;
  /** The body of a GraphQL request. */
  body?: { query: string; variables?: object };
  /** What is said where it is refused; null where it is answered. */
  refused: RegExp | null;
  /** Where GraphQL refuses one field alone: the rest is answered, with 200, after so many queries of content. */
  oneField?: { queries: number };
}

export const times = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const rest = (name: string, path: string, refused: RegExp | null = null): Costly => ({
  name: `REST: ${name}`,
  path: `/api/${path}`,
  refused,
});

const branches = (count: number, operator: string, condition: string): string =>
  `events?${times(count, (index) => `filters[${operator}][${index}]${condition}`).join('&')}`;

const toMany = /'filters' has 4 .*several entries; the limit is 3/;
const lineUp = '[lineUp][id][$notNull]=true';
const artist = '[lineUp][artist][name][$notNull]=true';
const links = '[links][url][$notNull]=true';

/** What hung a club that counted nothing, with the numbers that did, and the most that is allowed of each kind. */
export const restRequests: Costly[] = [
  ...[3, 4, 8, 10, 11, 14].map((count) =>
    rest(`${count} branches through a line-up`, branches(count, '$and', lineUp), count > 3 ? toMany : null),
  ),
  rest('alternatives through a line-up', branches(3, '$or', artist)),
  rest('too many alternatives through a line-up', branches(8, '$or', artist), toMany),
  rest('branches through artists, in all languages', `${branches(3, '$and', artist)}&locale=*`),
  rest('12 branches through artists', branches(12, '$and', artist), toMany),
  rest('15 branches through artists, in all languages', `${branches(15, '$and', artist)}&locale=*`, toMany),
  rest('branches through links', branches(3, '$and', links)),
  rest('16 branches through links', branches(16, '$and', links), toMany),
  rest(
    'sorts through a line-up',
    `events?${times(3, (index) => `sort[${index}]=lineUp.artist.name`).join('&')}`,
  ),
  rest(
    '8 sorts through a line-up',
    `events?${times(8, (index) => `sort[${index}]=lineUp.artist.name`).join('&')}`,
    /'sort' has 8 keys; the limit is 5/,
  ),
  rest(
    'filters and sorts through a line-up',
    `${branches(2, '$and', lineUp)}&sort[0]=lineUp.artist.name&sort[1]=links.url`,
    /'sort' has 4 .*several entries; the limit is 3/,
  ),
  rest(
    '20 searches in texts',
    `${branches(20, '$or', '[description][$containsi]=the')}&pagination[pageSize]=100`,
  ),
  rest(
    '21 searches in texts',
    branches(21, '$or', '[description][$containsi]=the'),
    /21 conditions; the limit is 20/,
  ),
  rest(
    'conditions nested in conditions',
    `events?filters${'[$not]'.repeat(11)}[title][$eq]=a`,
    /'filters' is nested more than 10 levels deep/,
  ),
  rest(
    'relations beside each other',
    branches(9, '$and', '[location][name][$notNull]=true'),
    /9 .*through relations; the limit is 8/,
  ),
  rest(
    'a list of 100 values',
    `events?${times(100, (index) => `filters[slug][$in][${index}]=e${index}`).join('&')}`,
  ),
  rest(
    'a list of 101 values',
    `events?${times(101, (index) => `filters[slug][$in][${index}]=e${index}`).join('&')}`,
    /'filters\[slug\]\[\$in\]' /,
  ),
  rest(
    'a long text',
    `events?filters[title][$contains]=${'a'.repeat(501)}`,
    /501 characters; the limit is 500/,
  ),
  rest('a long search', `events?_q=${'a'.repeat(501)}`, /'_q' has 501 characters/),
  rest('everything populated', 'events?populate=*&pagination[pageSize]=100&locale=*'),
  rest(
    'everything populated in what is populated',
    'events?pagination[pageSize]=100&populate[lineUp][populate][artist][populate]=*&populate[location][populate]=*&populate[links]=true',
  ),
  rest('a search', 'events?_q=night&pagination[pageSize]=100&locale=*&populate=*'),
  rest(
    'populates in populates',
    `events?populate=${'location.'.repeat(5)}cover`,
    /6 levels deep; the limit is 5/,
  ),
  rest(
    '31 populates',
    `events?${times(31, (index) => `populate[${index}]=location`).join('&')}`,
    /31 attributes; the limit is 30/,
  ),
  rest(
    'filters in a populate',
    `events?${times(4, (index) => `populate[location][filters][$and][${index}][gallery][name][$notNull]=true`).join('&')}`,
    /'populate\[location\]\[filters\]' has 4 .*; the limit is 3/,
  ),
  rest(
    'a populate sorted by a relation',
    'events?populate[lineUp][sort]=artist.name',
    /'populate\[lineUp\]\[sort\]' cannot sort by 'artist'/,
  ),
  rest('a far page', 'events?pagination[page]=1000000000&pagination[pageSize]=100'),
  rest(
    'a page beyond numbers',
    'events?pagination[start]=1e20',
    /'pagination\[start\]' must have whole numbers/,
  ),
  rest(
    '201 parameters',
    `events?${times(201, () => 'fields=title').join('&')}`,
    /201 parameters; the limit is 200/,
  ),
];

export const v1Requests: Costly[] = [
  ['a search', 'search?q=the'],
  ['a search for two letters', 'search?q=he'],
  [
    'a search for many words',
    `search?q=${encodeURIComponent('the night of the cave and the music in the dark')}`,
  ],
  ['a full page', 'events?per_page=100&lang=it'],
  ['a search in a list', 'events?q=the&per_page=100&lang=fr'],
  ['artists by words', 'artists?q=he&per_page=100'],
].map(([name = '', path = '']) => ({ name: `v1: ${name}`, path: `/api/v1/${path}`, refused: null }));
