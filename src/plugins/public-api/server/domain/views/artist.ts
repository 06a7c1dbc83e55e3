import type { ArtistView, Link, Media } from '../../contract/content';
import { text, textList } from '../columns';
import { documentFieldsOf, type Localized } from '../translation';

export const artistColumns = {
  slug: text,
  name: text,
  avatarName: text,
  genres: textList,
  shortBio: text,
  bio: text,
};

export interface ArtistParts {
  photo: Media | undefined;
  links: Link[];
}

export function toArtist(artist: Localized<typeof artistColumns>, parts: ArtistParts): ArtistView {
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
    ...documentFieldsOf(artist),
  };
}
