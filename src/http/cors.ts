import type { Method } from './route';

/** Headers that a browser would keep from a page unless they are named (https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name). */
const exposed =
  'Allow, Content-Disposition, Content-Language, ETag, Last-Modified, Location, RateLimit, RateLimit-Policy, Retry-After';

const day = 24 * 60 * 60;

/**
 * Any website may call the API from its visitors' browsers, without credentials; with cookies, only pages of the origins
 * that are listed, whose own origin Strapi's CORS middleware has answered with.
 *
 * @param origin the request's
 * @param allowed what Strapi's middleware has put into Access-Control-Allow-Origin, if it has run
 */
export function corsHeaders(origin = '', allowed = ''): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin !== '' && origin === allowed ? origin : '*',
    'Access-Control-Expose-Headers': exposed,
  };
}

/** The methods that a path answers, given those that routes are defined for. */
export const allowedMethods = (methods: readonly Method[]): string =>
  [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ');

/**
 * The answer to a preflight of a known path. Browsers ask again after a day at most, and Chromium after two hours.
 * @param origins of the pages that may call with cookies
 */
export function preflightHeaders(
  methods: readonly Method[],
  origin: string,
  origins: readonly string[],
): Record<string, string> {
  const isListed = origins.includes(origin);
  return {
    ...corsHeaders(origin, isListed ? origin : ''),
    ...(isListed && { 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }),
    Allow: allowedMethods(methods),
    'Access-Control-Allow-Methods': allowedMethods(methods),
    'Access-Control-Allow-Headers':
      'Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-Modified-Since, If-None-Match',
    'Access-Control-Max-Age': String(day),
  };
}
