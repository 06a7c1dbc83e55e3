/** A slug as the club's addresses have it. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = 'must be a slug: small letters, digits and hyphens, such as "the-listening-room"';
export const longestSlug = 100;

/** Slugs that are a route of their own in `/api/v1`: a document of that name could not be reached. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  'api::event.event': ['now'],
  'api::post.post': ['categories'],
};

const isReserved = (uid: string, slug: string): boolean => reserved[uid]?.includes(slug) ?? false;

/**
 * Why a slug may not be used for documents of a type; undefined where it may. All who give or propose slugs ask here.
 *
 * @param uid the type, whose addresses may have words of their own
 */
export function slugFault(uid: string, slug: string): string | undefined {
  if (!slugPattern.test(slug)) return slugForm;
  if (slug.length > longestSlug) return `must have at most ${longestSlug} characters`;
  return isReserved(uid, slug) ? `must not be '${slug}', which is an address of its own` : undefined;
}
