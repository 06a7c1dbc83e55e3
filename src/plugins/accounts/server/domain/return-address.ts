import { oauthPagePath } from './oauth-page';

const longestAddress = 2000;

/** What browsers and URL parsers read in different ways: other slashes, and whatever is no visible ASCII. */
const ambiguous = /[^\x21-\x7e]|\\|%5c|%0[0-9a-f]|%1[0-9a-f]|%7f/i;
/** `..` in the path, encoded or not. */
const parent = /(^|\/|%2f)(\.|%2e){2}(\/|%2f|$)/i;
/** Without a user name, not even an empty one. */
const absolute = /^https?:\/\/[^/?#@]+([/?#]|$)/i;
const path = /^\/(?!\/)/;

/**
 * Where a member returns to after signing in with a provider: an address of the website, or a path there.
 *
 * @param given absent: the page for it
 * @returns null for any other address, and for one that could be read in two ways
 */
export function returnAddressOf(given: string | undefined, websiteUrl: string): string | null {
  if (given === undefined) return `${websiteUrl}${oauthPagePath}`;
  if (given.length > longestAddress || ambiguous.test(given)) return null;
  if (!absolute.test(given) && !path.test(given)) return null;
  if (parent.test(given.split(/[?#]/)[0] ?? '')) return null;
  const { origin } = new URL(websiteUrl);
  if (!URL.canParse(given, origin)) return null;
  const url = new URL(given, origin);
  if (url.origin !== origin) return null;
  return url.pathname.includes('//') ? null : url.href;
}

/** The address with more in its query. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
