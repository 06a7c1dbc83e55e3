import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { onSqlite } from '../support/database';
import { doorsOf, type Doors } from '../support/doors';
import { asEditor, type Send } from '../support/editors';
import { published, writerOf } from '../support/write';

/** By slug, a name and how it is asked for: each letter in its other case. */
const artists = {
  french: ['Éclair À l’Œuvre', 'éCLAIR à L’œUVRE'],
  german: ['Straße ÄÖÜ', 'sTRAßE äöü'],
  cyrillic: ['ПРИВЕТ Ёлка', 'привет ёЛКА'],
  greek: ['ΟΔΟΣ Σοφίας', 'οδος σΟΦΊΑΣ'],
  turkish: ['İSTANBUL ve İzmir', 'istanbul VE izmir'],
  emoji: ['🍺 BAR 🍺', '🍺 bar 🍺'],
} as const;
const slugs = Object.keys(artists).toSorted();

let club: Club;
let visitor: Doors;
let staff: Send;

beforeAll(async () => {
  club = await startClub({ graphql: true, env: { LOG_LEVEL: 'error' } });
  const { create } = writerOf(club.strapi);
  for (const [slug, [name]] of Object.entries(artists)) {
    await create('api::artist.artist', { slug, name }, published);
  }
  visitor = doorsOf(club);
  staff = await asEditor(club);
});
afterAll(() => club.stop());

const slugged = z.array(z.object({ slug: z.string() }));
const slugsOf = (rows: unknown): string[] =>
  slugged
    .parse(rows)
    .map(({ slug }) => slug)
    .toSorted();

const inRest = async (query: string): Promise<string[]> =>
  slugsOf((await visitor.rest(`/api/artists?${query}`)).body.data);
const inPanel = async (query: string): Promise<string[]> => {
  const { body } = await staff('GET', `/content-manager/collection-types/api::artist.artist?${query}`);
  return slugsOf(z.object({ results: slugged }).parse(body).results);
};
const filter = (operator: string, words: string): string =>
  `filters[name][$${operator}]=${encodeURIComponent(words)}`;

/** Who finds artists by their names. */
const ways: readonly (readonly [string, (operator: string, words: string) => Promise<string[]>])[] = [
  ['REST', (operator, words) => inRest(filter(operator, words))],
  ['the list of the panel', (operator, words) => inPanel(filter(operator, words))],
  [
    'GraphQL',
    async (operator, words) => {
      const query = `query ($words: String) { artists(filters: { name: { ${operator}: $words } }) { slug } }`;
      return slugsOf((await visitor.graphql(query, { words })).data?.artists);
    },
  ],
];

const part = (text: string, from: number, to?: number): string => Array.from(text).slice(from, to).join('');
const operators: readonly (readonly [string, (asked: string) => string, boolean])[] = [
  ['eqi', (asked) => asked, true],
  ['nei', (asked) => asked, false],
  ['contains', (asked) => part(asked, 1, -1), true],
  ['containsi', (asked) => part(asked, 1, -1), true],
  ['notContains', (asked) => part(asked, 1, -1), false],
  ['notContainsi', (asked) => part(asked, 1, -1), false],
  ['startsWith', (asked) => part(asked, 0, 4), true],
  ['startsWithi', (asked) => part(asked, 0, 4), true],
  ['endsWith', (asked) => part(asked, -4), true],
  ['endsWithi', (asked) => part(asked, -4), true],
];

describe.each(ways)('letters of both cases are the same to %s', (way, find) => {
  // Strapi's GraphQL has no `startsWithi` and `endsWithi`.
  it.each(operators.filter(([operator]) => way !== 'GraphQL' || !operator.endsWith('Withi')))(
    'by $%s',
    async (operator, wordsOf, isFound) => {
      for (const [slug, [, asked]] of Object.entries(artists)) {
        const expected = slugs.filter((each) => (each === slug) === isFound);
        expect([slug, await find(operator, wordsOf(asked))]).toEqual([slug, expected]);
      }
    },
  );
});

describe.each([
  ['REST', inRest],
  ['the list of the panel', inPanel],
])('_q in %s', (_way, find) => {
  it('finds letters in both cases', async () => {
    for (const [slug, [, asked]] of Object.entries(artists)) {
      expect([slug, await find(`_q=${encodeURIComponent(part(asked, 0, 6))}`)]).toEqual([slug, [slug]]);
    }
  });

  onSqlite('tells letters with an accent from those without', async () => {
    await expect(find('_q=eclair')).resolves.toEqual([]);
  });
});
