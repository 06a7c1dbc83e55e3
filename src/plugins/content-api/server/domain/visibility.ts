/** As much of a content type or component as the rules of reading need. */
export interface Model {
  uid: string;
  options?: { draftAndPublish?: boolean };
  attributes: Record<string, Attribute>;
}

export interface Attribute {
  type: string;
  target?: unknown;
  component?: unknown;
  relation?: unknown;
  repeatable?: unknown;
  multiple?: unknown;
  searchable?: boolean;
  private?: boolean;
  pluginOptions?: object;
}

/** What a row must be for readers to know of it, as a `where` of the database layer; null where every row may be seen. */
export function visibleWhere({ options, attributes }: Model): Record<string, unknown> | null {
  const where = {
    ...(options?.draftAndPublish ? { publishedAt: { $notNull: true } } : {}),
    ...(hasSwitch(attributes) ? { isActive: true } : {}),
  };
  return Object.keys(where).length > 0 ? where : null;
}

/** Whether staff can switch rows of this type off. */
export function hasSwitch(attributes: Model['attributes']): boolean {
  return attributes['isActive']?.type === 'boolean';
}
