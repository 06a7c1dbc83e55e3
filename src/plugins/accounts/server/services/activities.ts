import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { defaultLanguage, isNoLocale } from '../../../../shared/server/languages';
import { namingAttribute } from '../../../../shared/server/naming-attribute';
import { populationOf } from '../../../content/server/domain/shared-attributes';
import { writtenDocuments, type ClubType, type WriteAction } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import {
  activitySources,
  changedFields,
  changedVersion,
  isToldWithoutFields,
  toldAttributes,
  type Actor,
} from '../domain/activity';

const uid = 'plugin::accounts.activity';
const longestTitle = 255;

const versions = z.array(z.looseObject({ locale: z.string() }));
type Versions = ReadonlyMap<string, z.infer<typeof versions>[number]>;

const rows = z.array(
  z.object({
    id: z.number(),
    at: z.coerce.number(),
    source: z.enum(activitySources),
    member: z.string().nullable(),
    actor: z.string().nullable(),
    actorName: z.string().nullable(),
    action: z.string(),
    uid: z.string(),
    target: z.string(),
    language: z.string().nullable(),
    title: z.string().nullable(),
    fields: z.array(z.string()).nullable(),
  }),
);
export type ActivityRow = z.infer<typeof rows>[number];

const members = z.array(z.object({ documentId: z.string(), username: z.string().nullable() }));

interface Write {
  action: WriteAction;
  uid: ClubType;
  params: Readonly<Record<string, unknown>>;
}

/** The record of who changed what of the content. */
export function createActivities(strapi: Core.Strapi, { keepDays }: { keepDays: number }) {
  const table = () => strapi.db.query(uid);
  const { attributesOf, componentOf, hasDrafts } = schemasOf(strapi);

  /** A version of a document by language: at most one row each. */
  async function read(
    of: ClubType,
    target: string,
    locale: unknown,
    isPublished: boolean,
  ): Promise<Versions> {
    const attributes = attributesOf(of);
    const languages: unknown[] = isNoLocale(locale) ? [defaultLanguage] : [locale].flat();
    const found: unknown = await strapi.db.query(of).findMany({
      where: {
        documentId: target,
        ...(!languages.includes('*') && { locale: { $in: languages } }),
        ...(hasDrafts(of) && { publishedAt: isPublished ? { $notNull: true } : null }),
      },
      populate: populationOf(attributes, toldAttributes(attributes), componentOf),
    });
    return new Map(versions.parse(found).map((row) => [row.locale, row]));
  }

  /** The one language that a write was about; null for several. */
  function languageOf(locale: unknown): string | null {
    if (isNoLocale(locale)) return defaultLanguage;
    const languages: unknown[] = [locale].flat();
    const [language] = languages;
    return languages.length === 1 && typeof language === 'string' && language !== '*' ? language : null;
  }

  function titleOf(of: ClubType, found: Versions): string | null {
    const naming = namingAttribute(attributesOf(of));
    const row = found.get(defaultLanguage) ?? [...found.values()][0];
    const title = naming === undefined ? undefined : row?.[naming];
    return typeof title === 'string' ? title.slice(0, longestTitle) : null;
  }

  return {
    /** Does a write, and records it for its actor in the same transaction. */
    async during<Result>(
      { action, uid: of, params }: Write,
      actor: Actor,
      write: () => Promise<Result>,
    ): Promise<Result> {
      const { locale } = params;
      const isPublished = changedVersion(action) === 'published';
      const known = writtenDocuments(action, params, undefined)[0];
      return strapi.db.transaction(async () => {
        const before: Versions = known === undefined ? new Map() : await read(of, known, locale, isPublished);
        const result = await write();
        const [target] = writtenDocuments(action, params, result);
        if (target === undefined) return result;
        const isLeft = changedVersion(action) !== null;
        const after: Versions = isLeft ? await read(of, target, locale, isPublished) : new Map();
        const fields = isLeft ? changedFields(attributesOf(of), before, after, componentOf) : [];
        if (fields.length === 0 && !isToldWithoutFields(action)) return result;
        await table().create({
          data: {
            ...actor,
            at: Date.now(),
            action,
            uid: of,
            target,
            language: languageOf(locale),
            title: titleOf(of, after) ?? titleOf(of, before),
            fields,
          },
        });
        return result;
      });
    },

    /** Records a change of something that is no document of the content, within the transaction of its write. */
    async record(
      actor: Actor,
      change: { action: 'create' | 'update'; uid: string; target: string; fields: readonly string[] },
    ): Promise<void> {
      await table().create({ data: { ...actor, ...change, at: Date.now(), language: null, title: null } });
    },

    /** The newest first. @param of all types without one */
    async page(
      { of, target }: { of?: string | undefined; target?: string | undefined },
      { limit, offset }: { limit: number; offset: number },
    ): Promise<{ rows: ActivityRow[]; total: number }> {
      const where = { ...(of !== undefined && { uid: of }), ...(target !== undefined && { target }) };
      const orderBy = [{ at: 'desc' }, { id: 'desc' }];
      const found = rows.parse(await table().findMany({ where, orderBy, limit, offset }));
      return { rows: await withNames(found), total: await table().count({ where }) };
    },

    /** Deletes what is older than `keepDays`. @returns how many */
    prune: (signal: AbortSignal, now: number): Promise<number> =>
      deleteInBatches(strapi, uid, { where: { at: { $lt: now - keepDays * 24 * 60 * 60_000 } }, signal }),
  };

  /** The names that members have today; of those who are gone, none. One query. */
  async function withNames(found: readonly ActivityRow[]): Promise<ActivityRow[]> {
    const ids = [...new Set(found.flatMap(({ member }) => member ?? []))];
    if (ids.length === 0) return [...found];
    const known: unknown = await strapi.db
      .query('plugin::users-permissions.user')
      .findMany({ select: ['documentId', 'username'], where: { documentId: { $in: ids } } });
    const names = new Map(members.parse(known).map(({ documentId, username }) => [documentId, username]));
    return found.map((row) =>
      row.member === null ? row : { ...row, actorName: names.get(row.member) ?? null },
    );
  }
}
export type Activities = ReturnType<typeof createActivities>;
