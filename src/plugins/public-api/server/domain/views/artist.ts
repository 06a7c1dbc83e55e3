import { z } from 'zod';
import { documentFields, documentId, nullableText } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { linkSchema, mediaSchema, type Link, type Media } from './media';

export const artistSchema = z
  .strictObject({
    id: documentId,
    slug,
    name: nullableText,
    avatar_name: nullableText.describe('The name in Second Life'),
    genres: z.array(z.string()),
    short_bio: nullableText,
    bio: nullableText.describe('Markdown'),
    photo: mediaSchema.nullable(),
    links: z.array(linkSchema),
    ...documentFields,
  })
  .meta({ id: 'Artist' });
export type ArtistView = z.infer<typeof artistSchema>;

export const artistColumns = {
  slug: columns.text,
  name: columns.text,
  avatarName: columns.text,
  genres: columns.textList,
  shortBio: columns.text,
  bio: columns.text,
};

export interface ArtistParts {
  photo: Media | undefined;
  links: Link[];
}

export function toArtist(artist: columns.Localized<typeof artistColumns>, parts: ArtistParts): ArtistView {
  return {
    id: artist.documentId,
    slug: artist.slug ?? '',
    name: artist.name,
    avatar_name: artist.avatarName,
    genres: artist.genres,
    short_bio: artist.shortBio,
    bio: artist.bio,
    photo: parts.photo ?? null,
    links: parts.links,
    ...columns.documentFieldsOf(artist),
  };
}
