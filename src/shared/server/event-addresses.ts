/** The page of an event on a website. @param base without a slash at its end */
export const eventPageUrl = (base: string, slug: string): string => `${base}/events/${slug}`;

/** The addresses of an event. @param publicUrl of this club, without a slash at its end @param frontendUrl of the website */
export function eventAddresses({
  publicUrl,
  frontendUrl,
}: {
  publicUrl: string;
  frontendUrl?: string | undefined;
}) {
  return {
    /** Its page for everyone; null where the club has no website. */
    pageOf: (slug: string) => (frontendUrl === undefined ? null : eventPageUrl(frontendUrl, slug)),
    /** Where staff edit it. */
    editOf: (documentId: string) =>
      `${publicUrl}/admin/content-manager/collection-types/api::event.event/${documentId}`,
  };
}
export type EventAddresses = ReturnType<typeof eventAddresses>;
