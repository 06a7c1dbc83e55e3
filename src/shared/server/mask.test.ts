import type { z } from 'zod';
import { createMask, generalMask, masked } from './mask';
import { namePart, patterns, replaceValues } from './mask-text';

type Json = z.infer<ReturnType<typeof z.json>>;

test.each([
  ['a bearer token', 'Bearer abcdef123456', 'Bearer [masked]'],
  ['a header in a text', 'Authorization: Basic YTpi\nHost: x', 'Authorization: [masked]\nHost: x'],
  ['cookies', 'Set-Cookie: a=b; c=d', 'Set-Cookie: [masked]'],
  [
    'an address',
    'GET https://x.example/a?access_token=abc&fields=id',
    'GET https://x.example/a?access_token=[masked]&fields=id',
  ],
  ['an address with a proof', '/me?appsecret_proof=0f0f&limit=1', '/me?appsecret_proof=[masked]&limit=1'],
  ['a user in an address', 'https://ada:word@x.example/', 'https://[masked]@x.example/'],
  [
    'a form',
    'grant_type=refresh_token&refresh_token=abc&client_secret=s',
    'grant_type=refresh_token&refresh_token=[masked]&client_secret=[masked]',
  ],
  ['an OAuth code', 'code=a1b2&state=x', 'code=[masked]&state=x'],
  ['the number of an error', 'code=190&x=1', 'code=190&x=1'],
  ['an assertion', 'assertion=eyJhbGciOi.eyJpc3Mi.c2ln', 'assertion=[masked]'],
  ['a JWT by itself', 'got eyJhbGciOiJS.eyJpc3Mi.c2ln here', 'got [masked] here'],
  ['a private key', 'x -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- y', 'x [masked] y'],
  ['half a private key', 'x -----BEGIN RSA PRIVATE KEY-----\nMIIE', 'x [masked]'],
  ['a token of Facebook', 'invalid EAABsbCS1iHgBAabcdefgh', 'invalid [masked]'],
  ['an e-mail address', 'mail ada.l@club.example now', 'mail [masked] now'],
  ['an encoded e-mail address', '/calendars/ada%40club.example/events', '/calendars/[masked]/events'],
  ['JSON', '{"access_token":"a","expires_in":3600}', '{"access_token":"[masked]","expires_in":3600}'],
  ['JSON of an error', '{"error":{"code":190,"message":"no"}}', '{"error":{"code":190,"message":"no"}}'],
  ['JSON with spaces before it', ' [{"password":1}]', '[{"password":"[masked]"}]'],
  [
    'whole objects',
    '{"credentials":{"id":1},"emails":[{"id":2}]}',
    '{"credentials":"[masked]","emails":"[masked]"}',
  ],
  [
    'what is only said to be there',
    '{"email":null,"has_password":true}',
    '{"email":null,"has_password":true}',
  ],
  ['JSON in JSON', '{"body":"{\\"token\\":\\"a\\"}"}', '{"body":"{\\"token\\":\\"[masked]\\"}"}'],
  [
    'JSON with escaped quotes, in a text',
    'see {\\"token\\":\\"a\\\\\\"b\\",\\"id\\":\\"5\\"}',
    'see {\\"token\\":\\"[masked]\\",\\"id\\":\\"5\\"}',
  ],
  ['JSON that was cut off', '{"id":1,"access_token":"abc', '{"id":1,"access_token":"[masked]'],
  ['an e-mail address as a name', '{"ada@club.example":1}', '{"[masked]":1}'],
  ['a name in an address of a database', 'mysql://ada:pw@db/club', 'mysql://[masked]@db/club'],
  ['a bearer token in a sentence', 'Bearer Abc123def is not valid', 'Bearer [masked] is not valid'],
  ['a token in a sentence', 'token: Abc123 is not valid', 'token: [masked] is not valid'],
  ['a word for a password', 'password: swordfish', 'password: [masked]'],
  ['a word for a password, and more', 'password: hunter id: 5', 'password: [masked] id: 5'],
  ['what looks like a sentence in JSON', '{"token":"Session has"}', '{"token":"[masked]"}'],
  ['what looks like a sentence in a form', 'token=Session has expired', 'token=[masked] has expired'],
  ['a sentence', 'The event starts at 20:30: come early', 'The event starts at 20:30: come early'],
  ['nothing', '', ''],
])('%s', (_name, text, expected) => {
  expect(generalMask.text(text)).toBe(expected);
});

test.each([
  'Error validating access token: Session has expired.',
  'Invalid OAuth access token: Cannot get application info due to a system error',
  'The access token could not be decrypted',
  'The token is not valid',
  'Your password: must be 8 characters',
  'password must be 8 characters',
  'token: expired',
  'Client secret: invalid.',
  'Basic authentication is required',
  'Bearer tokens are not accepted here',
  'session: the user has logged out',
  'Error code: ER_DUP_ENTRY',
  'Google answered 404: no such event',
])('a sentence stays readable: %s', (text) => {
  expect(generalMask.text(text)).toBe(text);
  const answer = JSON.stringify({ error: { message: text } });
  expect(generalMask.text(answer)).toBe(answer);
});

test.each<[string, Json, Json]>([
  [
    'what is no secret stays',
    { event: 'e1', n: 3, all: [true, null] },
    { event: 'e1', n: 3, all: [true, null] },
  ],
  ['by its name, however it is written', { apiKey: 'a', api_key: 'b' }, { apiKey: masked, api_key: masked }],
  [
    'as a part of a name',
    { smtpPassword: 'x', 'X-Auth-Token': 'y' },
    { smtpPassword: masked, 'X-Auth-Token': masked },
  ],
  ['a number', { pin: 1234 }, { pin: masked }],
  ['all of what a secret holds', { credentials: { user: 'ada', parts: ['x'] } }, { credentials: masked }],
  ['that there is none is none', { token: null, hasToken: true }, { token: null, hasToken: true }],
  ['deep down, in lists', [{ a: [{ cookie: 'c' }] }], [{ a: [{ cookie: masked }] }]],
  ['within a text', { url: 'https://x.example/?token=abc' }, { url: `https://x.example/?token=${masked}` }],
  ['the name of an error', { code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }],
  [
    'a name that only begins alike stays',
    { author: 'Ada', spinning: 'yes' },
    { author: 'Ada', spinning: 'yes' },
  ],
])('value: %s', (_, value, expected) => {
  expect(generalMask.value(value)).toEqual(expected);
});

test('headers, by their names', () => {
  const headers = new Headers({ authorization: 'x y', 'x-hub-signature': 'z', 'content-type': 'a/b' });
  expect(generalMask.headers(headers)).toBe(
    'authorization: [masked]\ncontent-type: a/b\nx-hub-signature: [masked]',
  );
});

test('a secret that begins like another leaves nothing of it', () => {
  const mask = createMask({ secrets: ['abc123', 'abc123xyz'], personal: new Set() });
  expect(mask.text('it is abc123xyz or abc123')).toBe('it is [masked] or [masked]');
});

test('names of fields that an integration adds', () => {
  const mask = createMask({ secrets: [], personal: new Set(['patronname']) });
  expect(mask.text('{"patron_name":"Ann","name":"Gold"}')).toBe('{"patron_name":"[masked]","name":"Gold"}');
});

describe('a long text', () => {
  /** Further ahead than any token is long. */
  const far = 5_000;
  /** What somewhere ends a secret, an address or a name. */
  const endings = ['@x.example', '%40x.example', '.ab', '=', ':', '":', '"', ' ', '\n', '-----END KEY-----'];
  const hostile = [
    'token-eyJ-',
    'a@',
    'a%40',
    '"token":',
    '\\"token\\":',
    '://a:',
    'Bearer ',
    'a.',
    '-----BEGIN ',
  ];
  const at = (pattern: RegExp, text: string, start: number): string | undefined => {
    const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}y`);
    sticky.lastIndex = start;
    return sticky.exec(text)?.[0];
  };

  // An attempt that looks far ahead and fails is made again at each of the characters that it has read.
  it.each(hostile)('of %j is looked through once', (part) => {
    const begin = part.repeat(Math.ceil((far + 4 * part.length) / part.length));
    for (const pattern of [...patterns.map(([each]) => each), namePart])
      for (let start = 1; start <= 2 * part.length; start += 1) {
        const text = begin.slice(0, start + far);
        const found = at(pattern, text, start);
        // Nothing of what it has found is read again.
        if (found !== undefined && found.length > far / 2) continue;
        for (const ending of endings) {
          const ended = at(pattern, text + ending, start);
          expect([pattern, start, ending, ended]).toEqual([pattern, start, ending, found]);
        }
      }
  });

  it('is asked about once for each name', () => {
    const isHidden = jest.fn(() => true);
    replaceValues('"token":'.repeat(1_000), '', isHidden);
    expect(isHidden.mock.calls.length).toBeLessThanOrEqual(2 * 1_000);
  });
});

test('what nests without end', () => {
  const deep = `${'['.repeat(20_000)}"ada@club.example"${']'.repeat(20_000)}`;
  expect(generalMask.text(deep)).not.toContain('ada@');
});
