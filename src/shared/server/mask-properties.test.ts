import fc from 'fast-check';
import type { z } from 'zod';
import { createMask, generalMask, masked } from './mask';

type Json = z.infer<ReturnType<typeof z.json>>;

/** Characters that mean something to one encoding or another. */
const secret = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019-_.~!*\'()+/= "\\%&é€𝄞'), minLength: 8, maxLength: 40 })
  .filter((text) => text.trim().length > 5 && !masked.includes(text));
const filler = fc.string({ maxLength: 30 });

test('no secret that is known survives, wherever it stands and however it is encoded', () => {
  const places: ((text: string, around: string) => string)[] = [
    (text, around) => around + text + around,
    (text, around) => JSON.stringify({ [around]: [{ x: text }, text + around] }),
    (text, around) => JSON.stringify({ [text]: around }),
    (text, around) => JSON.stringify({ body: JSON.stringify({ x: around + text }) }),
    (text) => `https://x.example/${encodeURIComponent(text)}/y?q=${encodeURIComponent(text)}`,
    (text, around) => new URLSearchParams({ a: around, b: text, [text]: 'c' }).toString(),
    (text, around) => JSON.stringify({ x: text }).slice(0, -2) + around.replaceAll('"', ''),
  ];
  fc.assert(
    fc.property(secret, filler, fc.constantFrom(...places), (text, around, place) => {
      const shown = createMask({ secrets: [text], personal: new Set() }).text(place(text, around));
      const forms = [
        text,
        encodeURIComponent(text),
        new URLSearchParams([['', text]]).toString().slice(1),
        JSON.stringify(text).slice(1, -1),
      ];
      for (const form of forms) expect(shown).not.toContain(form);
    }),
    { numRuns: 2000 },
  );
});

const word = fc.stringMatching(/^Zq[a-zA-Z0-9]{10,30}7$/);
const hiddenName = fc.constantFrom(
  'access_token', 'refreshToken', 'client_secret', 'PASSWORD', 'appsecret_proof', 'signature', 'assertion',
  'x-api-key', 'private_key', 'Authorization', 'cookie', 'email', 'patron_email', 'session', 'auth',
); // prettier-ignore

test('no value survives under a name that hides it, in a body, a form, an address, a header or a sentence', () => {
  const places: ((name: string, value: string) => string)[] = [
    (name, value) => JSON.stringify({ a: [{ [name]: value }] }),
    (name, value) => JSON.stringify({ a: JSON.stringify({ [name]: value }) }),
    (name, value) => JSON.stringify({ [name]: { deep: [value] } }),
    (name, value) => `{"${name}": "${value}`,
    (name, value) => `see {"${name}": "${value}"} there`,
    (name, value) => `see {\\"${name}\\":\\"${value}\\"} there`,
    (name, value) => `a=b&${name}=${value}&c=d`,
    (name, value) => `https://x.example/?a=b&${name}=${value}#c`,
    (name, value) => `it said ${name}: ${value}, twice`,
    (name, value) => `it said ${name}: ${value} is not valid`,
    (name, value) => generalMask.headers(new Headers({ [name]: value })),
  ];
  fc.assert(
    fc.property(hiddenName, word, fc.constantFrom(...places), (name, value, place) => {
      expect(generalMask.text(place(name, value))).not.toContain(value);
    }),
    { numRuns: 2000 },
  );
});

test('no e-mail address survives', () => {
  fc.assert(
    fc.property(fc.emailAddress(), filler, (address, around) => {
      const [name = '', host = ''] = address.split('@');
      for (const text of [
        `${around} <${address}> ${around}`,
        JSON.stringify({ a: [address] }),
        `a=${name}%40${host}`,
      ]) {
        expect(generalMask.text(text)).not.toContain(`@${host}`);
        expect(generalMask.text(text)).not.toContain(`%40${host}`);
      }
    }),
  );
});

const hidden = 'S3cr3t-0f-the-cl8b';
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
  .map((name): Json => ({ [name]: hidden }));
const secretText = fc
  .constantFrom('Bearer ', 'https://x.example/?access_token=', '{"password":"', 'jwt = ')
  .map((before): Json => before + hidden);
/** Names that say nothing themselves: one that is an address (`@a.bc`) would be masked, too. */
const plainName = fc.stringMatching(/^[\w .-]{0,12}$/);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    secretField,
    secretText,
    fc.string(),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(plainName, tie('json'), { maxKeys: 4 }),
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
      const shown = generalMask.value(value);
      expect(JSON.stringify(shown)).not.toContain(hidden);
      expect(formOf(shown, shown)).toEqual(formOf(value, shown));
      expect(generalMask.value(shown)).toEqual(shown);
    }),
  );
});
