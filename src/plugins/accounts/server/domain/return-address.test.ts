import { returnAddressOf, withQuery } from './return-address';

const website = 'https://club.test';

describe('where a member returns to', () => {
  it.each([
    [undefined, 'https://club.test/account/oauth'],
    ['/', 'https://club.test/'],
    ['/events/friday?tab=1#songs', 'https://club.test/events/friday?tab=1#songs'],
    ['https://club.test', 'https://club.test/'],
    ['https://CLUB.test/events', 'https://club.test/events'],
    ['https://club.test:443/events', 'https://club.test/events'],
    ['/search?q=a..b&next=//x', 'https://club.test/search?q=a..b&next=//x'],
    ['/a..b/c', 'https://club.test/a..b/c'],
  ])('%s', (given, address) => {
    expect(returnAddressOf(given, website)).toBe(address);
  });

  it.each([
    '',
    'events',
    'https://evil.test/',
    'http://club.test/',
    'https://club.test:8443/',
    'https://club.test.evil.test/',
    'https://evil.test/https://club.test/',
    'https://club.test@evil.test/',
    'https://nina@club.test/',
    'https://nina:pw@club.test/',
    'https://@club.test/',
    '//evil.test/',
    '///evil.test/',
    '/\\evil.test/',
    '\\\\evil.test/',
    'https:\\\\evil.test/',
    'https:evil.test',
    'https:/evil.test',
    'https:///evil.test/',
    '/%5cevil.test',
    '/a//evil.test',
    '/../evil',
    '/events/../../x',
    '/events/%2e%2e/x',
    '/events/..%2fx',
    '/..',
    '/\t/evil.test/',
    '/%09/evil.test',
    '/%0d%0aSet-Cookie:x=1',
    ' https://evil.test',
    '/é',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://[club.test/',
    `/${'x'.repeat(2000)}`,
  ])('refuses %j', (given) => {
    expect(returnAddressOf(given, website)).toBeNull();
  });

  it('has the port that the website has', () => {
    expect(returnAddressOf('http://localhost:3000/x', 'http://localhost:3000')).not.toBeNull();
    expect(returnAddressOf('http://localhost:3001/x', 'http://localhost:3000')).toBeNull();
  });
});

it('adds to a query, and replaces what is there', () => {
  expect(withQuery('https://club.test/a?x=1&oauth=old#b', { oauth: 'expired' })).toBe(
    'https://club.test/a?x=1&oauth=expired#b',
  );
});
