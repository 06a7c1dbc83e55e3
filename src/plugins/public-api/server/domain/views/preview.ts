import { z } from 'zod';
import { timestamp } from '../../../../../http/schemas';
import type { PageFolder } from '../previewed-types';
import { artistSchema } from './artist';
import { eventSchema } from './event';
import { locationSchema } from './location';
import { postSchema } from './post';

const aboutPreview = <Folder extends PageFolder>(type: Folder) =>
  z
    .strictObject({
      type: z.literal(type).describe('Which type it is, as in the paths of this API'),
      published: z.boolean().describe('Whether the public reads it already, perhaps an older version'),
      missing: z
        .array(z.string())
        .describe('The fields that are not set yet; what stands there is made up, such as a start in 1970'),
      expires_at: timestamp.describe('When the link ends'),
    })
    .describe('What a preview says beside the fields of its type');

/** A document as it is saved, in the shape of its type's own route. */
export const previewSchema = z
  .union([
    locationSchema.extend({ preview: aboutPreview('locations') }).meta({ id: 'LocationPreview' }),
    artistSchema.extend({ preview: aboutPreview('artists') }).meta({ id: 'ArtistPreview' }),
    eventSchema.extend({ preview: aboutPreview('events') }).meta({ id: 'EventPreview' }),
    postSchema.extend({ preview: aboutPreview('blog') }).meta({ id: 'PostPreview' }),
  ])
  .meta({ id: 'Preview' });
export type PreviewView = z.infer<typeof previewSchema>;
