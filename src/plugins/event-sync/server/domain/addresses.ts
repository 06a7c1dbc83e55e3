/** The addresses under which people find an event. */
export interface Addresses {
  /** Its page for everyone. */
  pageOf: (slug: string) => string;
  /** Where staff edit it. */
  editOf: (documentId: string) => string;
}

/**
 * @param publicUrl of this club, without a slash at its end
 * @param frontendUrl of the website; where there is none, an event's page is its answer in `/api/v1`
 */
export function addressesOf({
  publicUrl,
  frontendUrl,
}: {
  publicUrl: string;
  frontendUrl?: string | undefined;
}): Addresses {
  return {
    pageOf: (slug) => `${frontendUrl ?? `${publicUrl}/api/v1`}/events/${slug}`,
    editOf: (documentId) =>
      `${publicUrl}/admin/content-manager/collection-types/api::event.event/${documentId}`,
  };
}
