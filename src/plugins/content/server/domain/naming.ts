/** What a document is called to people: without it in English there is no document. */
const naming = ['name', 'title', 'text'];

export const isNaming = (attribute: string): boolean => naming.includes(attribute);

/** The attribute that names the documents of a type. */
export const namingAttribute = (attributes: object): string | undefined =>
  Object.keys(attributes).find(isNaming);
