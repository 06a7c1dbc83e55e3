import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { inCurrentTransaction } from '../../../../database/current-transaction';
import { inList, name } from '../../../../database/sql';
import { tableOf } from '../../../../database/tables';
import { namesIn } from '../../../content/server/domain/media/private-address';
import { hashesOf } from '../domain/file-names';
import { fileHolders, type FileHolder } from './file-uses';

const fileUid = 'plugin::upload.file';

const ids = z.array(z.object({ id: z.coerce.number() }));
const rows = z.array(z.looseObject({ id: z.number() }));

const fileNames = z.array(z.object({ name: z.string() }));

const nothing: readonly number[] = [];
const page = 200;

/** Finds the files that a write may move behind a gate or back: few, in few queries, since every save asks. */
export function createFileCandidates(strapi: Core.Strapi) {
  const holders = new Map(fileHolders(strapi).map((holder) => [holder.uid, holder]));
  const files = name(tableOf(strapi, fileUid).table);
  const links = name(`${strapi.db.metadata.get(fileUid).tableName}_related_mph`);

  async function select(sql: string, bindings: readonly (string | number | null)[]): Promise<number[]> {
    const answer: unknown = await inCurrentTransaction(strapi.db.connection.raw(sql, [...bindings]));
    // MySQL's driver answers rows and columns.
    const found: unknown =
      strapi.db.dialect.client === 'sqlite' || !Array.isArray(answer) ? answer : answer[0];
    return ids.parse(found).map(({ id }) => id);
  }

  async function filesNamed(names: readonly string[]): Promise<readonly number[]> {
    if (names.length === 0) return nothing;
    const found: unknown = await strapi.db
      .query(fileUid)
      .findMany({ where: { hash: { $in: names.flatMap(hashesOf) } }, select: ['id'] });
    return rows.parse(found).map(({ id }) => id);
  }

  const gatedAmong = ({ gate }: FileHolder, fields: readonly string[]): string[] =>
    fields.filter((field) => gate?.fields.includes(field));

  /** The files that gated texts of rows have addresses of. */
  async function inGatedTexts(holder: FileHolder, where: object, more: object = {}): Promise<Set<number>> {
    const fields = gatedAmong(holder, holder.texts);
    if (fields.length === 0) return new Set();
    const found: unknown = await strapi.db
      .query(holder.uid)
      .findMany({ where, select: ['id', ...fields], ...more });
    const texts = rows.parse(found).flatMap((row) => fields.map((field) => row[field]));
    return new Set(
      await filesNamed(texts.flatMap((text) => (typeof text === 'string' ? namesIn(text) : []))),
    );
  }

  /** Of documents: the files that they have behind a gate, and those they show that are behind one somewhere. */
  async function ofDocuments(uid: UID.ContentType, documentIds: readonly string[]): Promise<Set<number>> {
    const holder = holders.get(uid);
    if (!holder || documentIds.length === 0) return new Set();
    const { table, column } = tableOf(strapi, uid);
    const documents = inList(documentIds);
    const isOne = `r.document_id IN (${documents.sql})`;
    const media = inList(gatedAmong(holder, holder.media));
    const byMedia =
      holder.media.length === 0
        ? nothing
        : await select(
            `SELECT DISTINCT f.id FROM ${name(table)} r JOIN ${links} m ON m.related_id = r.id AND m.related_type = ?` +
              ` JOIN ${files} f ON f.id = m.file_id WHERE ${isOne} AND (f.gate IS NOT NULL OR m.field IN (${media.sql}))`,
            [uid, ...documents.bindings, ...media.bindings],
          );
    const contains = holder.texts.map((text) => `INSTR(r.${name(column(text))}, f.hash) > 0`);
    const byText =
      contains.length === 0
        ? nothing
        : await select(
            `SELECT DISTINCT f.id FROM ${files} f JOIN ${name(table)} r ON ${isOne} WHERE f.gate IS NOT NULL AND (${contains.join(' OR ')})`,
            documents.bindings,
          );
    const where = { documentId: { $in: [...documentIds] } };
    return new Set([...byMedia, ...byText, ...(await inGatedTexts(holder, where))]);
  }

  return {
    ofDocuments,

    /** The names of files that a document shows, and that are behind a gate and public as well. */
    async sharedNames(uid: UID.ContentType, documentId: string): Promise<string[]> {
      const found: unknown = await strapi.db.query(fileUid).findMany({
        where: { id: { $in: [...(await ofDocuments(uid, [documentId]))] }, gate: 'shared' },
        select: ['name'],
        orderBy: { name: 'asc' },
      });
      return fileNames.parse(found).map(({ name: title }) => title);
    },

    /** Of the whole club, for what was stored before its gate was there. */
    async all(signal: AbortSignal): Promise<Set<number>> {
      const found = new Set(await select(`SELECT f.id FROM ${files} f WHERE f.gate IS NOT NULL`, []));
      for (const holder of holders.values()) {
        const media = inList(gatedAmong(holder, holder.media));
        const sql = `SELECT DISTINCT m.file_id AS id FROM ${links} m WHERE m.related_type = ? AND m.field IN (${media.sql})`;
        for (const id of await select(sql, [holder.uid, ...media.bindings])) found.add(id);
        if (gatedAmong(holder, holder.texts).length === 0) continue;
        const count = await strapi.db.query(holder.uid).count({});
        for (let offset = 0; offset < count; offset += page) {
          signal.throwIfAborted();
          const more = { orderBy: { id: 'asc' }, limit: page, offset };
          for (const id of await inGatedTexts(holder, {}, more)) found.add(id);
        }
      }
      return found;
    },
  };
}
