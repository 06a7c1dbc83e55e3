import type { Core, UID } from '@strapi/strapi';
import type { Attributes, TypeSchema } from '../domain/schema';

type ByUid<Value> = Readonly<Record<string, Value | undefined>>;

/** Strapi's schemas as plain data by uid: its own types know each type by name only. */
export function schemasOf(strapi: Core.Strapi) {
  const components: ByUid<{ attributes: Attributes }> = { ...strapi.components };

  // Not `strapi.contentTypes`, a getter that assembles all types on each access.
  const find = (uid: UID.ContentType): TypeSchema | undefined => strapi.contentType(uid);

  function type(uid: UID.ContentType): TypeSchema {
    const schema = find(uid);
    if (!schema) throw new Error(`There is no content type ${uid}`);
    return schema;
  }

  return {
    get all(): TypeSchema[] {
      const types: ByUid<TypeSchema> = { ...strapi.contentTypes };
      return Object.values(types).filter((schema) => schema !== undefined);
    },
    type,
    attributesOf: (uid: UID.ContentType): Attributes => type(uid).attributes,
    componentOf: (uid: string): Attributes => components[uid]?.attributes ?? {},
    hasDrafts: (uid: UID.ContentType): boolean => type(uid).options?.draftAndPublish === true,
  };
}
