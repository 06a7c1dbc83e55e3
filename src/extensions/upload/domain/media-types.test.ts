import {
  mediaTypeOf,
  withExtension,
  withoutWrongExtension,
} from '../../../plugins/content/server/domain/media/media-types';
import { refusalOfSize, refusalOfType, uploadableIn } from './refusals';

const uploadable = uploadableIn('en');
import { publicHeaders } from '../../../plugins/content/server/domain/media/public-headers';

test.each([
  ['image/jpeg', 'a.jpg', 'image/jpeg'],
  ['image/jpeg', 'a.html', 'image/jpeg'],
  ['image/apng', 'a.png', undefined],
  ['video/mp4', 'a.mp4', 'video/mp4'],
  ['video/mp4', 'a.m4a', 'audio/mp4'],
  ['video/mp4', 'a', 'video/mp4'],
  ['audio/x-m4a', 'a.mp4', 'audio/mp4'],
  ['video/webm', 'a.weba', 'audio/webm'],
  ['audio/ogg; codecs=opus', 'a.opus', 'audio/ogg'],
  ['application/pdf', 'a.pdf', 'application/pdf'],
  ['application/xml', 'a.svg', undefined],
  ['image/heic', 'a.jpg', undefined],
  ['image/tiff', 'a.tif', undefined],
  ['application/zip', 'a.png', undefined],
  [undefined, 'a.png', undefined],
])('content found to be %s in %s is of the type %s', (detected, name, mime) => {
  expect(mediaTypeOf(detected, name)?.mime).toBe(mime);
});

test.each([
  ['a.jpg', 'a.jpg'],
  ['a.JPEG', 'a.JPEG'],
  ['a.png', 'a.jpg'],
  ['a', 'a.jpg'],
  ['a.html', 'a.html.jpg'],
  ['a.html. ', 'a.html.jpg'],
  ['a.jpg.', 'a.jpg'],
  ['a.jpg.php', 'a.jpg.php.jpg'],
  ['St. Élodie', 'St. Élodie.jpg'],
])('%s as the name of a JPEG is %s', (name, right) => {
  expect(withExtension(name, ['.jpg', '.jpeg'])).toBe(right);
});

test.each([
  ['The night', 'The night'],
  ['Dr. Smith', 'Dr. Smith'],
  ['Wait…', 'Wait…'],
  ['Wait...', 'Wait...'],
  ['night.html', 'night.html.jpg'],
  ['night.jpeg', 'night.jpeg'],
])('%s as the title of a JPEG is %s', (title, right) => {
  expect(withoutWrongExtension(title, ['.jpg', '.jpeg'])).toBe(right);
});

test('a refusal says what may be uploaded', () => {
  expect(uploadable).toBe(
    'You can upload pictures (JPEG, PNG, GIF, WebP, or AVIF), audio (MP3, M4A, AAC, Ogg, WAV, FLAC, or WebM), ' +
      'video (MP4, WebM, Ogg, or MOV) and PDF.',
  );
  expect(refusalOfType('a.html', undefined)).toBe(
    `'a.html' is of no type that can be uploaded. ${uploadable}`,
  );
  expect(refusalOfType('a.zip', 'application/zip')).toBe(
    `'a.zip' is of the type application/zip. ${uploadable}`,
  );
  expect(refusalOfType('a.png', undefined)).toContain("'a.png' is not a valid image");
  expect(refusalOfType('a.png', 'image/apng')).toContain("'a.png' is an animated PNG");
  expect(refusalOfType('a.jpg', 'image/heif-sequence')).toContain("'a.jpg' is a HEIC picture");
});

test.each([
  [{ width: 8160, height: 6120, frames: 1 }, undefined],
  [
    { width: 10_000, height: 5_001, frames: 1 },
    "'a' has 10000 × 5001 pixels; a picture may have 50 megapixels.",
  ],
  [{ width: 1000, height: 1000, frames: 50 }, undefined],
  [
    { width: 1000, height: 1000, frames: 51 },
    "'a' has 1000 × 1000 pixels in 51 frames; a picture may have 50",
  ],
])('a picture of %j is refused: %s', (size, start) => {
  const refusal = refusalOfSize('a', size, 50_000_000);
  if (start === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toContain(start);
});

test.each([
  ['a.jpg', 'image/jpeg', undefined],
  ['a.MP4', 'video/mp4', undefined],
  ['a.opus', 'audio/ogg', undefined],
  ['a.pdf', 'application/pdf', 'attachment'],
  ['a.svg', 'image/svg+xml', 'attachment'],
  ['a.html', 'application/octet-stream', 'attachment'],
  ['a.js', 'application/octet-stream', 'attachment'],
  ['a.xhtml.', 'application/octet-stream', 'attachment'],
  ['a', 'application/octet-stream', 'attachment'],
])('%s is served as %s, %s', (name, type, disposition) => {
  const headers = publicHeaders(`/uploads/${name}`);
  expect(headers['Content-Type']).toBe(type);
  expect(headers['Content-Disposition']).toBe(disposition);
  expect(headers['Content-Security-Policy']).toMatch(/^sandbox; default-src 'none';/);
  expect(headers['X-Content-Type-Options']).toBe('nosniff');
});
