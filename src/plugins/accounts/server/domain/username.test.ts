import { identifierIssue } from './identifiers';
import { usernameFrom } from './username';

it.each([
  ['Nina', 'nina'],
  ['Nina Simone ', 'nina-simone'],
  ['Zoë D’Arc', 'zoë-d-arc'],
  ['nina@mail.test', 'nina-mail.test'],
  ['.nina.', 'nina'],
  ['Al', 'dreamer'],
  ['🎷🎷🎷', 'dreamer'],
  ['', 'dreamer'],
  [null, 'dreamer'],
  ['x'.repeat(300), 'x'.repeat(30)],
  ['a\u0000\u2028b\ufffdc', 'a-b-c'],
  ['Ni\u3164n\ufe0fa\u200b', 'nina'],
  ['\u0301\u0301\u0301', 'dreamer'],
])('a user name of %j is %s', (name, username) => {
  expect(usernameFrom(name)).toBe(username);
  expect(identifierIssue('username', username, 3)).toEqual([]);
});
