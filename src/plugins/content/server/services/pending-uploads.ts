import { AsyncLocalStorage } from 'node:async_hooks';
import os from 'node:os';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { CommitError } from '../../../../database/errors';
import { isRecord } from '../../../../shared/server/is-record';
import { uploadProvider } from './media-files';
import { copiesOf } from './replaced-files';

/** Who is storing a file, and which. */
export const pendingUpload = z.object({
  host: z.string(),
  pid: z.number(),
  /** When it began, in milliseconds since 1970. */
  since: z.number(),
  /** What the names of the file and of its other sizes are made of. */
  hash: z.string(),
  ext: z.string(),
});

export type PendingUpload = z.infer<typeof pendingUpload>;

/** An import may take hours; an upload writes its file down once it has been read and checked, minutes before its row at most. */
const longestMs = 6 * 60 * 60 * 1000;

/**
 * Whether the import or upload that was storing a file is over, as the process `me` sees it, which has begun none yet: a process
 * of another machine cannot be seen, nor can one that has since taken the same number be told from it.
 */
export function isAbandoned(
  { host, pid, since }: PendingUpload,
  me: { host: string; pid: number },
  isRunning: (pid: number) => boolean,
  now: number,
): boolean {
  if (now - since > longestMs) return true;
  return host === me.host && (pid === me.pid || !isRunning(pid));
}

const storeUid = 'strapi::core-store';
const prefix = 'plugin_content_pending-upload_';
const fileUid = 'plugin::upload.file';
const idsAtOnce = 500;

const storeRow = z.object({ id: z.number(), key: z.string(), value: z.string() });

type FileName = Pick<PendingUpload, 'hash' | 'ext'>;

/** A file that an upload under way stores, and how far it is. */
interface Stored {
  entry?: FileName & { id: number };
  row: 'none' | 'committed' | 'unknown' | 'deleted';
  /** What the provider is doing: the first that fails does not end the others. */
  writes: Promise<unknown>[];
}

const underWay = new AsyncLocalStorage<Stored>();

const fileRow = z
  .object({ id: z.number(), formats: z.record(z.string(), z.object({ hash: z.string() })).nullish() })
  .nullable();

/**
 * Files that somebody has stored, or is about to, while the rows that will name them are not committed. Each is written
 * down before it is stored, and struck out in the very transaction that commits its row: whatever is left when a process
 * dies belongs to nobody.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.db.query(storeUid);

  const rowOf = async ({ hash }: FileName) =>
    fileRow.parse(await strapi.db.query(fileUid).findOne({ where: { hash } }));

  /** @param named hashes of those that stay */
  async function removeFiles({ hash, ext }: FileName, named: readonly string[] = []): Promise<void> {
    const provider = uploadProvider(strapi);
    const sizes = Object.keys(strapi.config.get<object>('plugin::upload.breakpoints', defaultSizes));
    for (const name of [hash, ...['thumbnail', ...sizes].map((size) => `${size}_${hash}`)]) {
      if (!named.includes(name)) await provider.delete({ hash: name, ext, url: `/uploads/${name}${ext}` });
    }
  }

  async function enter({ hash, ext }: FileName): Promise<number> {
    const upload: PendingUpload = { host: os.hostname(), pid: process.pid, since: Date.now(), hash, ext };
    const data = { key: `${prefix}${hash}`, value: JSON.stringify(upload), type: 'object' };
    const row: unknown = await store().create({ data });
    return z.object({ id: z.number() }).parse(row).id;
  }

  async function strikeOut(ids: readonly number[]): Promise<number> {
    let struck = 0;
    for (let start = 0; start < ids.length; start += idsAtOnce) {
      const { count } = await store().deleteMany({
        where: { id: { $in: ids.slice(start, start + idsAtOnce) } },
      });
      struck += count;
    }
    return struck;
  }

  /** What stays of a file without an entry to vouch for it: the sizes that its row names, where it has one. */
  async function removeUnnamed(file: FileName): Promise<void> {
    const row = await rowOf(file);
    const sizes = Object.values(row?.formats ?? {}).map(({ hash }) => hash);
    await removeFiles(file, row ? [file.hash, ...sizes] : []);
  }

  /**
   * Undoes what was stored unless its row has been committed after all: then its entry is gone, and while that is under way the
   * database lets this wait. Answers whether there was anything to undo.
   */
  const undoAbandoned = async (id: number, how: () => Promise<void>): Promise<boolean> =>
    strapi.db.transaction(async () => {
      if ((await strikeOut([id])) === 0) return false;
      await how();
      return true;
    });

  /** Its row goes first: a row without its file is worse than the reverse, which is written down. */
  async function takeBack(file: FileName): Promise<void> {
    const entry = await strapi.db.transaction(async () => {
      const row = await rowOf(file);
      if (row) await strapi.db.query(fileUid).delete({ where: { id: row.id } });
      return enter(file);
    });
    await removeFiles(file);
    await strikeOut([entry]);
  }

  /** After a failure, unless the row is there all the same. What fails itself is cleared at a later start. */
  async function undo(
    { entry, row }: Stored,
    how: (file: FileName) => Promise<void>,
  ): Promise<'undone' | 'committed' | 'failed'> {
    try {
      if (!entry || row === 'committed') return 'committed';
      if (row === 'unknown')
        return (await undoAbandoned(entry.id, () => how(entry))) ? 'undone' : 'committed';
      // Nothing was committed, whether or not the database can still be asked.
      await how(entry);
      await strikeOut([entry.id]);
      return 'undone';
    } catch (error) {
      strapi.log.warn(notUndone(error));
      return 'failed';
    }
  }

  return {
    /** Before a file is stored. Answers the number of its entry. */
    enter,

    /** In the transaction in which the files get their rows. Answers how many of the entries were still there. */
    strikeOut,

    removeFiles,

    takeBack,

    /** The club's media library calls it before it stores the file of `store`, when its name is known. */
    async enterUnderWay(file: FileName): Promise<void> {
      const stored = underWay.getStore();
      if (stored && !stored.entry) stored.entry = { id: await enter(file), hash: file.hash, ext: file.ext };
    },

    /** The same for whatever the provider does meanwhile. */
    writing<Result>(write: Promise<Result>): Promise<Result> {
      underWay.getStore()?.writes.push(write);
      return write;
    },

    /** Stores one file and writes its row, by `work`; where that fails nothing of it stays. */
    async store<Result>(work: () => Promise<Result>): Promise<Result> {
      const stored: Stored = { row: 'none', writes: [] };
      try {
        return await underWay.run(stored, work);
      } catch (error) {
        await Promise.allSettled(stored.writes);
        const { entry } = stored;
        if ((await undo(stored, removeFiles)) === 'committed' && entry)
          await takeBack(entry).catch((failure: unknown) => strapi.log.warn(notUndone(failure)));
        throw error;
      }
    },

    /** Stores another content for a file and changes its row, by `work`; where that fails it is as it was. */
    async replace<Result>(id: unknown, work: () => Promise<Result>): Promise<Result> {
      const copies = await copiesOf(strapi, await strapi.db.query(fileUid).findOne({ where: { id } }));
      if (!copies) return work();
      const { hash, ext, named } = copies;
      const stored: Stored = { row: 'none', writes: [] };
      /** What its address holds is there nowhere else until this has ended well. */
      const putBack = async (file: FileName): Promise<void> => {
        if (stored.row === 'deleted') return removeFiles(file);
        if (stored.writes.length === 0) return;
        await copies.restore();
        await removeFiles(file, named);
      };
      let outcome: Awaited<ReturnType<typeof undo>> = 'undone';
      try {
        stored.entry = { id: await enter(copies), hash, ext };
        return await underWay.run(stored, work);
      } catch (error) {
        await Promise.allSettled(stored.writes);
        if (stored.entry) outcome = await undo(stored, putBack);
        throw error;
      } finally {
        if (outcome === 'failed')
          strapi.log.error(
            `${hash}${ext} could not be put back as it was: its copies are in ${copies.folder}`,
          );
        else await copies.remove();
      }
    },

    /** From now on the row of a file of `store` or `replace` and the end of its entry are one transaction. */
    strikeOutWithRows(): void {
      const repository = strapi.db.query(fileUid);
      const create = repository.create.bind(repository);
      const update = repository.update.bind(repository);
      const withEntry = async <Result>(
        { data }: { data?: unknown },
        write: () => Promise<Result>,
      ): Promise<Result> => {
        const stored = underWay.getStore();
        const entry = stored?.entry;
        if (!entry || !isRecord(data) || data['hash'] !== entry.hash) return write();
        try {
          const written = await strapi.db.transaction(async () => {
            if ((await strikeOut([entry.id])) === 0)
              throw new Error('The file was cleared away while it was being uploaded: upload it again.');
            const row = await write();
            if (row !== null) return row;
            stored.row = 'deleted';
            throw new errors.NotFoundError('The file was deleted while it was being replaced.');
          });
          stored.row = 'committed';
          return written;
        } catch (error) {
          if (error instanceof CommitError && !error.isOutcomeKnown) stored.row = 'unknown';
          throw error;
        }
      };
      repository.create = (params) => withEntry(params, () => create(params));
      repository.update = (params) => withEntry(params, () => update(params));
    },

    /**
     * Removes what imports and uploads have left that ended without a word: at the start of the club and of every command,
     * before this process stores anything itself. What cannot be removed now is tried again then.
     */
    async clear(): Promise<void> {
      const rows: unknown = await store().findMany({ where: { key: { $startsWith: prefix } } });
      const me = { host: os.hostname(), pid: process.pid };
      for (const { id, value } of z.array(storeRow).parse(rows)) {
        const upload = pendingUpload.safeParse(jsonOf(value)).data;
        if (!upload || !isAbandoned(upload, me, isRunning, Date.now())) continue;
        await undoAbandoned(id, () => removeUnnamed(upload)).catch((error: unknown) =>
          strapi.log.warn(notUndone(error)),
        );
      }
    },
  };
};

const notUndone = (error: unknown): string =>
  `A file that an import or an upload left could not be cleared away yet: ${String(error)}`;

/** Strapi's own, where the settings name none. */
const defaultSizes = { large: 1000, medium: 750, small: 500 };

/** One row that is broken must not keep the club from starting. */
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
    // It is there, and somebody else's.
    return z.object({ code: z.literal('EPERM') }).safeParse(error).success;
  }
}
