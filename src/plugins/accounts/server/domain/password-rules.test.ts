import { passwordIssues } from './password-rules';

const own = ['Ada Lovelace', 'countess@club.example'];

it.each<[string, string[]]>([
  ['a long password', []],
  ['🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷', []],
  ['short one', ['must have at least 10 characters']],
  ['🎷🎷🎷🎷🎷🎷🎷🎷🎷', ['must have at least 10 characters']],
  ['é'.repeat(36), []],
  [`${'é'.repeat(36)}x`, ['must have at most 72 bytes (a letter with an accent has 2, an emoji 4)']],
  ['1234567890', ['is one of the most common passwords']],
  ['QWERTYUIOP', ['is one of the most common passwords']],
  ['my ada LOVELACE song', ['must not contain the account’s user name or e-mail address']],
  ['The-Countess-sings', ['must not contain the account’s user name or e-mail address']],
  ['', ['must have at least 10 characters']],
  [' '.repeat(12), ['must have at least 10 characters']],
  ['  nine more ', ['must have at least 10 characters']],
])('of %j: %j', (password, problems) => {
  expect(passwordIssues(password, own).map(({ message }) => message)).toEqual(problems);
});

it('a very short name does not count', () => {
  expect(passwordIssues('badger and bear', ['bad', 'b@club.example'])).toEqual([]);
});
