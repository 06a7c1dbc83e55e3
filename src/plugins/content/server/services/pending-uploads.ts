import os from 'node:os';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isAbandoned, pendingUpload, type PendingUpload } from '../domain/media/pending-upload';
import { contentServices } from '.';
import { uploadProvider } from './media-files';

export type FileName = Pick<PendingUpload, 'hash' | 'ext'>;

const prefix = 'plugin_content_pending-upload_';

const entryRow = z.object({ id: z.number(), key: z.string(), value: z.string() });

const fileRow = z
  .object({ formats: z.record(z.string(), z.object({ hash: z.string() })).nullish() })
  .nullable();

/**
 * Entries for files whose rows are not committed yet. Each is recorded before its file is stored, and removed in the transaction
 * that commits the row, so a file whose entry outlives its process has no row and can be deleted.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.db.query('strapi::core-store');

  /** @param kept hashes of the sizes that stay */
  async function removeFiles({ hash, ext }: FileName, kept: readonly string[] = []): Promise<void> {
    const provider = uploadProvider(strapi);
    const sizes = Object.keys(strapi.config.get<object>('plugin::upload.breakpoints', defaultSizes));
    for (const name of [hash, ...['thumbnail', ...sizes].map((size) => `${size}_${hash}`)]) {
      if (kept.includes(name)) continue;
      await provider.delete({ hash: name, ext, url: `/uploads/${name}${ext}` });
      await contentServices(strapi).privateFiles.remove(`${name}${ext}`);
    }
  }

  /** Call in the transaction that writes the row of the file. @returns whether the entry still existed */
  const remove = async (id: number): Promise<boolean> =>
    (await store().deleteMany({ where: { id } })).count > 0;

  /** Keeps the sizes that the file's row names, if it has one. */
  async function removeUnnamed(file: FileName): Promise<void> {
    const { hash } = file;
    const row = fileRow.parse(await strapi.db.query('plugin::upload.file').findOne({ where: { hash } }));
    const sizes = Object.values(row?.formats ?? {}).map((size) => size.hash);
    await removeFiles(file, row ? [hash, ...sizes] : []);
  }

  /**
   * Undoes what was stored unless its row was committed after all, which removes the entry. The database makes this wait
   * for a commit that is under way.
   *
   * @returns whether there was anything to undo
   */
  const undoUnlessCommitted = async (id: number, undo: () => Promise<void>): Promise<boolean> =>
    strapi.db.transaction(async () => {
      if (!(await remove(id))) return false;
      await undo();
      return true;
    });

  return {
    /** Call before the file is stored. @returns the id of its entry */
    async record({ hash, ext }: FileName): Promise<number> {
      const upload: PendingUpload = { host: os.hostname(), pid: process.pid, since: Date.now(), hash, ext };
      const data = { key: `${prefix}${hash}`, value: JSON.stringify(upload), type: 'object' };
      const row: unknown = await store().create({ data });
      return z.object({ id: z.number() }).parse(row).id;
    },

    remove,
    removeFiles,

    /** Whether a file is being stored or replaced, by any process; or its process died, and the next start clears up. */
    isBeingStored: async (hash: string): Promise<boolean> =>
      (await store().count({ where: { key: `${prefix}${hash}` } })) > 0,

    undoUnlessCommitted,

    /**
     * Deletes what interrupted imports and uploads left: called at the start of the club and of every command, before this
     * process stores anything itself. What cannot be deleted now is tried again at the next start.
     */
    async clear(): Promise<void> {
      const rows: unknown = await store().findMany({ where: { key: { $startsWith: prefix } } });
      const me = { host: os.hostname(), pid: process.pid };
      for (const { id, value } of z.array(entryRow).parse(rows)) {
        const upload = pendingUpload.safeParse(jsonOf(value)).data;
        if (!upload || !isAbandoned(upload, me, isRunning, Date.now())) continue;
        await undoUnlessCommitted(id, () => removeUnnamed(upload)).catch((error: unknown) =>
          strapi.log.warn(notUndone(error)),
        );
      }
    },
  };
};

export const notUndone = (error: unknown): string =>
  `A file that an import or an upload left could not be cleared away yet: ${String(error)}`;

/** Strapi's own, where the settings name none. */
const defaultSizes = { large: 1000, medium: 750, small: 500 };

/** A broken row must not keep the club from starting. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs and belongs to another user.
    return z.object({ code: z.literal('EPERM') }).safeParse(error).success;
  }
}
