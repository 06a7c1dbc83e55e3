const collection = (type: string): string => `/content-manager/collection-types/${type}`;

/** Where the content manager lists the entries of a type. */
export const listPath = (type: string): string => collection(type);

/** Where the content manager edits an entry in a language. */
export const entryPath = (type: string, documentId: string, language = 'en'): string =>
  `${collection(type)}/${encodeURIComponent(documentId)}?${new URLSearchParams({ 'plugins[i18n][locale]': language }).toString()}`;
