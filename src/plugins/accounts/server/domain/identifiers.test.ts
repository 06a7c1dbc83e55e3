import fc from 'fast-check';
import {
  emailPattern,
  foldIdentifier,
  identifierIssue,
  passwordIssue,
  takenIssues,
  type Account,
} from './identifiers';

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

describe('an e-mail address', () => {
  it.each([
    'nina@mail.test',
    'n@mail.test',
    "o'brien+music@mail.test",
    'rhythm&blues@mail.test',
    'nina/simone=x!#$%*?^`{|}~@mail.test',
    '_@sub.mail-2.co',
    'nina@xn--80aswg.xn--p1ai',
    `${'n'.repeat(64)}@${'m'.repeat(63)}.test`,
  ])('may be %s', (address) => {
    expect(emailPattern.test(address)).toBe(true);
  });

  it.each([
    'nina',
    '@mail.test',
    'nina@mail',
    'nina@.test',
    'nina@mail..test',
    '.nina@mail.test',
    'nina.@mail.test',
    'ni..na@mail.test',
    'nina@-mail.test',
    'nina@mail-.test',
    'nina@mail.t',
    'nina@127.0.0.1',
    'nina@[127.0.0.1]',
    'nina@mail.test\n',
    'nina@mail.test, olga@mail.test',
    'nina@olga@mail.test',
    'ni na@mail.test',
    '"nina"@mail.test',
    'Nina <nina@mail.test>',
    'nina(x)@mail.test',
    'ni,na@mail.test',
    'ni;na@mail.test',
    'nina@m\u00e4il.test',
    `nina@${'m'.repeat(64)}.test`,
  ])('is not %j', (address) => {
    expect(emailPattern.test(address)).toBe(false);
  });

  it('is told in no time, whatever it is', () => {
    const began = performance.now();
    for (const text of ['a'.repeat(1000), 'a.'.repeat(500), `a@${'a-'.repeat(500)}`, `a@${'a.'.repeat(500)}`])
      expect(emailPattern.test(`${text}!\n`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(200);
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
