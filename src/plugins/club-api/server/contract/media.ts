import { z } from 'zod';

const url = z.string().describe('Absolute');
const format = z
  .strictObject({ url, width: z.int().nullable(), height: z.int().nullable() })
  .meta({ id: 'MediaFormat' });

export const mediaFormats = ['thumbnail', 'small', 'medium', 'large'] as const;

export const media = z
  .strictObject({
    url,
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
export type Media = z.infer<typeof media>;

export const link = z
  .strictObject({ kind: z.string(), label: z.string().nullable(), url: z.string() })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof link>;
