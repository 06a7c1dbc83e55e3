import type { Core } from '@strapi/strapi';

export const described =
  'Watch https://youtu.be/a_Bc_dEf, *7*8*9*,  \n~100 seats &amp; [w](https://x.org/Night_(song))';
export const shown = ['Watch https://youtu.be/a_Bc_dEf, 7*8*9,', '~100 seats & w'] as const;
/** Cut by its UTF-16 units, it would end within an emoji, at whatever length. */
export const longText = `${'🎸'.repeat(99)} a${'🎸'.repeat(300)}`;

export const artists = {
  beer: { name: 'Éclair 🍺🍺', genres: ['Folk 🎷', 'Électro'] },
  sushi: { name: 'eclair 🍣🍣', genres: ['Folk 🎻', 'electro swing'] },
  dream: {
    name: 'Traum\u00adhöhle',
    shortBio: 'Rock ’n’ roll – live',
    bio: 'In **bold** and _slanted_ letters',
  },
  signs: { name: '100% a_b\\c!d', genres: ['100%', 'a_c'] },
  long: { name: longText.slice(0, 98), shortBio: longText.slice(0, 450) },
};

/** Of what a search is put together at random. */
export const pieces = [
  ...['🍺', '🍣', '🎸', 'É', 'e\u0301', 'c', 'clair', ' ', '%', '_', '!', '\\', "'", '’', '–', '-'],
  ...['\u00ad', 'a_b'],
];

/** What a search finds: the same on both databases. */
export const searches: readonly (readonly [string, string[]])[] = [
  ['eclair', ['sushi', 'beer']],
  ['🍺🍺', ['beer']],
  ['🍣🍣', ['sushi']],
  ['🍺🍣', []],
  ['🎷🎷', []],
  ['Traumhöhle', ['dream']],
  ['traum\u200bHOHLE', ['dream']],
  ["rock 'n' roll - live", ['dream']],
  ['“rock”', []],
  ['bold and slanted', ['dream']],
  ['100%', ['signs']],
  ['1%0', []],
  ['%%', []],
  ['a_b', ['signs']],
  ['a_c', ['signs']],
  ['__', []],
  ['b\\c', ['signs']],
  ['\\\\', []],
  ['c!d', ['signs']],
  ['!!', []],
  ["' OR 1=1 --", []],
  ['🍺'.repeat(100), []],
];

export const genres: readonly (readonly [string, string[]])[] = [
  ['Électro', ['beer']],
  ['electro', ['beer']],
  ['ÉLECTRO SWING', ['sushi']],
  ['Folk 🎷', ['beer']],
  ['Folk 🎻', ['sushi']],
  ['Folk', []],
  ['100%', ['signs']],
  ['1%', []],
  ['a_c', ['signs']],
  ['a%c', []],
];

/** Puts back the collation that columns had before they were compared as bytes. */
export async function collateAsOfOld(connection: Core.Strapi['db']['connection']): Promise<void> {
  for (const [table, column] of [
    ['content_search_entries', 'text'],
    ['content_former_slugs', 'slug'],
    ['artists', 'slug'],
  ] as const) {
    const type = column === 'text' ? 'longtext' : 'varchar(255)';
    await connection.raw(`ALTER TABLE ${table} MODIFY ${column} ${type} COLLATE utf8mb4_unicode_ci`);
  }
}
