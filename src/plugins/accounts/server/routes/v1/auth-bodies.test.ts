import { chosenUsername } from './auth-bodies';

describe('a user name that somebody chooses', () => {
  it.each([
    ['Nina', 'nina'],
    [" Zoë D'Arc ", "zoë d'arc"],
    ['नीना सिमोन', 'नीना सिमोन'],
    ['ニナ シモン', 'ニナ シモン'],
    ['니나 시몬', '니나 시몬'],
    ['x_1.y-2', 'x_1.y-2'],
  ])('may be %j', (given, stored) => {
    expect(chosenUsername.parse(given)).toBe(stored);
  });

  it.each([
    'win at https://evil.example',
    '🎷🎷🎷',
    'x'.repeat(38),
    'a\u202eb c',
    'ni\u200bna',
    'ni\u00adna',
    '\u3164\u3164\u3164',
    'nina\u3164',
    'nina\u115f',
    'nina\u1160',
    'nina\uffa0',
    'nina\ufe0f',
    'ni\u034fna',
    'ni\u17b4na',
    'ni\u180bna',
    'nina\u{e0100}',
    'nina\u2800',
    'ni  na',
    '\u0301\u0301\u0301',
    '...',
    '- -',
  ])('is not %j: it is hardly seen, or looks like another', (given) => {
    expect(chosenUsername.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([
      "may have 3 to 37 letters, digits, spaces and . _ - '",
    ]);
  });
});
