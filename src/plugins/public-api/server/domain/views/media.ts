import { z } from 'zod';
import { isObject } from '../../../../../shared/server/is-record';
import { integer, json, text, type Values } from '../columns';

const absoluteUrl = z.string().describe('Absolute');
const format = z
  .strictObject({ url: absoluteUrl, width: z.int().nullable(), height: z.int().nullable() })
  .meta({ id: 'MediaFormat' });

export const mediaSchema = z
  .strictObject({
    url: absoluteUrl,
    alt: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    mime: z.string(),
    formats: z.strictObject({
      thumbnail: format.nullable(),
      small: format.nullable(),
      medium: format.nullable(),
      large: format.nullable(),
    }),
  })
  .meta({ id: 'Media' });
export type Media = z.infer<typeof mediaSchema>;

export const linkSchema = z
  .strictObject({ kind: z.string(), label: z.string().nullable(), url: z.string() })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof linkSchema>;

export const fileColumns = {
  id: integer,
  field: text,
  url: text,
  alternativeText: text,
  width: integer,
  height: integer,
  mime: text,
  formats: json,
  gate: text,
};

type Size = keyof Media['formats'];

const absolute = (url: string, baseUrl: string): string => (url.startsWith('/') ? `${baseUrl}${url}` : url);

/** One of the sizes that the upload plugin made; small pictures lack the larger ones. */
function toFormat(formats: unknown, size: Size, baseUrl: string): Media['formats'][Size] {
  const stored = isObject(formats) ? formats[size] : null;
  if (!isObject(stored) || typeof stored['url'] !== 'string') return null;
  return {
    url: absolute(stored['url'], baseUrl),
    width: integer(stored['width']),
    height: integer(stored['height']),
  };
}

/** A file of the media library as the contract shows it; `baseUrl` is the club's own, for files it serves itself. */
export function toMedia(file: Omit<Values<typeof fileColumns>, 'id' | 'gate'>, baseUrl: string): Media {
  return {
    url: absolute(file.url ?? '', baseUrl),
    alt: file.alternativeText,
    width: file.width,
    height: file.height,
    mime: file.mime ?? 'application/octet-stream',
    formats: {
      thumbnail: toFormat(file.formats, 'thumbnail', baseUrl),
      small: toFormat(file.formats, 'small', baseUrl),
      medium: toFormat(file.formats, 'medium', baseUrl),
      large: toFormat(file.formats, 'large', baseUrl),
    },
  };
}

export const linkColumns = { kind: text, label: text, url: text };

export function toLink(row: Values<typeof linkColumns>): Link {
  return { kind: row.kind ?? 'other', label: row.label, url: row.url ?? '' };
}
