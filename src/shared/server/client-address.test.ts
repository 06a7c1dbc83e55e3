import { clientKey, isLoopback } from './client-address';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', 'unknown'],
  ['unix:', 'unknown'],
  ['10.0.0.1, 203.0.113.7', 'unknown'],
])('%j is counted as %s', (address, key) => {
  expect(clientKey(address)).toBe(key);
});

it.each([
  ['127.0.0.1', true],
  ['127.8.0.1', true],
  ['::ffff:127.0.0.1', true],
  ['::1', true],
  ['::2', false],
  ['10.0.0.1', false],
  ['203.0.113.7', false],
  ['', false],
])('%j is of this machine: %s', (address, isOwn) => {
  expect(isLoopback(address)).toBe(isOwn);
});
