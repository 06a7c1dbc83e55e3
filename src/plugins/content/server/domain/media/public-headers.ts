import { extensionOf, mediaTypeByExtension } from './media-types';

/**
 * Prevents files of the public folder from running scripts in the club's origin, whatever they are and however they got
 * there. `sandbox` gives a document a separate origin without scripts; the rest is what Chromium and Firefox need to show
 * a picture, a video or a recording by itself: https://www.w3.org/TR/CSP3/#directive-sandbox
 */
const policy =
  "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * The headers of a file of the public folder. Pictures, audio and video are shown, other files are downloaded, even PDF:
 * browsers' built-in viewers are plugins and scripts, which `sandbox` blocks, so the page would be blank.
 */
export function publicHeaders(fileName: string): Record<string, string> {
  const type = mediaTypeByExtension(fileName);
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // For a sandboxed page the club itself is cross-origin: a recording would not play. The files are public anyway.
    'Access-Control-Allow-Origin': '*',
    'Content-Type': type?.mime ?? (otherTypes.get(extensionOf(fileName)) || 'application/octet-stream'),
    ...(type && type.kind !== 'document' ? {} : { 'Content-Disposition': 'attachment' }),
  };
}

/** Types that were uploaded before types were checked and that pages may still show, and files for builders and robots. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ['.svg', 'image/svg+xml'],
  ['.bmp', 'image/bmp'],
  ['.ico', 'image/x-icon'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.lsl', 'text/plain; charset=utf-8'],
]);
