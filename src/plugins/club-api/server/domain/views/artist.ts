import type { Link, Media } from '../../contract/media';
import type { ArtistView } from '../../contract/views';
import { text, textList } from '../columns';
import type { Localized } from '../overlay';
import { documentFieldsOf } from './document';

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

export function artistView(artist: Localized<typeof artistColumns>, parts: ArtistParts): ArtistView {
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
