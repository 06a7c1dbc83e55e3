import fc from 'fast-check';
import type { Json } from '../../contract/job';
import { masked, maskedText, maskedValue } from './mask';

test.each<[string, string, string]>([
  ['an ordinary sentence', 'Google answered 404: no such event', 'Google answered 404: no such event'],
  ['a bearer token', 'sent Authorization Bearer abc.def-123', `sent Authorization Bearer ${masked}`],
  ['basic credentials', 'Basic dXNlcjpwYXNz', `Basic ${masked}`],
  ['a JSON Web Token', 'got eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2ln here', `got ${masked} here`],
  ['who is named in an address', 'mysql://ada:pw@db/club', `mysql://${masked}@db/club`],
  [
    'a parameter of an address',
    'GET /me?access_token=EAAB12&fields=id',
    `GET /me?access_token=${masked}&fields=id`,
  ],
  ['JSON in a text', 'said {"client_secret": "s3", "id": 4}', `said {"client_secret": "${masked}", "id": 4}`],
  ['JSON in a text in JSON', String.raw`{\"apiKey\":\"s3\"}`, String.raw`{\"apiKey\":\"${masked}\"}`],
  [
    'a private key',
    'key -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end',
    `key ${masked} end`,
  ],
  ['a private key that is cut off', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', masked],
])('text: %s', (_, text, expected) => {
  expect(maskedText(text)).toBe(expected);
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
  [
    'a name that only begins alike stays',
    { author: 'Ada', spinning: 'yes' },
    { author: 'Ada', spinning: 'yes' },
  ],
])('value: %s', (_, value, expected) => {
  expect(maskedValue(value)).toEqual(expected);
});

const secret = 'S3cr3t-0f-the-cl8b';
const secretField = fc
  .constantFrom(
    'password',
    'accessToken',
    'client_secret',
    'Authorization',
    'set-cookie',
    'private_key',
    'auth',
  )
  .map((name): Json => ({ [name]: secret }));
const secretText = fc
  .constantFrom('Bearer ', 'https://x.example/?access_token=', '{"password":"', 'jwt = ')
  .map((before): Json => before + secret);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    secretField,
    secretText,
    fc.string(),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
  ),
}));

/** The names and lengths of a value, without what they hold, but for what is masked as a whole. */
function formOf(value: Json, shown: Json): Json {
  if (shown === masked) return masked;
  if (Array.isArray(value)) return value.map((each, index) => formOf(each, (shown as Json[])[index] ?? null));
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      formOf(each, (shown as Record<string, Json>)[name] ?? null),
    ]),
  );
}

test('no secret is left wherever it stands, the form stays, and masking twice changes nothing', () => {
  fc.assert(
    fc.property(json, (value) => {
      const shown = maskedValue(value);
      expect(JSON.stringify(shown)).not.toContain(secret);
      expect(formOf(shown, shown)).toEqual(formOf(value, shown));
      expect(maskedValue(shown)).toEqual(shown);
    }),
  );
});
