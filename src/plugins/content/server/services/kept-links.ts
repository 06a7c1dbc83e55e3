import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { joinTableOf } from '../../../../database/tables';
import { linksToPutBack, type Place } from '../domain/kept-links';
import { defaultLanguage } from '../domain/languages';
import { populationOf } from '../domain/shared-attributes';
import { isClubType, type ClubType, type Write } from '../domain/writes';
import { pointersTo, type Pointer } from './pointers';
import { schemasOf } from './schemas';

const rowList = z.array(z.looseObject({ id: z.number(), locale: z.string(), publishedAt: z.unknown() }));
type Row = z.infer<typeof rowList>[number];
const linked = z.looseObject({ id: z.number(), documentId: z.string() }).nullish();
const entryList = z.array(z.looseObject({ id: z.number() }));
const englishRows = z.array(
  z.object({ documentId: z.string(), createdAt: z.coerce.date(), publishedAt: z.unknown() }),
);

/** A place with the document that it links to. */
type LinkingPlace = Place & { documentId: string | null };
type Way = Pointer & { to: ClubType };

const nothingToDo = (): Promise<void> => Promise.resolve();

/**
 * Strapi makes a draft whose changes are discarded anew from what is published, which cannot link to what has never been
 * published itself: the draft lost its location for good, though nobody had taken it out.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const schemas = schemasOf(strapi);

  /** The ways from a type to those that may have drafts alone. */
  const waysFrom = (uid: ClubType): Way[] =>
    schemas.all.flatMap((type): Way[] =>
      isClubType(type.uid) && schemas.hasDrafts(type.uid)
        ? pointersTo(type.uid, schemas)
            .filter(({ holder }) => holder === uid)
            .map((pointer) => ({ ...pointer, to: type.uid as ClubType }))
        : [],
    );

  async function rowsOf(uid: ClubType, documentId: string, ways: readonly Way[]): Promise<Row[]> {
    const names = ways.map(({ attribute }) => attribute);
    const populate = populationOf(schemas.attributesOf(uid), names, schemas.componentOf);
    return rowList.parse(await strapi.db.query(uid).findMany({ where: { documentId }, populate }));
  }

  function placesIn(row: Row, { attribute, component }: Way): LinkingPlace[] {
    const placeAt = (id: number, link: unknown, said: Place['said']): LinkingPlace => {
      const to = linked.parse(link);
      return { id, target: to?.id ?? null, documentId: to?.documentId ?? null, said };
    };
    if (!component) return [placeAt(row.id, row[attribute], {})];
    return entryList.parse([row[attribute] ?? []].flat()).map((entry) => {
      const { id, [component.attribute]: link, ...said } = entry;
      return placeAt(id, link, said);
    });
  }

  /** Of these documents, those that were there as drafts alone when something was published. */
  async function draftsAlone(uid: ClubType, documentIds: string[], since: Date): Promise<Set<string>> {
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['documentId', 'createdAt', 'publishedAt'],
      where: { documentId: { $in: documentIds }, locale: defaultLanguage },
    });
    const found = englishRows.parse(rows);
    const others = found.filter(({ publishedAt, createdAt }) => publishedAt !== null || createdAt > since);
    const excluded = new Set(others.map(({ documentId }) => documentId));
    return new Set(found.map(({ documentId }) => documentId).filter((each) => !excluded.has(each)));
  }

  /** The places of a draft, without those whose link what is published could have had. */
  async function held(draft: Row, way: Way, since: Date): Promise<(Place | undefined)[]> {
    const places = placesIn(draft, way);
    const documentIds = places.flatMap(({ documentId }) => documentId ?? []);
    const alone = await draftsAlone(way.to, documentIds, since);
    return places.map((place) =>
      place.documentId === null || alone.has(place.documentId) ? place : undefined,
    );
  }

  async function insert({ holder, attribute, component }: Pointer, links: ReturnType<typeof linksToPutBack>) {
    const { table, owner, target } = component
      ? joinTableOf(strapi, component.uid, component.attribute)
      : joinTableOf(strapi, holder, attribute);
    await strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      for (const link of links)
        await strapi.db
          .connection(table)
          .insert({ [owner]: link.owner, [target]: link.target })
          .transacting(trx);
    });
  }

  return {
    /**
     * Before changes are discarded, in the same transaction.
     * @returns what puts the links back afterwards into the drafts that were made anew, before these are copied from
     */
    async remember(action: Write, uid: UID.ContentType, documentId: unknown): Promise<() => Promise<void>> {
      if (action !== 'discardDraft' || !isClubType(uid) || typeof documentId !== 'string') return nothingToDo;
      const ways = waysFrom(uid);
      if (ways.length === 0) return nothingToDo;
      const rows = await rowsOf(uid, documentId, ways);
      const remembered: { way: Way; locale: string; places: (Place | undefined)[] }[] = [];
      for (const shown of rows.filter(({ publishedAt }) => publishedAt !== null)) {
        const draft = rows.find(({ locale, publishedAt }) => locale === shown.locale && publishedAt === null);
        if (!draft) continue;
        const since = z.coerce.date().parse(shown.publishedAt);
        for (const way of ways)
          remembered.push({ way, locale: draft.locale, places: await held(draft, way, since) });
      }
      return async () => {
        const drafts = (await rowsOf(uid, documentId, ways)).filter(
          ({ publishedAt }) => publishedAt === null,
        );
        for (const { way, locale, places } of remembered) {
          const draft = drafts.find((row) => row.locale === locale);
          if (draft) await insert(way, linksToPutBack(places, placesIn(draft, way)));
        }
      };
    },
  };
};
