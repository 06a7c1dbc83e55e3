import { addressIssue, redirectOf } from './address';

test.each([
  ['https://graph.facebook.com', null],
  ['http://localhost:4000/x', null],
  ['http://127.0.0.1:4000', null],
  ['http://127.1', null],
  ['http://[::1]:4000', null],
  ['http://graph.facebook.com', 'is not https'],
  ['http://127.0.0.1.evil.example', 'is not https'],
  ['http://localhost.evil.example', 'is not https'],
  ['ftp://localhost', 'is not https'],
  ['https://user:word@club.example', 'has a user name or a password in it'],
])('%s: %s', (address, expected) => {
  expect(addressIssue(new URL(address))).toBe(expected);
});

const headers = {
  authorization: 'Bearer x',
  accept: 'a/b',
  cookie: 'c',
  'x-api-key': 'k',
  'user-agent': 'Club',
};

const follow = (location: string | null, { status = 302, method = 'GET' } = {}) => {
  const url = new URL('https://one.example/a/b');
  const next = redirectOf({ status, location }, { method, url, headers: new Headers(headers) });
  return next && { to: next.url.href, headers: Object.fromEntries(next.headers) };
};

const impersonal = { accept: 'a/b', 'user-agent': 'Club' };

test.each([
  ['another path', '/c', { to: 'https://one.example/c', headers }],
  ['a path beside', 'c', { to: 'https://one.example/a/c', headers }],
  [
    'another host gets no credentials',
    'https://two.example/c',
    { to: 'https://two.example/c', headers: impersonal },
  ],
  [
    'another port is another origin',
    'https://one.example:444/',
    { to: 'https://one.example:444/', headers: impersonal },
  ],
  ['less than https, too', 'http://one.example/', { to: 'http://one.example/', headers: impersonal }],
  ['no address', null, null],
  ['what is none', 'http://[', null],
])('%s', (_name, location, expected) => {
  expect(follow(location)).toEqual(expected);
});

test('only reads are led elsewhere, and only by redirects', () => {
  expect(follow('/c', { method: 'POST' })).toBeNull();
  expect(follow('/c', { method: 'DELETE', status: 307 })).toBeNull();
  expect(follow('/c', { status: 200 })).toBeNull();
  expect(follow('/c', { status: 304 })).toBeNull();
  expect(follow('/c', { method: 'HEAD', status: 308 })).toEqual({ to: 'https://one.example/c', headers });
});
