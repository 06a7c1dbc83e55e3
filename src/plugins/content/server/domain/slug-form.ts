/** A slug as the club's addresses have it. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = 'must be a slug: small letters, digits and hyphens, such as "the-listening-room"';
export const longestSlug = 100;

/** Slugs that are a route of their own in `/api/v1`: a document of that name could not be reached. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  'api::event.event': ['now'],
  'api::post.post': ['categories'],
};

/** Whether a document of the type may have this slug, as far as its text tells. */
export const isReservedSlug = (uid: string, slug: string): boolean => reserved[uid]?.includes(slug) ?? false;
