import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Club } from '../club';
import { gatedTypes, type GatedType } from './canaries';

/** A request by which something might be read. */
export interface Probe {
  channel: string;
  path: string;
  /** Of a POST to GraphQL. */
  query?: string;
  headers?: Record<string, string>;
}

interface Entry {
  uid: string;
  documentId: string;
  slug: string;
  needs: string;
}

interface Model {
  uid: string;
  info: { singularName: string; pluralName: string };
  attributes: Record<string, { type: string; target?: string }>;
}

const operation = z.looseObject({ parameters: z.array(z.object({ name: z.string() })).optional() });
const paths = z.object({ paths: z.record(z.string(), z.looseObject({ get: operation.optional() })) });

const channelOf = (path: string): string => {
  if (path.startsWith('/admin')) return '/api/v1/admin';
  return /feed\.xml|\.ics|\/search|openapi/.test(path) ? '/api/v1: feeds, search' : '/api/v1';
};

/** Every GET of /api/v1, with each entry in place of what its path names, in two languages. */
async function v1Probes(club: Club, entries: readonly Entry[], words: readonly string[]): Promise<Probe[]> {
  const document = await (await fetch(`${club.url}/api/v1/openapi.json`)).json();
  const gets = Object.entries(paths.parse(document).paths).filter(([, { get }]) => get !== undefined);
  return gets.flatMap(([path, { get }]) => {
    const isSearched = get?.parameters?.some(({ name }) => name === 'q');
    // Of other types' pages, one request shows that they know nothing of an entry.
    const isNear = /blog|support|search|exclusive|preview/.test(path);
    const filled = path.includes('{')
      ? entries
          .filter(({ needs }, index) =>
            isNear ? needs === 'silver' || path.includes('{slug}') : index === 0,
          )
          .map(({ slug, documentId }) =>
            path.replace(/\{(\w+)\}/g, (_, name) =>
              name === 'slug' ? slug : name === 'lang' ? 'it' : documentId,
            ),
          )
      : [path, ...(isSearched ? words.map((word) => `${path}?q=${word}`) : [])];
    return [...new Set(filled)].flatMap((each) =>
      (isNear ? ['lang=en', 'lang=it'] : ['lang=en']).map((query) => ({
        channel: channelOf(path),
        path: `/api/v1${each}${each.includes('?') ? '&' : '?'}${query}`,
      })),
    );
  });
}

const models = (strapi: Core.Strapi): Model[] =>
  Object.values(strapi.contentTypes).filter(({ uid }) => uid.startsWith('api::'));

/** The ways from other types to a gated one, by relations, three deep at most. */
function waysTo(strapi: Core.Strapi, uid: string, depth = 3): { from: Model; way: string[] }[] {
  if (depth === 0) return [];
  return models(strapi).flatMap((from) =>
    Object.entries(from.attributes)
      .filter(([name, { target }]) => target === uid && name !== 'localizations')
      .flatMap(([name]) => [
        { from, way: [name] },
        ...waysTo(strapi, from.uid, depth - 1).map((longer) => ({ ...longer, way: [...longer.way, name] })),
      ]),
  );
}

const populated = (way: readonly string[]): string =>
  `populate${way.map((name) => `[${name}]`).join('[populate]')}[populate]=*`;

function restProbes(strapi: Core.Strapi, type: GatedType, entries: readonly Entry[]): Probe[] {
  const own = [
    '',
    ...entries.filter(({ uid }) => uid === type.uid).map(({ documentId }) => `/${documentId}`),
  ];
  const queries = [
    'populate=*',
    'populate=*&locale=it',
    'populate=*&locale=*',
    'populate=*&locale=it&fallbackLocale=en',
    'populate=*&status=published',
    'populate=*&status=draft',
    ...type.gate.fields.flatMap((field) => [`fields=${field}`, `populate=${field}`]),
    `fields=${type.gate.fields.join(',')}&populate[localizations][populate]=*`,
  ];
  const plain = own.flatMap((path) =>
    (path === '' ? queries : queries.slice(0, 4)).map((query) => ({
      channel: 'REST',
      path: `/api/${type.plural}${path}?${query}`,
    })),
  );
  const v4 = own.map((path) => ({
    channel: 'REST',
    path: `/api/${type.plural}${path}?populate=*`,
    headers: { 'strapi-response-format': 'v4' },
  }));
  const deep = waysTo(strapi, type.uid).flatMap(({ from, way }) =>
    ['', '&locale=it&fallbackLocale=en'].map((rest) => ({
      channel: 'REST, populated',
      path: `/api/${from.info.pluralName}?${populated(way)}${rest}`,
    })),
  );
  return [...plain, ...v4, ...deep];
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(`-${name}`);

/** What a GraphQL query selects of a gated type: every gated field, under its name and another, and in a fragment. */
function selectionOf({ gate, attributes, name }: GatedType): string {
  const fields = gate.fields.map((field) =>
    attributes[field]?.type === 'media'
      ? `${field} { url name } x${field}: ${field} { url }`
      : `${field} x${field}: ${field}`,
  );
  return `documentId ${fields.join(' ')} ... on ${pascal(name)} { ${fields.join(' ')} }`;
}

function graphqlProbes(strapi: Core.Strapi, type: GatedType, entries: readonly Entry[]): Probe[] {
  const selection = selectionOf(type);
  const plural = camel(type.plural);
  const lists = [
    '',
    '(locale: "it")',
    '(locale: "it", fallbackLocale: "en")',
    '(locale: "*")',
    '(status: DRAFT)',
  ];
  const one = entries
    .filter(({ uid }) => uid === type.uid)
    .map(({ documentId }) => `{ ${camel(type.name)}(documentId: "${documentId}") { ${selection} } }`);
  const own = [
    ...lists.map((args) => `{ ${plural}${args} { ${selection} } }`),
    `{ ${plural}_connection { nodes { ${selection} } } }`,
    `{ a: ${plural} { ...F } b: ${plural} { ...F } } fragment F on ${pascal(type.name)} { ${selection} }`,
    `{ ${plural} { localizations { ${selection} } } }`,
    ...one,
  ].map((query) => ({ channel: 'GraphQL', query }));
  const deep = waysTo(strapi, type.uid).map(({ from, way }) => ({
    channel: 'GraphQL, populated',
    query: `{ ${camel(from.info.pluralName)} { ${way.reduceRight((inner, name) => `${name} { ${inner} }`, selection)} } }`,
  }));
  return [...own, ...deep].map((probe) => ({ ...probe, path: '/graphql' }));
}

/** Every way to ask for what gated types hold, from their schemas and from the routes that there are. */
export async function probesOf(
  club: Club,
  entries: readonly Entry[],
  words: readonly string[],
): Promise<Probe[]> {
  const { strapi } = club;
  const types = gatedTypes(strapi);
  return [
    ...(await v1Probes(club, entries, words)),
    ...types.flatMap((type) => restProbes(strapi, type, entries)),
    ...types.flatMap((type) => graphqlProbes(strapi, type, entries)),
    { channel: 'Pages', path: '/' },
    { channel: 'Pages', path: '/api/upload/files' },
  ];
}

/** What a probe answers to somebody, as text. */
export async function send(club: Club, { path, query, headers }: Probe, reader: Record<string, string>) {
  const answer = await fetch(`${club.url}${path}`, {
    redirect: 'manual',
    headers: { ...headers, ...reader, ...(query !== undefined && { 'content-type': 'application/json' }) },
    ...(query !== undefined && { method: 'POST', body: JSON.stringify({ query }) }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
