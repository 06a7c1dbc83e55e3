/** The addresses under which people find an event. */
export interface Addresses {
  /** Its page for everyone; null where the club has no website. */
  pageOf: (slug: string) => string | null;
  /** Where staff edit it. */
  editOf: (documentId: string) => string;
}

/**
 * @param publicUrl of this club, without a slash at its end
 * @param frontendUrl of the website
 */
export function addressesOf({
  publicUrl,
  frontendUrl,
}: {
  publicUrl: string;
  frontendUrl?: string | undefined;
}): Addresses {
  return {
    pageOf: (slug) => (frontendUrl === undefined ? null : `${frontendUrl}/events/${slug}`),
    editOf: (documentId) =>
      `${publicUrl}/admin/content-manager/collection-types/api::event.event/${documentId}`,
  };
}
