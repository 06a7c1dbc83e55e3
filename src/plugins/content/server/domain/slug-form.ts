/** A slug as the club's addresses have it. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = 'must be a slug: small letters, digits and hyphens, such as "the-listening-room"';
export const longestSlug = 100;

/**
 * Why a slug may not be used for documents of a type; undefined where it may. All who give or propose slugs ask here.
 *
 * @param _uid the type, whose addresses may have words of their own
 */
export function slugFault(_uid: string, slug: string): string | undefined {
  if (!slugPattern.test(slug)) return slugForm;
  return slug.length > longestSlug ? `must have at most ${longestSlug} characters` : undefined;
}
