import { z } from 'zod';
import os from 'node:os';
import type { Core } from '@strapi/strapi';
import { uploadProvider } from './media-files';
import { whenFree } from './when-free';

/** Who is storing a file for an import, and which. */
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

const longestImportMs = 6 * 60 * 60 * 1000;

/**
 * Whether the import that was storing a file is over, as the process `me` sees it, which has begun none yet: a process of
 * another machine cannot be seen, nor can one that has since taken the same number be told from it.
 */
export function isAbandoned(
  { host, pid, since }: PendingUpload,
  me: { host: string; pid: number },
  isRunning: (pid: number) => boolean,
  now: number,
): boolean {
  if (now - since > longestImportMs) return true;
  return host === me.host && (pid === me.pid || !isRunning(pid));
}

const storeUid = 'strapi::core-store';
const prefix = 'plugin_content_pending-upload_';
const fileUid = 'plugin::upload.file';
const idsAtOnce = 500;

const storeRow = z.object({ id: z.number(), key: z.string(), value: z.string() });

/**
 * Files that an import has stored, or is about to, while the rows that will name them are not committed. Each is written
 * down before it is stored, and struck out in the very transaction that commits its row: whatever is left when a process
 * dies belongs to nobody.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = () => strapi.db.query(storeUid);

  async function removeFiles({ hash, ext }: Pick<PendingUpload, 'hash' | 'ext'>): Promise<void> {
    const provider = uploadProvider(strapi);
    const sizes = Object.keys(strapi.config.get<object>('plugin::upload.breakpoints', defaultSizes));
    for (const name of [hash, ...['thumbnail', ...sizes].map((size) => `${size}_${hash}`)]) {
      await provider.delete({ hash: name, ext, url: `/uploads/${name}${ext}` });
    }
  }

  /** Its entry is gone where the import has been committed after all. */
  const removeAbandoned = async (id: number, upload: PendingUpload): Promise<void> => {
    await strapi.db.transaction(async () => {
      const { count } = await store().deleteMany({ where: { id } });
      if (count === 0) return;
      if ((await strapi.db.query(fileUid).count({ where: { hash: upload.hash } })) === 0)
        await removeFiles(upload);
    });
  };

  return {
    /** Before a file is stored. Answers the number of its entry. */
    async enter(file: Pick<PendingUpload, 'hash' | 'ext'>): Promise<number> {
      const upload: PendingUpload = { host: os.hostname(), pid: process.pid, since: Date.now(), ...file };
      const data = { key: `${prefix}${file.hash}`, value: JSON.stringify(upload), type: 'object' };
      const row: unknown = await whenFree(() => store().create({ data }));
      return z.object({ id: z.number() }).parse(row).id;
    },

    /** In the transaction in which the files get their rows. Answers how many of the entries were still there. */
    async strikeOut(ids: readonly number[]): Promise<number> {
      let struck = 0;
      for (let start = 0; start < ids.length; start += idsAtOnce) {
        const { count } = await store().deleteMany({
          where: { id: { $in: ids.slice(start, start + idsAtOnce) } },
        });
        struck += count;
      }
      return struck;
    },

    removeFiles,

    /**
     * Removes what imports have left that ended without a word: at the start of the club and of every command, before
     * this process imports anything itself. What cannot be removed now is tried again then.
     */
    async clear(): Promise<void> {
      const rows: unknown = await store().findMany({ where: { key: { $startsWith: prefix } } });
      const me = { host: os.hostname(), pid: process.pid };
      for (const { id, value } of z.array(storeRow).parse(rows)) {
        const upload = pendingUpload.safeParse(jsonOf(value)).data;
        if (!upload || !isAbandoned(upload, me, isRunning, Date.now())) continue;
        await removeAbandoned(id, upload).catch((error: unknown) =>
          strapi.log.warn(`A file that an import left could not be removed yet: ${String(error)}`),
        );
      }
    },
  };
};

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
