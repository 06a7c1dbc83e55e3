import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { CommitError } from '../../../../database/errors';
import { isRecord } from '../../../../shared/server/is-record';
import pendingUploads, { notUndone, type FileName } from './pending-uploads';
import { copiesOf } from './replaced-files';

/** The file that the current upload stores, and how far it is. */
interface CurrentUpload {
  entry?: FileName & { id: number };
  row: 'none' | 'committed' | 'unknown' | 'deleted';
  /** The provider's writes: the first that fails does not end the others. */
  writes: Promise<unknown>[];
}

const current = new AsyncLocalStorage<CurrentUpload>();

const fileUid = 'plugin::upload.file';
const fileRow = z.object({ id: z.number() }).nullable();

/** Runs uploads and replacements of files so that one that fails leaves nothing behind. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const pending = pendingUploads({ strapi });

  /** Deletes the row first: a row without its file is worse than a file without a row, which has an entry. */
  async function deleteStored(file: FileName): Promise<void> {
    const entry = await strapi.db.transaction(async () => {
      const { hash } = file;
      const row = fileRow.parse(await strapi.db.query(fileUid).findOne({ where: { hash } }));
      if (row) await strapi.db.query(fileUid).delete({ where: { id: row.id } });
      return pending.record(file);
    });
    await pending.removeFiles(file);
    await pending.remove(entry);
  }

  /** After a failure: undoes the upload unless its row was committed all the same. `clear` retries what fails here. */
  async function rollBack(
    { entry, row }: CurrentUpload,
    undo: (file: FileName) => Promise<void>,
  ): Promise<'undone' | 'committed' | 'failed'> {
    try {
      if (!entry || row === 'committed') return 'committed';
      if (row === 'unknown')
        return (await pending.undoUnlessCommitted(entry.id, () => undo(entry))) ? 'undone' : 'committed';
      // Nothing was committed, whether or not the database can still be asked.
      await undo(entry);
      await pending.remove(entry.id);
      return 'undone';
    } catch (error) {
      strapi.log.warn(notUndone(error));
      return 'failed';
    }
  }

  return {
    deleteStored,

    /** Called by the media library before it stores the file of `store`, once its name is known. */
    async recordCurrent(file: FileName): Promise<void> {
      const upload = current.getStore();
      if (upload && !upload.entry)
        upload.entry = { id: await pending.record(file), hash: file.hash, ext: file.ext };
    },

    /** Has a rollback of the current upload wait for this write of the provider. */
    track<Result>(write: Promise<Result>): Promise<Result> {
      current.getStore()?.writes.push(write);
      return write;
    },

    /** Runs `work`, which stores one file and writes its row; if it fails, the file is deleted. */
    async store<Result>(work: () => Promise<Result>): Promise<Result> {
      const upload: CurrentUpload = { row: 'none', writes: [] };
      try {
        return await current.run(upload, work);
      } catch (error) {
        await Promise.allSettled(upload.writes);
        const { entry } = upload;
        if ((await rollBack(upload, pending.removeFiles)) === 'committed' && entry)
          await deleteStored(entry).catch((failure: unknown) => strapi.log.warn(notUndone(failure)));
        throw error;
      }
    },

    /** Runs `work`, which stores new content for a file and changes its row; if it fails, the old content is restored. */
    async replace<Result>(id: unknown, work: () => Promise<Result>): Promise<Result> {
      const copies = await copiesOf(strapi, await strapi.db.query(fileUid).findOne({ where: { id } }));
      if (!copies) return work();
      const { hash, ext, named } = copies;
      const upload: CurrentUpload = { row: 'none', writes: [] };
      /** The copies are the only ones of the old content until this has succeeded. */
      const restore = async (file: FileName): Promise<void> => {
        if (upload.row === 'deleted') return pending.removeFiles(file);
        if (upload.writes.length === 0) return;
        await copies.restore();
        await pending.removeFiles(file, named);
      };
      let outcome: Awaited<ReturnType<typeof rollBack>> = 'undone';
      try {
        upload.entry = { id: await pending.record(copies), hash, ext };
        return await current.run(upload, work);
      } catch (error) {
        await Promise.allSettled(upload.writes);
        if (upload.entry) outcome = await rollBack(upload, restore);
        throw error;
      } finally {
        if (outcome === 'failed')
          strapi.log.error(
            `${hash}${ext} could not be put back as it was: its copies are in ${copies.folder}`,
          );
        else await copies.remove();
      }
    },

    /** Patches the query of files: the row of a file of `store` or `replace` and the removal of its entry become one transaction. */
    removeEntriesWithRows(): void {
      const repository = strapi.db.query(fileUid);
      const create = repository.create.bind(repository);
      const update = repository.update.bind(repository);
      const withEntry = async <Result>(
        { data }: { data?: unknown },
        write: () => Promise<Result>,
      ): Promise<Result> => {
        const upload = current.getStore();
        const entry = upload?.entry;
        if (!entry || !isRecord(data) || data['hash'] !== entry.hash) return write();
        try {
          const written = await strapi.db.transaction(async () => {
            if (!(await pending.remove(entry.id)))
              throw new Error('The file was cleared away while it was being uploaded: upload it again.');
            const row = await write();
            if (row !== null) return row;
            upload.row = 'deleted';
            throw new errors.NotFoundError('The file was deleted while it was being replaced.');
          });
          upload.row = 'committed';
          return written;
        } catch (error) {
          if (error instanceof CommitError && !error.isOutcomeKnown) upload.row = 'unknown';
          throw error;
        }
      };
      repository.create = (params) => withEntry(params, () => create(params));
      repository.update = (params) => withEntry(params, () => update(params));
    },
  };
};
