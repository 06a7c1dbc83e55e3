import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Semaphore } from 'async-mutex';
import { z } from 'zod';
import type { Picture } from '../domain/content-file/document-schema';
import { ContentIssues, type ContentIssue } from '../domain/content-file/issues';
import { digest, FileRefused, openWithin } from './import-files';
import { describeFile, findInLibrary, requireFiles, type LibraryFile } from './import-library-files';
import { whenFree } from './import-transactions';
import { createUploads, type Uploads } from './import-upload';
import { uploadService, type UploadedFile } from './media-files';
import pendingUploads from './pending-uploads';

const fileUid = 'plugin::upload.file';

/** A file that the content shows, with the texts that all documents together give it. */
export interface WantedPicture {
  picture: Picture;
  /** Its path within the folder, in the file system's spelling. */
  location: string;
  /** Where it is named first, for issues. */
  place: Omit<ContentIssue, 'message'>;
}

/**
 * The pictures of one import. A file is identified by its name and content: one that the media library already has is not
 * uploaded again. The slow part precedes all transactions: `prepare` looks for each file and stores new ones. Their rows are
 * written by `writeRows`, in the transaction of the first documents that show them.
 */
export function createPictures(
  strapi: Core.Strapi,
  folder: string,
  locationOf: (file: string) => Promise<string>,
) {
  const pending = pendingUploads({ strapi });
  const known = new Map<string, LibraryFile>();
  /** New files, stored but without rows until `writeRows`, by location. */
  const fresh = new Map<string, UploadedFile>();
  /** By name and content: the same file under two paths is one in the library. */
  const byContent = new Map<string, Promise<UploadedFile>>();
  /** The entries of stored files (see `pending-uploads`), by hash. */
  const entries = new Map<string, { id: number; ext: string }>();
  const described = new Map<string, Picture>();
  /** The ids of pictures with committed rows, by `keyOf`, and of those that the present transaction has written. */
  const committed = new Map<string, number>();
  let written = new Map<string, number>();

  const keyOf = (location: string): string => fresh.get(location)?.hash ?? location;

  async function prepareOne(
    { picture, location }: WantedPicture,
    copy: string,
    name: string,
    uploads: Uploads,
  ): Promise<void> {
    const content = await digest(createReadStream(copy));
    const found = await findInLibrary(strapi, name, (await stat(copy)).size, content);
    if (found) return void known.set(location, found);
    const key = `${content} ${name}`;
    const stored =
      byContent.get(key) ??
      uploads.store(copy, name, picture, async (added) => {
        const id = await whenFree(() => pending.record(added));
        entries.set(added.hash, { id, ext: added.ext });
      });
    byContent.set(key, stored);
    fresh.set(location, await stored);
  }

  /** Finds one picture in the media library, or stores its file. */
  async function prepareFrom(each: WantedPicture, uploads: Uploads): Promise<void> {
    try {
      const handle = await openWithin(folder, each.location);
      const name = path.posix.basename(each.picture.file).normalize('NFC');
      await uploads
        .withCopy(handle, name, (copy) =>
          uploadService(strapi).asKept(copy, name, (kept) => prepareOne(each, kept, name, uploads)),
        )
        .finally(() => handle.close());
    } catch (error) {
      if (!(error instanceof FileRefused || error instanceof errors.ValidationError)) throw error;
      throw new ContentIssues([{ ...each.place, message: String(error.message) }]);
    }
  }

  async function writeOne(location: string): Promise<number> {
    const picture = described.get(location);
    const found = known.get(location);
    const added = fresh.get(location);
    if (picture && added) return writeRow(added, picture);
    if (!picture || !found) throw new Error(`The file ${location} has not been stored.`);
    await describeFile(strapi, found, picture);
    return found.id;
  }

  async function writeRow(added: UploadedFile, picture: Picture): Promise<number> {
    const entry = entries.get(added.hash);
    if (!entry || !(await pending.remove(entry.id)))
      throw new Error('Files of this import were cleared away while it was under way: import again.');
    const words = { alternativeText: picture.alt ?? null, caption: picture.caption ?? null };
    const row: unknown = await strapi.db.query(fileUid).create({ data: { ...added, ...words } });
    return z.object({ id: z.number() }).parse(row).id;
  }

  return {
    /** Finds each picture in the media library, or stores its file. Call it outside of transactions. */
    async prepare(
      wanted: readonly WantedPicture[],
      onPicture: (done: number) => Promise<void>,
    ): Promise<void> {
      for (const { location, picture } of wanted) described.set(location, picture);
      const uploads = createUploads(strapi);
      const turns = new Semaphore(availableParallelism());
      let failed = false;
      let done = 0;
      const prepareInTurn = (each: WantedPicture): Promise<void> =>
        turns.runExclusive(async () => {
          if (failed) return;
          try {
            await onPicture((done += 1));
            await prepareFrom(each, uploads);
          } catch (error) {
            failed = true;
            throw error;
          }
        });
      try {
        // Not `Promise.all`: nothing may be stored after this has failed.
        const results = await Promise.allSettled(wanted.map(prepareInTurn));
        for (const result of results) if (result.status === 'rejected') throw result.reason;
      } finally {
        uploads.end();
      }
    },

    /**
     * Writes the rows and texts of pictures that documents are about to refer to, in their transaction. One that is shown by several
     * documents has the texts that all of them together give it; a file under two names has those of the first.
     */
    async writeRows(shown: readonly Picture[]): Promise<void> {
      written = new Map();
      const locations = new Set(await Promise.all(shown.map(({ file }) => locationOf(file))));
      const missing = [...locations].filter((location) => !committed.has(keyOf(location)));
      await requireFiles(
        strapi,
        missing.flatMap((location) => known.get(location) ?? []),
      );
      for (const location of missing)
        if (!written.has(keyOf(location))) written.set(keyOf(location), await writeOne(location));
    },

    /** Call after the transaction of `writeRows` was committed. */
    keepRows(): void {
      for (const [key, id] of written) committed.set(key, id);
    },

    /** Forgets all rows: the transaction around those of `writeRows` was rolled back. */
    forgetRows(): void {
      committed.clear();
      written.clear();
    },

    /** The id of a picture in the media library, after `writeRows`. */
    async idOf({ file }: Picture): Promise<number> {
      const key = keyOf(await locationOf(file));
      const id = written.get(key) ?? committed.get(key);
      if (id === undefined) throw new Error(`The file ${file} is not in the media library.`);
      return id;
    },

    /** Deletes the files that have no committed rows; call it only if that is certain. Failures are cleared at a later start. */
    async discard(): Promise<void> {
      for (const [hash, { id, ext }] of entries) {
        if (committed.has(hash)) continue;
        await pending
          .removeFiles({ hash, ext })
          .then(() => whenFree(() => pending.remove(id)))
          .catch(() => undefined);
      }
    },

    count: () => entries.size,
  };
}

export type Pictures = ReturnType<typeof createPictures>;
