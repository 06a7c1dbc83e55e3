import { amount } from '../amounts';

const operators = [
  ...[
    '$eq',
    '$eqi',
    '$ne',
    '$nei',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$in',
    '$notIn',
    '$null',
    '$notNull',
    '$between',
  ],
  ...['$startsWith', '$startsWithi', '$endsWith', '$endsWithi', '$contains', '$notContains', '$containsi'],
  ...['$notContainsi', '$not', '$and', '$or', '$jsonSupersetOf', '$nonsense'],
];
const attributes = [
  ...['id', 'documentId', 'title', 'startTime', 'isFeatured', 'eventType', 'location', 'lineUp', 'cover'],
  ...['lineUp][position', 'lineUp][artist', 'links', 'locale', 'theme', 'nonsense'],
];
/** What may stand after a name; `&` begins another parameter of the same name. */
const shapes = [
  ...['=1', '=abc', '=', '', '[]=1', '[0]=1&[1]=2', '[0]=a&[1]=b&[2]=c', '[a]=1', '[$eq]=1', '[$gt][$lt]=1'],
  ...['[$in][0]=1', '[$not]=1', '[$and][0][id]=1', '=true', '=2030-01-01T00:00:00.000Z', '=1e20', '[0][0]=1'],
  ...['=99999999999999999999', '=2030-02-31', '=-1', '=%00', '=%ED%A0%80', '=%F0%9F%8E%B5', '=%27%22%60;--'],
];
const parameters = [
  ...['_q', 'locale', 'status', 'sort', 'fields', 'populate', 'filters', 'pagination', 'fallbackLocale'],
  ...[
    'pagination[page]',
    'pagination[pageSize]',
    'pagination[start]',
    'pagination[limit]',
    'pagination[withCount]',
  ],
  ...[
    'sort[0]',
    'sort[title]',
    'sort[lineUp][artist]',
    'fields[0]',
    'populate[lineUp]',
    'populate[lineUp][fields]',
  ],
  ...[
    'populate[lineUp][sort]',
    'populate[lineUp][populate]',
    'populate[lineUp][filters]',
    'populate[lineUp][on]',
  ],
  ...[
    'populate[lineUp][count]',
    'populate[location][status]',
    'start',
    'limit',
    'page',
    'pageSize',
    '__proto__',
  ],
  ...[
    'constructor',
    'filters[__proto__]',
    'filters[hasOwnProperty]',
    'populate[__proto__]',
    'sort[__proto__]',
  ],
];
const ways = [
  '=title',
  '=title:up',
  '=lineUp.artist.name',
  '=lineUp',
  '=*',
  '=,',
  '=:',
  '=title:asc:desc',
  '=NaN',
];

const queryOf = (name: string, shape: string): string =>
  `/api/events?${name}${shape.replaceAll('&', `&${name}`)}`;

/** Queries of every operator, shape and place, most of which mean nothing: some 13,000. */
const malformedQueries: string[] = [
  ...attributes.flatMap((attribute) =>
    operators.flatMap((operator) =>
      shapes.map((shape) => queryOf(`filters[${attribute}][${operator}]`, shape)),
    ),
  ),
  ...attributes.flatMap((attribute) => shapes.map((shape) => queryOf(`filters[${attribute}]`, shape))),
  ...operators.flatMap((operator) =>
    ['filters', 'filters[$and][0]', 'filters[$not]', 'populate[lineUp][filters]'].flatMap((place) =>
      shapes.map((shape) => queryOf(`${place}[${operator}]`, shape)),
    ),
  ),
  ...parameters.flatMap((parameter) => [...shapes, ...ways].map((shape) => queryOf(parameter, shape))),
];

/**
 * One in so many of them, the same at every run.
 *
 * @param step a prime, so that no shape is always left out
 * @param longStep likewise, of `npm run test:long`
 */
export const someMalformedQueries = (step: number, longStep: number): string[] =>
  malformedQueries.filter((_, index) => index % amount(step, longStep) === 0);

/** Malformed in each of the known ways, with the parameter that is named. */
export const malformedExamples: [string, string][] = [
  ['_q[]=a', '_q'],
  ['filters=1', 'filters'],
  ['filters[$and]=1', 'filters[$and]'],
  ['filters[$eq]=1', 'filters[$eq]'],
  ['filters[id][$between]=1', 'filters[id][$between]'],
  ['filters[id][$between][0]=1', 'filters[id][$between]'],
  ['filters[title][$gt][$lt]=1', 'filters[title][$gt]'],
  ['filters[title][$nonsense]=1', 'filters[title][$nonsense]'],
  ['filters[startTime][$gt]=tomorrow', 'filters[startTime][$gt]'],
  ['filters[startTime][$gt]=2030-02-31', 'filters[startTime][$gt]'],
  ['filters[id][$in][0]=abc', 'filters[id][$in][0]'],
  ['filters[isFeatured]=maybe', 'filters[isFeatured]'],
  ['filters[location][$not][id]=1', 'filters[location][$not]'],
  ['filters[title][$eq]=%00', 'filters[title][$eq]'],
  ['filters[title][$eq]=%ED%A0%80', 'filters[title][$eq]'],
  ['filters[__proto__][id]=1', 'filters[__proto__][id]'],
  ['constructor=1', 'constructor'],
  ['pagination[start]=1e20', 'pagination[start]'],
  ['pagination=1', 'pagination'],
  ['sort[0][0]=title', 'sort[0]'],
  ['sort=title:up', 'sort'],
  ['fields[a]=title', 'fields'],
  ['populate[lineUp]=maybe', 'populate[lineUp]'],
  ['locale[]=it', 'locale'],
  // Whose names are cut at the middle of a character.
  [`filters[title][$${'🎸'.repeat(40)}]=1`, `filters[title][$${'🎸'.repeat(29)}]`],
  [`a${'🎸'.repeat(60)}[constructor]=1`, `a${'🎸'.repeat(49)}`],
  [`a${'🎸'.repeat(60)}=%`, `a${'🎸'.repeat(49)}`],
];
