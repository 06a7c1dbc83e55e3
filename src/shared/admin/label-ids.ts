/** Strapi's ids of the names of content types and components; an attribute's label has its name after that of its owner. */
export const typeId = (uid: string): string => `content-manager.content-types.${uid}`;
export const componentId = (uid: string): string => `content-manager.components.${uid}`;
