import type { Core } from '@strapi/strapi';

/** The table and columns of a type, from Strapi's metadata. */
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

/** The join table of a relation or a component: its name and its two columns. */
export interface JoinTable {
  table: string;
  owner: string;
  target: string;
}

export function joinTableOf(strapi: Core.Strapi, uid: string, attribute: string): JoinTable {
  const described = strapi.db.metadata.get(uid).attributes[attribute];
  const found = described && 'joinTable' in described ? described.joinTable : undefined;
  if (!found || !('inverseJoinColumn' in found))
    throw new Error(`${uid} keeps '${attribute}' in no join table`);
  const { name, joinColumn, inverseJoinColumn } = found;
  return { table: name, owner: joinColumn.name, target: inverseJoinColumn.name };
}
