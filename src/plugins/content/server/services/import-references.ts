import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JsonObject } from '../domain/content-file/documents';
import { kindOf, kinds, mainLanguage, type KindName } from '../domain/content-file/kinds';
import { mapLeaves, references } from '../domain/content-file/walk';

/** The row of a document that relations point to. */
export type RowIds = (kind: KindName, slug: string) => number;

const rows = z.array(z.object({ id: z.number(), slug: z.string() }));

/** Finds the rows of all documents that these refer to, in one query a kind. */
export async function rowIds(strapi: Core.Strapi, name: KindName, documents: JsonObject[]): Promise<RowIds> {
  const found = new Map<string, number>();
  const wanted = documents.flatMap((each) => references(name, each));
  for (const kind of new Set(wanted.map((each) => each.kind))) {
    const slugs = [...new Set(wanted.flatMap((each) => (each.kind === kind ? [each.slug] : [])))];
    const { uid, draftAndPublish } = kinds[kind];
    const some: unknown = await strapi.db.query(uid).findMany({
      select: ['id', 'slug'],
      where: {
        slug: { $in: slugs },
        locale: mainLanguage,
        ...(draftAndPublish ? { publishedAt: null } : {}),
      },
    });
    for (const { id, slug } of rows.parse(some)) found.set(`${kind} ${slug}`, id);
  }
  return (kind, slug) => {
    const id = found.get(`${kind} ${slug}`);
    if (id === undefined) throw new Error(`There is no ${kinds[kind].word} '${slug}' in ${mainLanguage}.`);
    return id;
  };
}

/**
 * The shared values with relations as Strapi's document service takes them. They are told by rows of the main
 * language, not by documents: Strapi refuses a document that lacks the language in which it is referred to, though
 * the club falls back to English there; and where the rows differ from language to language it would copy the shared
 * components once more to all of them with every translation.
 */
export const withRowIds = (name: KindName, shared: JsonObject, idOf: RowIds): JsonObject =>
  mapLeaves(name, shared, ({ definition, value }) =>
    definition.type === 'relation' && typeof value === 'string'
      ? idOf(kindOf(definition.target), value)
      : undefined,
  );
