import type { Core } from '@strapi/strapi';

/** Where the database keeps the links of a relation, or the entries of a component: the table and its two columns. */
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
