import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { joinTableOf } from '../../../../database/tables';
import { defaultLanguage, includesEnglish, includesLanguage } from '../domain/languages';
import { populationOf } from '../domain/shared-attributes';
import { isClubType, type ClubType } from '../domain/writes';
import { pointersTo, type Pointer } from './pointers';
import { schemasOf } from './schemas';

const storeUid = 'strapi::core-store';
const prefix = 'plugin_content_unpublished-links_';

const rowList = z.array(z.looseObject({ id: z.number(), locale: z.string(), publishedAt: z.unknown() }));
type Row = z.infer<typeof rowList>[number];
const linked = z.looseObject({ documentId: z.string() }).nullish();
const entryList = z.array(z.looseObject({ id: z.number() }));
const targetRow = z.object({ id: z.number() }).nullish();
const storeRow = z.object({ value: z.string() }).nullish();

const records = z.array(
  z.object({
    /** `location`, or `lineUp.artist` for the entries of a component. */
    path: z.string(),
    /** Of the entry. */
    index: z.number(),
    /** What it leads to. */
    documentId: z.string(),
  }),
);

type Way = Pointer & { path: string; to: ClubType };

/**
 * Strapi publishes no link to what is a draft alone, and makes a draft whose changes are discarded anew from what is published: an
 * event lost its location for good, though nobody had taken it out. So the links that could not be published are written down,
 * and put back into such a draft.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);
  const store = () => strapi.db.query(storeUid);
  const keyOf = (uid: string, documentId: string): string => `${prefix}${uid}_${documentId}`;

  /** The ways from a type to those that may have drafts alone. */
  const waysFrom = (uid: ClubType): Way[] =>
    schemas.all.flatMap(({ uid: to }): Way[] =>
      isClubType(to) && schemas.hasDrafts(to)
        ? pointersTo(to, schemas)
            .filter(({ holder }) => holder === uid)
            .map((pointer) => ({ ...pointer, to, path: pathOf(pointer) }))
        : [],
    );

  async function rowsOf(uid: ClubType, where: object, ways: readonly Way[]): Promise<Row[]> {
    const names = ways.map(({ attribute }) => attribute);
    const populate = populationOf(schemas.attributesOf(uid), names, schemas.componentOf);
    return rowList.parse(await strapi.db.query(uid).findMany({ where, populate }));
  }

  /** The row of a document that a draft in this language links to. */
  async function draftOf(uid: ClubType, documentId: string, locale: string): Promise<number | undefined> {
    for (const each of [locale, defaultLanguage]) {
      const where = { documentId, locale: each, publishedAt: null };
      const row = targetRow.parse(await strapi.db.query(uid).findOne({ select: ['id'], where }));
      if (row) return row.id;
    }
    return undefined;
  }

  function link({ holder, attribute, component }: Way, owner: number, target: number): Promise<unknown> {
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
    /** After a document was published: writes down which links of its English version are in the draft alone. */
    async record(uid: ClubType, documentId: string, locale: unknown): Promise<void> {
      const ways = waysFrom(uid);
      // The English draft may have changes by then that are not to be published.
      if (ways.length === 0 || !includesEnglish(locale)) return;
      const english = await rowsOf(uid, { documentId, locale: defaultLanguage }, ways);
      const draft = english.find(({ publishedAt }) => publishedAt === null);
      const published = english.find(({ publishedAt }) => publishedAt !== null);
      if (!draft || !published) return;
      const found = ways.flatMap((way) => {
        const shown = placesIn(published, way);
        return placesIn(draft, way).flatMap(({ documentId: to }, index) =>
          to !== null && shown[index]?.documentId === null ? [{ path: way.path, index, documentId: to }] : [],
        );
      });
      const key = keyOf(uid, documentId);
      await store().deleteMany({ where: { key } });
      if (found.length === 0) return;
      await store().create({
        data: { key, value: JSON.stringify(found satisfies z.input<typeof records>), type: 'object' },
      });
    },

    /** After changes were discarded, before other languages are copied from these drafts. */
    async putBack(uid: ClubType, documentId: string, locale: unknown): Promise<void> {
      const row = storeRow.parse(await store().findOne({ where: { key: keyOf(uid, documentId) } }));
      if (!row) return;
      const ways = waysFrom(uid);
      const rows = await rowsOf(uid, { documentId, publishedAt: null }, ways);
      const drafts = rows.filter((each) => includesLanguage(locale, each.locale));
      for (const { path, index, documentId: to } of records.parse(JSON.parse(row.value))) {
        const way = ways.find((each) => each.path === path);
        if (!way) continue;
        for (const draft of drafts) {
          const place = placesIn(draft, way)[index];
          const target = place?.documentId === null && (await draftOf(way.to, to, draft.locale));
          if (target) await link(way, place.id, target);
        }
      }
    },

    /** After a document, or a language of it, was deleted. */
    async forget(uid: ClubType, documentId: string): Promise<void> {
      if ((await strapi.db.query(uid).count({ where: { documentId } })) > 0) return;
      await store().deleteMany({ where: { key: keyOf(uid, documentId) } });
    },
  };
};

const pathOf = ({ attribute, component }: Pointer): string =>
  component ? `${attribute}.${component.attribute}` : attribute;

/** Where a row links from: itself, or its entries of a component in order; each with the document that it leads to. */
function placesIn(row: Row, { attribute, component }: Way): { id: number; documentId: string | null }[] {
  const place = (id: number, value: unknown) => ({ id, documentId: linked.parse(value)?.documentId ?? null });
  if (!component) return [place(row.id, row[attribute])];
  return entryList
    .parse([row[attribute] ?? []].flat())
    .map((entry) => place(entry.id, entry[component.attribute]));
}
