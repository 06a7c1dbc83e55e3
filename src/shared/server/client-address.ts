import { z } from 'zod';

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/** Some proxies add the client's port, another for each connection: `203.0.113.7:41234`, `[2001:db8::1]:41234`. */
const withoutPort = (address: string): string =>
  /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

/**
 * What stands for a client where its requests are counted: its IPv4 address, or the first 64 bits of its IPv6 address, since
 * the rest is the client's own to choose (https://www.rfc-editor.org/rfc/rfc6177).
 */
export function clientKey(address: string): string {
  const [plain = ''] = withoutPort(address).split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (ipv4.safeParse(plain).success) return plain;
  return ipv6.safeParse(plain).success ? `${networkOf(plain)}::/64` : 'unknown';
}

/** Whether an address is one of this machine. */
export const isLoopback = (address: string): boolean => {
  const plain = clientKey(address);
  return plain.startsWith('127.') || address === '::1';
};

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const parts = (text: string): string[] => text.split(':').filter((part) => part !== '');
  const before = parts(head);
  // An IPv4 address at the end stands for two groups; of the first four it can be none.
  const after = parts(tail ?? '').flatMap((part) => (part.includes('.') ? ['0', '0'] : [part]));
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
