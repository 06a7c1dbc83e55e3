import { extensionOf, mediaTypeByExtension } from './media-types';

/**
 * Nothing that is served from the public folder may run a script of the club's origin, whatever it is and however it came
 * there. `sandbox` gives a document an origin of its own and no scripts; the rest is what Chromium and Firefox need in order to
 * show a picture, a video or a recording by itself: https://www.w3.org/TR/CSP3/#directive-sandbox
 */
const policy =
  "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * The headers of a file of the public folder. Pictures, audio and video are shown; anything else is saved, PDF too: the
 * viewers that browsers have built in are plugins and scripts, which `sandbox` keeps from running, so that the page would be blank.
 */
export function publicHeaders(fileName: string): Record<string, string> {
  const type = mediaTypeByExtension(fileName);
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // To a sandboxed page of its own even the club's address is foreign: a recording would not play. Anybody may read these.
    'Access-Control-Allow-Origin': '*',
    'Content-Type': type?.mime ?? (otherTypes.get(extensionOf(fileName)) || 'application/octet-stream'),
    ...(type && type.kind !== 'document' ? {} : { 'Content-Disposition': 'attachment' }),
  };
}

/** What was uploaded before types were checked and pages may still show as a picture, and what builders and robots read. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ['.svg', 'image/svg+xml'],
  ['.bmp', 'image/bmp'],
  ['.ico', 'image/x-icon'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.lsl', 'text/plain; charset=utf-8'],
]);
