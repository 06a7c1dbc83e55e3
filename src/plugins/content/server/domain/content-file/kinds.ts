import artist from '../../../../../api/artist/content-types/artist/schema.json';
import category from '../../../../../api/category/content-types/category/schema.json';
import event from '../../../../../api/event/content-types/event/schema.json';
import exclusive from '../../../../../api/exclusive/content-types/exclusive/schema.json';
import location from '../../../../../api/location/content-types/location/schema.json';
import patreonTier from '../../../../../api/patreon-tier/content-types/patreon-tier/schema.json';
import post from '../../../../../api/post/content-types/post/schema.json';
import staffMember from '../../../../../api/staff-member/content-types/staff-member/schema.json';
import uiText from '../../../../../api/ui-text/content-types/ui-text/schema.json';
import lineUpEntry from '../../../../../components/club/line-up-entry.json';
import link from '../../../../../components/club/link.json';
import theme from '../../../../../components/club/theme.json';
import { isLocalized } from '../../../contract/localized';
import { storedType } from '../custom-fields';
import type { Attribute } from '../schema';

/** The parts of an attribute that only this folder reads. */
export interface AttributeDefinition extends Attribute {
  min?: number;
  max?: number;
  minLength?: number;
  multiple?: boolean;
  allowedTypes?: readonly string[];
  repeatable?: boolean;
}

export type AttributeDefinitions = Readonly<Record<string, AttributeDefinition>>;

interface KindDefinition {
  uid: string;
  /** The singular noun for a document in messages. */
  word: string;
  /** The attribute that identifies a document, also across imports. */
  key: 'slug' | 'key';
  draftAndPublish: boolean;
  attributes: AttributeDefinitions;
  /** The shared attributes, at the root of a document in a file. */
  shared: [string, AttributeDefinition][];
  /** The attributes under `translations.<language>`. */
  localized: [string, AttributeDefinition][];
}

/**
 * Every kind of document of a content folder, by the name of its file, in the order of import: referenced kinds come
 * first. Strapi's own schemas define what a document may contain.
 */
export const kinds = {
  categories: kind('api::category.category', 'category', category),
  'staff-members': kind('api::staff-member.staff-member', 'staff member', staffMember),
  'patreon-tiers': kind('api::patreon-tier.patreon-tier', 'tier', patreonTier),
  locations: kind('api::location.location', 'location', location),
  artists: kind('api::artist.artist', 'artist', artist),
  posts: kind('api::post.post', 'post', post),
  exclusives: kind('api::exclusive.exclusive', 'exclusive', exclusive),
  events: kind('api::event.event', 'event', event),
  'ui-texts': { ...kind('api::ui-text.ui-text', 'text', uiText), key: 'key' },
} as const satisfies Record<string, KindDefinition>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds).filter(isKindName);

export const components: Readonly<Record<string, AttributeDefinitions>> = {
  'club.line-up-entry': stored(lineUpEntry.attributes),
  'club.link': stored(link.attributes),
  'club.theme': stored(theme.attributes),
};

export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}

export function kindOf(uid: string | undefined): KindName {
  const name = kindNames.find((each) => kinds[each].uid === uid);
  if (!name) throw new Error(`A content folder has no file for ${uid ?? 'a relation without a target'}.`);
  return name;
}

function kind<Uid extends string>(
  uid: Uid,
  word: string,
  { options, attributes }: { options: { draftAndPublish: boolean }; attributes: AttributeDefinitions },
) {
  const named = Object.entries(stored(attributes));
  return {
    uid,
    word,
    key: 'slug' as 'slug' | 'key',
    draftAndPublish: options.draftAndPublish,
    attributes: stored(attributes),
    shared: named.filter(([, each]) => !isLocalized(each)),
    localized: named.filter(([, each]) => isLocalized(each)),
  };
}

function stored(attributes: AttributeDefinitions): AttributeDefinitions {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, each]) => [name, { ...each, type: storedType(each) }]),
  );
}
