import type { Core } from '@strapi/strapi';

/** A table's name and its columns' by attribute, as Strapi's database layer has them. */
export function tableOf(
  strapi: Core.Strapi,
  uid: string,
): { table: string; column: (attribute: string) => string } {
  const { tableName, attributes } = strapi.db.metadata.get(uid);
  const column = (attribute: string): string => {
    const described = attributes[attribute];
    if (!described || !('columnName' in described) || !described.columnName) {
      throw new Error(`${uid} has no column for '${attribute}'`);
    }
    return described.columnName;
  };
  return { table: tableName, column };
}
