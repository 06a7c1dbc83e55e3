/**
 * Any website may read this API from its visitors' browsers, without credentials; these are the headers that a browser
 * would keep from it unless they are named (https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
 */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Allow, Content-Disposition, Content-Language, ETag, Last-Modified, Location, Retry-After',
} as const;

/** The methods of a path that has a reading route. */
export const readingMethods = 'GET, HEAD, OPTIONS';

const day = 24 * 60 * 60;

/** The answer to a preflight of a known path. Browsers ask again after a day at most, and Chromium after two hours. */
export const preflightHeaders = {
  ...corsHeaders,
  Allow: readingMethods,
  'Access-Control-Allow-Methods': readingMethods,
  'Access-Control-Allow-Headers':
    'Accept-Language, Authorization, Content-Type, If-Modified-Since, If-None-Match',
  'Access-Control-Max-Age': String(day),
} as const;
