/** The parts of an attribute in a Strapi schema that this plugin reads. */
export interface Attribute {
  type: string;
  required?: boolean | undefined;
  default?: unknown;
  unique?: boolean | undefined;
  min?: unknown;
  max?: unknown;
  maxLength?: number | undefined;
  enum?: readonly string[] | undefined;
  component?: string | undefined;
  target?: string | undefined;
  targetField?: string | undefined;
  customField?: string | undefined;
  pluginOptions?: object | undefined;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** The parts of a content type that it reads. */
export interface TypeSchema {
  uid: string;
  info: { singularName: string };
  options?: { draftAndPublish?: boolean } | undefined;
  pluginOptions?: object | undefined;
  attributes: Attributes;
}
