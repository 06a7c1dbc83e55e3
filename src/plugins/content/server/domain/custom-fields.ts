/** The plugin's custom fields, and the types as which Strapi stores them. */
export const customFields = {
  'string-list': 'json',
  'time-zone': 'string',
  color: 'string',
  money: 'integer',
} as const;

const types = new Map(Object.entries(customFields).map(([name, type]) => [`plugin::content.${name}`, type]));

/**
 * The type of an attribute in a schema file. There a custom field's is `customField`, which Strapi replaces as it loads the
 * schema.
 */
export const storedType = ({ type, customField = '' }: { type: string; customField?: string | undefined }) =>
  types.get(customField) ?? type;
