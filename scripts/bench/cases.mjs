import { moment } from './clubs.mjs';
import { atLeast, below } from './report.mjs';

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {'v1' | 'strapi' | 'koa'} kind
 * @property {string} server the server to query
 * @property {string} path
 * @property {string} [against] the case of Strapi's REST with the same list
 * @property {(body: any) => string[]} [slugs] the content of the list, to check that both sides have the same
 */

/** @param {Record<string, string>} values */
const query = (values) => new URLSearchParams(values).toString();
const slugs = (body) => body.data.map(({ slug }) => slug);

const v1Locations = (lang) => `/api/v1/locations?lang=${lang}`;
const v1Events = (lang) => `/api/v1/events?${query({ lang, per_page: '10', from: moment })}`;

const strapiLocations = `/api/locations?${query({
  locale: 'it',
  sort: 'sortOrder',
  'pagination[pageSize]': '20',
  'populate[theme]': 'true',
  'populate[cover]': 'true',
  'populate[gallery]': 'true',
})}`;

const strapiEvents = `/api/events?${query({
  locale: 'it',
  sort: 'startTime',
  'filters[endTime][$gt]': moment,
  'pagination[pageSize]': '10',
  'populate[location]': 'true',
  'populate[lineUp][populate][artist]': 'true',
  'populate[cover]': 'true',
  'populate[links]': 'true',
})}`;

const names = {
  locations: 'v1: 20 locations, Italian',
  locationsEnglish: 'v1: 20 locations, English',
  events: 'v1: 10 of 10,000 events, Italian',
  eventsEnglish: 'v1: 10 of 10,000 events, English',
  fewEvents: 'v1: 10 of 100 events, Italian',
  demo: "v1: 10 of the demo club's events, Italian",
  strapiLocations: "Strapi's REST: 20 locations, Italian",
  strapiEvents: "Strapi's REST: 10 of 10,000 events, Italian",
};

/** @type {(name: string, server: string, path: string, against?: string) => Case} */
const v1 = (name, server, path, against) => ({ name, kind: 'v1', server, path, against, slugs });

/** @type {Case[]} */
export const cases = [
  v1(names.locations, 'large', v1Locations('it'), names.strapiLocations),
  { name: names.strapiLocations, kind: 'strapi', server: 'strapi', path: strapiLocations, slugs },
  v1(names.locationsEnglish, 'large', v1Locations('en')),
  v1(names.events, 'large', v1Events('it'), names.strapiEvents),
  { name: names.strapiEvents, kind: 'strapi', server: 'strapi', path: strapiEvents, slugs },
  v1(names.eventsEnglish, 'large', v1Events('en')),
  v1(names.fewEvents, 'small', v1Events('it')),
  v1(names.demo, 'demo', v1Events('it')),
];

/** The cases of bare Koa: the bytes of the two lists that the targets are about. */
export const koaCases = [names.locations, names.events].map((of) => ({
  name: `Bare Koa: the bytes of ${of.replace('v1: ', '')}`,
  kind: /** @type {const} */ ('koa'),
  server: 'koa',
  of,
}));

/**
 * The targets, each with a measured value and its bound.
 * @param {(name: string) => import('./measure.mjs').Figures} figures
 */
export function targetsOf(figures, memory) {
  const rate = (name) => figures(name).rate;
  const v1Names = cases.filter(({ kind }) => kind === 'v1').map(({ name }) => name);
  return [
    atLeast(
      "Locations: times the rate of Strapi's REST",
      rate(names.locations) / rate(names.strapiLocations),
      8,
    ),
    atLeast("Events: times the rate of Strapi's REST", rate(names.events) / rate(names.strapiEvents), 10),
    below(
      'Locations: cost in Italian over English',
      rate(names.locationsEnglish) / rate(names.locations),
      1.2,
    ),
    below('Events: cost in Italian over English', rate(names.eventsEnglish) / rate(names.events), 1.2),
    below('Events: cost at 10,000 over 100', rate(names.fewEvents) / rate(names.events), 1.5),
    below('v1: the slowest p99, ms', Math.max(...v1Names.map((name) => figures(name).p99)), 30),
    ...(memory === undefined ? [] : [below('v1 at 10,000 events: peak memory, MB', memory, 400)]),
  ];
}
