import { createHmac } from 'node:crypto';
import { openToken, previewMinutes, previewToken } from './preview-token';

const now = new Date('2026-11-21T20:00:00.500Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const of = { type: 'events', id: 'abc', languages: ['en', 'it'] } as const;
const token = previewToken({ ...of, languages: [...of.languages] }, now, 'key');
const [payload = '', signature = ''] = token.split('.');

const signed = (said: unknown): string => {
  const text = Buffer.from(JSON.stringify(said)).toString('base64url');
  return `${text}.${createHmac('sha256', 'key').update(text).digest('base64url')}`;
};

it('says what it was made of, and needs no escape in an address', () => {
  expect(openToken(token, now, 'key')).toEqual({
    ok: true,
    claims: { ...of, expires: Date.parse('2026-11-21T21:00:00Z') / 1000 },
  });
  expect(encodeURIComponent(token)).toBe(token);
});

it.each([
  ['another key', token, 'other key'],
  ['another payload', `${Buffer.from('{}').toString('base64url')}.${signature}`, 'key'],
  ['a payload with one more character', `${payload}A.${signature}`, 'key'],
  ['no signature', payload, 'key'],
  ['an empty signature', `${payload}.`, 'key'],
  ['a shorter signature', token.slice(0, -4), 'key'],
  ['a signature with padding', `${token}=`, 'key'],
  ['a third part', `${token}.${signature}`, 'key'],
  ['nothing', '', 'key'],
])('is refused with %s', (_case, text, key) => {
  expect(openToken(text, now, key)).toEqual({ ok: false, why: 'not signed by this club' });
});

it('expires after its time', () => {
  const end = previewMinutes * 60_000 - now.getUTCMilliseconds();
  expect(openToken(token, after(end - 1), 'key').ok).toBe(true);
  expect(openToken(token, after(end), 'key')).toEqual({ ok: false, why: 'expired' });
});

it.each([
  ['no claims', {}],
  ['a type without pages', { ...of, type: 'staff', expires: 9e9 }],
  ['a claim that is not known', { ...of, expires: 9e9, role: 'admin' }],
  ['a text', 'events'],
])('signed by another version of the club, with %s, counts as expired', (_case, said) => {
  expect(openToken(signed(said), now, 'key')).toEqual({ ok: false, why: 'expired' });
});
