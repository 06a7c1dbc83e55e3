import { signClaims } from '../../../../shared/server/signed-claims';
import { fileLinkMinutes, fileToken, openFileToken } from './file-token';

const now = new Date('2026-11-21T20:00:00.500Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const of = {
  file: 7,
  size: 'thumbnail',
  entry: { uid: 'api::exclusive.exclusive', id: 'e1' },
  member: 'm1',
} as const;
const token = fileToken(of, now, 'key');
const [payload = '', signature = ''] = token.split('.');

it('says what it was made of, and needs no escape in an address', () => {
  const expires = Date.parse('2026-11-21T21:00:00Z') / 1000;
  expect(openFileToken(token, now, 'key')).toEqual({ ok: true, claims: { ...of, expires } });
  expect(encodeURIComponent(token)).toBe(token);
});

const other = Buffer.from(JSON.stringify({ ...of, member: 'm2', expires: 9e9 })).toString('base64url');

it.each([
  ['another key', token, 'other key'],
  ['another member', `${other}.${signature}`, 'key'],
  ['no signature', payload, 'key'],
  ['a shorter signature', token.slice(0, -1), 'key'],
  ['a signature with padding', `${token}=`, 'key'],
  ['a third part', `${token}.${signature}`, 'key'],
  ['a path', '../../etc/passwd', 'key'],
  ['nothing', '', 'key'],
])('is refused with %s', (_case, text, key) => {
  expect(openFileToken(text, now, key)).toEqual({ ok: false, why: 'not signed by this club' });
});

it('expires after an hour', () => {
  const end = fileLinkMinutes * 60_000 - now.getUTCMilliseconds();
  expect(openFileToken(token, after(end - 1), 'key').ok).toBe(true);
  expect(openFileToken(token, after(end), 'key')).toEqual({ ok: false, why: 'expired' });
});

it.each([
  ['no claims', {}],
  ['a claim that is not known', { ...of, expires: 9e9, staff: true }],
])('signed by another version of the club, with %s, counts as expired', (_case, said) => {
  expect(openFileToken(signClaims(said, 'key'), now, 'key')).toEqual({ ok: false, why: 'expired' });
});
