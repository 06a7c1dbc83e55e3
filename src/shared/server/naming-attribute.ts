/** Attributes that can be the display name of a document. */
const naming = ['name', 'title', 'text'];

export const isNaming = (attribute: string): boolean => naming.includes(attribute);

/** @param attributes of a content type, by name */
export const namingAttribute = (attributes: object): string | undefined =>
  Object.keys(attributes).find(isNaming);
