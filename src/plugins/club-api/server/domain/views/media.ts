import type { link, Media, mediaFormats } from '../../contract/media';
import type { z } from 'zod';
import { integer, json, text } from '../columns';
import type { Values } from '../overlay';

export const fileColumns = {
  field: text,
  url: text,
  alternativeText: text,
  width: integer,
  height: integer,
  mime: text,
  formats: json,
};

type Format = Media['formats'][(typeof mediaFormats)[number]];

const absolute = (url: string, baseUrl: string): string => (url.startsWith('/') ? `${baseUrl}${url}` : url);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** One of the sizes that the upload plugin made; small pictures lack the larger ones. */
function formatView(formats: unknown, size: (typeof mediaFormats)[number], baseUrl: string): Format {
  const stored = isRecord(formats) ? formats[size] : null;
  if (!isRecord(stored) || typeof stored['url'] !== 'string') return null;
  return {
    url: absolute(stored['url'], baseUrl),
    width: integer(stored['width']),
    height: integer(stored['height']),
  };
}

/** A file of the media library as the contract shows it; `baseUrl` is the club's own, for files it serves itself. */
export function mediaView(file: Values<typeof fileColumns>, baseUrl: string): Media {
  return {
    url: absolute(file.url ?? '', baseUrl),
    alt: file.alternativeText,
    width: file.width,
    height: file.height,
    mime: file.mime ?? 'application/octet-stream',
    formats: {
      thumbnail: formatView(file.formats, 'thumbnail', baseUrl),
      small: formatView(file.formats, 'small', baseUrl),
      medium: formatView(file.formats, 'medium', baseUrl),
      large: formatView(file.formats, 'large', baseUrl),
    },
  };
}

export const linkColumns = { kind: text, label: text, url: text };

export function linkView(row: Values<typeof linkColumns>): z.infer<typeof link> {
  return { kind: row.kind ?? 'other', label: row.label, url: row.url ?? '' };
}
