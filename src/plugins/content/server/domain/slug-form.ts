/** A slug as the club's addresses have it. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = 'must be a slug: small letters, digits and hyphens, such as "the-listening-room"';
export const longestSlug = 100;
