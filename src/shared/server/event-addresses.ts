/** The addresses under which people find an event. */
export interface EventAddresses {
  /** Its page for everyone; null where the club has no website. */
  pageOf: (slug: string) => string | null;
  /** Where staff edit it. */
  editOf: (documentId: string) => string;
}

/** The page of an event on a website. @param base without a slash at its end */
export const eventPageUrl = (base: string, slug: string): string => `${base}/events/${slug}`;

/**
 * @param publicUrl of this club, without a slash at its end
 * @param frontendUrl of the website
 */
export function eventAddresses({
  publicUrl,
  frontendUrl,
}: {
  publicUrl: string;
  frontendUrl?: string | undefined;
}): EventAddresses {
  return {
    pageOf: (slug) => (frontendUrl === undefined ? null : eventPageUrl(frontendUrl, slug)),
    editOf: (documentId) =>
      `${publicUrl}/admin/content-manager/collection-types/api::event.event/${documentId}`,
  };
}
