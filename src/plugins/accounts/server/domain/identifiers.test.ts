import fc from 'fast-check';
import { foldIdentifier, identifierIssue, passwordIssue, takenIssues, type Account } from './identifiers';

describe('foldIdentifier', () => {
  it.each([
    ['Ada', 'ada'],
    ['  ada\n', 'ada'],
    ['JOSÉ@x.example', 'josé@x.example'],
    ['jose\u0301@x.example', 'josé@x.example'],
    ['jose@x.example', 'jose@x.example'],
    ['\u00a0Ada L\u3000', 'ada l'],
  ])('of %j is %j', (text, folded) => {
    expect(foldIdentifier(text)).toBe(folded);
  });

  it('changes nothing that is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldIdentifier(foldIdentifier(text))).toBe(foldIdentifier(text));
      }),
    );
  });
});

describe('identifierIssue', () => {
  const issue = (text: string): string | undefined => identifierIssue('username', text, 3)[0]?.message;

  it.each(['ada', '🎷'.repeat(255), 'ada lovelace', 'آدا', '👩‍🎤👩‍🎤👩‍🎤'])('takes %j', (text) => {
    expect(issue(text)).toBeUndefined();
  });

  it.each([
    ['ad', 'must have at least 3 characters'],
    ['', 'must have at least 3 characters'],
    ['🎷'.repeat(256), 'must have at most 255 characters'],
    ['ada\nadmin', 'must not contain control characters'],
    ['ada\0', 'must not contain control characters'],
    ['ada\ud83c', 'must not contain control characters'],
    ['ada\ufffd', 'must not contain control characters'],
  ])('refuses %j', (text, message) => {
    expect(issue(text)).toBe(message);
  });
});

describe('takenIssues', () => {
  const ada: Account = { username: 'ada', email: 'ada@x.example', provider: 'local' };
  const sentences = (written: Account, isShared = false): string[] =>
    takenIssues(written, [ada, { email: 'staff@x.example' }], isShared).map(
      ({ path, message }) => `${path[0]} ${message}`,
    );

  it.each<[Account, string[]]>([
    [{ username: 'bob', email: 'bob@x.example' }, []],
    [{ username: 'bob' }, []],
    [{ email: null }, []],
    [{ username: 'ada' }, ['username is already taken']],
    [{ username: 'ada@x.example' }, ["username must not be another account's e-mail address"]],
    [{ email: 'ada@x.example', provider: 'google' }, ['email is already taken']],
    [{ email: 'ada' }, ["email must not be another account's user name"]],
    [{ username: 'ada', email: 'ada@x.example' }, ['username is already taken', 'email is already taken']],
    [{ email: 'staff@x.example' }, ['email is already taken']],
  ])('of %j are %j', (written, issues) => {
    expect(sentences(written)).toEqual(issues);
  });

  it('let an address have an account with each provider where staff allow it', () => {
    expect(sentences({ email: 'ada@x.example', provider: 'google' }, true)).toEqual([]);
    expect(sentences({ email: 'ada@x.example', provider: 'local' }, true)).toEqual([
      'email is already taken',
    ]);
  });
});

it.each([
  ['x'.repeat(72), true],
  ['x'.repeat(73), false],
  ['é'.repeat(36), true],
  ['é'.repeat(37), false],
  ['🎷'.repeat(18), true],
  ['🎷'.repeat(19), false],
  [undefined, true],
  [null, true],
])('a password of %j may be: %s', (password, isRight) => {
  expect(passwordIssue(password)).toHaveLength(isRight ? 0 : 1);
});
