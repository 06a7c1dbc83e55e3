import type { PreviewCard, ShownText } from '../../contract/preview';
import { plainText } from '../../../content/server/domain/text/clean';
import { attributeOf } from './preview-changes';
import type { Previewed } from './previewed';
import type { PreviewedName } from './previewed-types';
import type { ArtistView } from './views/artist';
import type { EventView } from './views/event';
import type { LocationView } from './views/location';
import type { Link, Media } from './views/media';
import type { CategoryView, PostView } from './views/post';
import type { StaffView } from './views/staff-member';
import type { TierView } from './views/tier';

/** How much of a text is shown. */
const longestText = 300;

interface Fields {
  fallback: readonly string[];
}

/** A field of a view as it is read; null if it is empty. */
function shown<View extends Fields>(view: View, field: keyof View & string): ShownText | null {
  const value: unknown = view[field];
  const text = Array.isArray(value) ? value.join(' · ') : value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  return {
    attribute: attributeOf(field),
    text: plainText(text, longestText),
    isEnglish: view.fallback.includes(field),
  };
}

const allShown = <View extends Fields>(view: View, fields: readonly (keyof View & string)[]): ShownText[] =>
  fields.flatMap((field) => shown(view, field) ?? []);

/** Files of the club's own are named by their path, since the panel may be reached at another address than PUBLIC_URL. */
function pictureOf(media: Media | null | undefined, origin: string): PreviewCard['picture'] {
  if (!media) return null;
  const url = (media.formats.medium ?? media.formats.small ?? media).url;
  return { url: url.startsWith(`${origin}/`) ? url.slice(origin.length) : url, alt: media.alt ?? '' };
}

/** A link that the contract has as a field of its own. */
const single = (label: string, url: string | null): Link[] =>
  url === null ? [] : [{ label, kind: 'other', url }];

const fact = (attribute: string, text: string | null | undefined): PreviewCard['facts'] =>
  text ? [{ attribute, text }] : [];

const empty: PreviewCard = {
  title: null,
  picture: null,
  when: null,
  date: null,
  status: null,
  price: null,
  facts: [],
  lineUp: [],
  texts: [],
  links: [],
};

/** The view of the contract that each reader gives. */
export interface ViewOf {
  locations: LocationView;
  artists: ArtistView;
  events: EventView;
  posts: PostView;
  categories: CategoryView;
  staff: StaffView;
  tiers: TierView;
}

type Cards = {
  [Name in PreviewedName]: (of: Previewed<ViewOf[Name]>, origin: string) => PreviewCard;
};

/** What /api/v1 answers of a document, arranged for people. @param origin the club's own */
export const cards: Cards = {
  locations: ({ view }, origin) => ({
    ...empty,
    title: shown(view, 'name'),
    picture: pictureOf(view.cover, origin),
    facts: fact('capacity', view.capacity?.toString()),
    texts: allShown(view, ['tagline', 'description', 'architecture_notes', 'atmosphere_notes']),
    links: single('SLurl', view.slurl),
  }),
  artists: ({ view }, origin) => ({
    ...empty,
    title: shown(view, 'name'),
    picture: pictureOf(view.photo, origin),
    facts: [...fact('avatarName', view.avatar_name), ...fact('genres', view.genres.join(', '))],
    texts: allShown(view, ['short_bio', 'bio']),
    links: view.links,
  }),
  events: ({ view, missing }, origin) => ({
    ...empty,
    title: shown(view, 'title'),
    picture: pictureOf(view.cover, origin),
    when: {
      start: missing.includes('start_time') ? null : view.start_time,
      end: missing.includes('end_time') ? null : view.end_time,
      zone: view.timezone,
    },
    status: view.status === 'scheduled' ? null : view.status,
    facts: fact('location', view.location?.name),
    lineUp: view.artists.map(({ name, slug, role, start_time: start }) => ({
      name: name ?? slug,
      role,
      start,
    })),
    texts: allShown(view, ['description']),
    links: view.links,
  }),
  posts: ({ view }, origin) => ({
    ...empty,
    title: shown(view, 'title'),
    picture: pictureOf(view.cover, origin),
    date: view.published_at,
    facts: [
      ...fact('category', view.category?.name),
      ...fact('author', view.author?.name),
      ...fact('minimumTier', view.minimum_tier?.name),
    ],
    texts: allShown(view, ['excerpt', 'body']),
  }),
  categories: ({ view }) => ({ ...empty, title: shown(view, 'name') }),
  staff: ({ view }, origin) => ({
    ...empty,
    title: shown(view, 'name'),
    picture: pictureOf(view.photo, origin),
    facts: fact('avatarName', view.avatar_name),
    texts: allShown(view, ['role_title', 'bio']),
  }),
  tiers: ({ view }) => ({
    ...empty,
    title: shown(view, 'name'),
    price: /^[A-Z]{3}$/.test(view.currency) ? { cents: view.amount_cents, currency: view.currency } : null,
    texts: allShown(view, ['description', 'benefits']),
    links: single('Patreon', view.patreon_url),
  }),
};
