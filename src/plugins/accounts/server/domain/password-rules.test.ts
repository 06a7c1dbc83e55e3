import { passwordProblems } from './password-rules';

const own = ['Ada Lovelace', 'countess@club.example'];

it.each<[string, string[]]>([
  ['a long password', []],
  ['🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷', []],
  ['short one', ['must have at least 10 characters']],
  ['🎷🎷🎷🎷🎷🎷🎷🎷🎷', ['must have at least 10 characters']],
  ['é'.repeat(36), []],
  [`${'é'.repeat(36)}x`, ['must have at most 72 bytes; letters with accents and emoji have several']],
  ['1234567890', ['is one of the most common passwords']],
  ['QWERTYUIOP', ['is one of the most common passwords']],
  ['my ada LOVELACE song', ['must not contain your user name or e-mail address']],
  ['The-Countess-sings', ['must not contain your user name or e-mail address']],
  ['', ['must have at least 10 characters']],
])('of %j: %j', (password, problems) => {
  expect(passwordProblems(password, own)).toEqual(problems);
});

it('a very short name does not count', () => {
  expect(passwordProblems('badger and bear', ['bad', 'b@club.example'])).toEqual([]);
});
