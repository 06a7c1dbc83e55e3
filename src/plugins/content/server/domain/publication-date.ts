/** The attribute that says since when readers have had a document: set at its first publication where it is empty. */
const publicationDates: Readonly<Record<string, string>> = { 'api::post.post': 'date' };

export const publicationDate = (uid: string): string | undefined => publicationDates[uid];
