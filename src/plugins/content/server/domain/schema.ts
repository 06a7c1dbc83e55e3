import { z } from 'zod';

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

const localization = z.object({ i18n: z.object({ localized: z.boolean() }) });
/** Whether an attribute is translated; undefined if the schema does not say. */
export const isLocalized = ({ pluginOptions }: Attribute): boolean | undefined =>
  localization.safeParse(pluginOptions).data?.i18n.localized;

/** Whether the documents of a type are translated. */
export const isLocalizedType = ({ pluginOptions }: { pluginOptions?: unknown }): boolean =>
  localization.safeParse(pluginOptions).data?.i18n.localized === true;
