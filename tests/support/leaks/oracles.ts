import type { GatedType } from './canaries';

/** A question about a gated field: an answer to a word that is there must not differ from that to one that is not. */
export interface Oracle {
  path: string;
  query?: string;
}

const operators = ['$eq', '$containsi', '$startsWith', '$not][$contains', '$in][0', '$gt'];

const restOracles = ({ plural, name, gate, attributes }: GatedType, word: string): string[] =>
  gate.fields.flatMap((field) => {
    const column = attributes[field]?.type === 'media' ? `${field}][name` : field;
    const direct = operators.map((operator) => `/api/${plural}?filters[${column}][${operator}]=${word}`);
    return [
      ...direct,
      `/api/${plural}?filters[$and][0][$or][0][$not][${column}][$contains]=${word}`,
      `/api/${plural}?filters[localizations][${column}][$contains]=${word}`,
      `/api/shelves?filters[${name}][${column}][$contains]=${word}`,
      `/api/rooms?filters[shelf][${name}][${column}][$contains]=${word}`,
      `/api/rooms?filters[shelf][$not][${name}][${column}]=${word}`,
      `/api/shelves?populate[${name}][filters][${column}][$contains]=${word}`,
      `/api/rooms?populate[shelf][populate][${name}][filters][${column}][$contains]=${word}`,
      `/api/v1/search?q=${word}`,
      `/api/${plural}?_q=${word}`,
      `/api/${plural}?_q=${word}&locale=it`,
      `/api/${plural}?_q=${word}&locale=*`,
      `/api/shelves?populate[${name}][_q]=${word}`,
    ];
  });

const graphqlOracles = ({ plural, name, gate, attributes }: GatedType, word: string): string[] =>
  gate.fields
    .filter((field) => attributes[field]?.type !== 'media')
    .flatMap((field) => {
      const filter = `{ ${field}: { contains: "${word}" } }`;
      return [
        `{ ${plural}(filters: ${filter}) { documentId } }`,
        `{ ${plural}_connection(filters: { not: ${filter} }) { pageInfo { total } } }`,
        `{ a: shelves(filters: { ${name}: ${filter} }) { ...F } } fragment F on Shelf { title }`,
        `{ b: rooms(filters: { shelf: { ${name}: ${filter} } }) { title } }`,
      ];
    });

/** Questions about every gated field of a type, with a word. */
export const oraclesOf = (type: GatedType, word: string): Oracle[] => [
  ...restOracles(type, word).map((path) => ({ path })),
  ...graphqlOracles(type, word).map((query) => ({ path: '/graphql', query })),
];

/** Sorts by every gated field: an order would tell which text comes first. */
export const sortsOf = ({ plural, name, gate, attributes }: GatedType): Oracle[] =>
  gate.fields
    .filter((field) => attributes[field]?.type !== 'media')
    .flatMap((field) => [
      { path: `/api/${plural}?sort=${field}` },
      { path: `/api/${plural}?sort[0][${field}]=desc` },
      { path: `/api/shelves?sort=${name}.${field}` },
      { path: `/api/rooms?sort=shelf.${name}.${field}` },
      { path: '/graphql', query: `{ ${plural}(sort: "${field}:desc") { documentId } }` },
      { path: '/graphql', query: `{ shelves(sort: "${name}.${field}") { documentId } }` },
    ]);
