import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { joinTableOf } from '../../../../database/tables';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage, includesEnglish, includesLanguage } from '../../../../shared/server/languages';
import { populationOf } from '../domain/shared-attributes';
import { isClubType, type ClubType } from '../domain/writes';
import { pointersTo, type Pointer } from './pointers';
import { createDocumentRecords } from './document-records';
import { schemasOf } from './schemas';

const rowList = z.array(
  z.looseObject({ id: z.number(), documentId: z.string(), locale: z.string(), publishedAt: z.unknown() }),
);
type Row = z.infer<typeof rowList>[number];
const linked = z.looseObject({ documentId: z.string() }).nullish();
const entryList = z.array(z.looseObject({ id: z.number() }));
const targetRow = z.object({ id: z.number() }).nullish();

const unpublishedLinks = z.array(
  z.object({
    /** `location`, or `lineUp.artist` for the entries of a component. */
    path: z.string(),
    /** The index of the entry. */
    index: z.number(),
    documentId: z.string(),
  }),
);

type LinkPath = Pointer & { path: string; to: ClubType };

/**
 * Strapi does not publish links to documents without a published version, and discarding changes recreates a draft from
 * its published row: an event lost its location for good. So links that could not be published are recorded, and restored
 * in such a draft.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const records = createDocumentRecords(strapi, 'unpublished-links', unpublishedLinks);

  function linkPathsFrom(uid: ClubType): LinkPath[] {
    const { all, componentOf, hasDrafts } = schemas;
    return all.flatMap(({ uid: to }): LinkPath[] =>
      isClubType(to) && hasDrafts(to)
        ? pointersTo(to, { all, componentOf })
            .filter(({ holder }) => holder === uid)
            .map((pointer) => ({ ...pointer, to, path: pathOf(pointer) }))
        : [],
    );
  }

  async function rowsOf(uid: ClubType, where: object, linkPaths: readonly LinkPath[]): Promise<Row[]> {
    const names = linkPaths.map(({ attribute }) => attribute);
    const populate = populationOf(schemas.attributesOf(uid), names, schemas.componentOf);
    return rowList.parse(await strapi.db.query(uid).findMany({ where, populate }));
  }

  /** The target row of a link from a draft in this language. */
  async function draftOf(uid: ClubType, documentId: string, locale: string): Promise<number | undefined> {
    for (const each of [locale, defaultLanguage]) {
      const where = { documentId, locale: each, publishedAt: null };
      const row = targetRow.parse(await strapi.db.query(uid).findOne({ select: ['id'], where }));
      if (row) return row.id;
    }
    return undefined;
  }

  function link({ holder, attribute, component }: LinkPath, owner: number, target: number): Promise<unknown> {
    const table = component
      ? joinTableOf(strapi, component.uid, component.attribute)
      : joinTableOf(strapi, holder, attribute);
    return strapi.db.transaction(({ trx }: { trx: Knex.Transaction }) =>
      strapi.db
        .connection(table.table)
        .insert({ [table.owner]: owner, [table.target]: target })
        .transacting(trx),
    );
  }

  return {
    /** Call after documents were published: records which links of their English versions exist in the drafts only. */
    async record(uid: ClubType, documentIds: readonly string[], locale: unknown): Promise<void> {
      const linkPaths = linkPathsFrom(uid);
      // Without English in the write, its draft may have changes that were not published.
      if (linkPaths.length === 0 || !includesEnglish(locale)) return;
      const where = { documentId: { $in: [...documentIds] }, locale: defaultLanguage };
      const english = groupBy(await rowsOf(uid, where, linkPaths), (row) => row.documentId);
      const links = documentIds
        .map((documentId) => [documentId, unpublished(english.get(documentId) ?? [], linkPaths)] as const)
        .filter(([, found]) => found.length > 0);
      await records.write(uid, documentIds, new Map(links));
    },

    /** Call after changes were discarded, before other languages are copied from these drafts. */
    async restore(uid: ClubType, documentId: string, locale: unknown): Promise<void> {
      const recorded = await records.read(uid, documentId);
      if (!recorded) return;
      const linkPaths = linkPathsFrom(uid);
      const rows = await rowsOf(uid, { documentId, publishedAt: null }, linkPaths);
      const drafts = rows.filter((each) => includesLanguage(locale, each.locale));
      for (const { path, index, documentId: to } of recorded) {
        const linkPath = linkPaths.find((each) => each.path === path);
        if (!linkPath) continue;
        for (const draft of drafts) {
          const source = linkSourcesIn(draft, linkPath)[index];
          const target = source?.documentId === null && (await draftOf(linkPath.to, to, draft.locale));
          if (target) await link(linkPath, source.id, target);
        }
      }
    },

    /** Call after a document, or a language of it, was deleted. */
    async forget(uid: ClubType, documentId: string): Promise<void> {
      if ((await strapi.db.query(uid).count({ where: { documentId } })) > 0) return;
      await records.remove(uid, [documentId]);
    },
  };
};

const pathOf = ({ attribute, component }: Pointer): string =>
  component ? `${attribute}.${component.attribute}` : attribute;

/** The links in the draft row that the published row lacks. */
function unpublished(rows: readonly Row[], linkPaths: readonly LinkPath[]): z.input<typeof unpublishedLinks> {
  const draft = rows.find(({ publishedAt }) => publishedAt === null);
  const published = rows.find(({ publishedAt }) => publishedAt !== null);
  if (!draft || !published) return [];
  return linkPaths.flatMap((linkPath) => {
    const shown = linkSourcesIn(published, linkPath);
    return linkSourcesIn(draft, linkPath).flatMap(({ documentId }, index) =>
      documentId !== null && shown[index]?.documentId === null
        ? [{ path: linkPath.path, index, documentId }]
        : [],
    );
  });
}

/** The sources of a row's links: itself, or its entries of a component in order, each with the target document. */
function linkSourcesIn(
  row: Row,
  { attribute, component }: LinkPath,
): { id: number; documentId: string | null }[] {
  const source = (id: number, value: unknown) => ({
    id,
    documentId: linked.parse(value)?.documentId ?? null,
  });
  if (!component) return [source(row.id, row[attribute])];
  return entryList
    .parse([row[attribute] ?? []].flat())
    .map((entry) => source(entry.id, entry[component.attribute]));
}
