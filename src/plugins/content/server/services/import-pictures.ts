import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Semaphore } from 'async-mutex';
import { z } from 'zod';
import type { Picture } from '../domain/content-file/documents';
import { ContentIssues, type ContentIssue } from '../domain/content-file/issues';
import { digest, FileRefused, openWithin } from './import-files';
import type { Transact } from './import-transactions';
import { createUploads, type Uploads } from './import-upload';
import { contentOf, uploadService, type UploadedFile } from './media-files';
import pendingUploads from './pending-uploads';
import { whenFree } from './when-free';

const fileUid = 'plugin::upload.file';
/** As many as are written in a fraction of a second. */
const picturesInTransaction = 100;

const libraryFile = z.looseObject({
  id: z.number(),
  alternativeText: z.string().nullable(),
  caption: z.string().nullable(),
  provider: z.string(),
  url: z.string(),
});

type LibraryFile = z.infer<typeof libraryFile>;

/** A file that the content shows, described as all of the content together says. */
export interface WantedPicture {
  picture: Picture;
  /** Its path within the folder, as the file system has it. */
  location: string;
  /** Where it is named first, for issues. */
  place: Omit<ContentIssue, 'message'>;
}

/**
 * The pictures of one import. A file is known by its name and its content: one that the media library has is not
 * uploaded again, whoever brought it there. What takes time comes before all transactions: `prepare` looks for
 * each and stores what is new; `writeRows` gives them their rows then.
 */
export function createPictures(
  strapi: Core.Strapi,
  folder: string,
  locationOf: (file: string) => Promise<string>,
) {
  const pending = pendingUploads({ strapi });
  const known = new Map<string, LibraryFile>();
  /** Files that were stored, and will have rows. */
  const fresh = new Map<string, UploadedFile>();
  /** By name and content: the same file under two paths is one in the library. */
  const byContent = new Map<string, Promise<UploadedFile>>();
  /** What is written down of files that were stored, by their hashes. */
  const entries = new Map<string, { id: number; ext: string }>();
  /** The hashes of files whose rows are committed. */
  const committed = new Set<string>();
  const ids = new Map<string, number>();

  async function find(name: string, size: number, wanted: string): Promise<LibraryFile | undefined> {
    const kilobytes = size / 1000;
    const rows: unknown = await strapi.db.query(fileUid).findMany({
      where: {
        name: { $in: [name.normalize('NFC'), name.normalize('NFD')] },
        size: { $between: [kilobytes - 0.01, kilobytes + 0.01] },
      },
      orderBy: { id: 'asc' },
    });
    for (const each of z.array(libraryFile).parse(rows)) {
      // A file that the library lists and its provider has lost is no match, and no reason to fail.
      const kept = await contentOf(strapi, each)
        .then(digest, () => undefined)
        .catch(() => undefined);
      if (kept === wanted) return each;
    }
    return undefined;
  }

  async function prepareOne(
    { picture, location }: WantedPicture,
    copy: string,
    name: string,
    uploads: Uploads,
  ): Promise<void> {
    const content = await digest(createReadStream(copy));
    const found = await find(name, (await stat(copy)).size, content);
    if (found) return void known.set(location, found);
    const key = `${content} ${name}`;
    const stored =
      byContent.get(key) ??
      uploads.store(copy, name, picture, async (added) => {
        const id = await whenFree(() => pending.enter(added));
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

  async function describe(file: LibraryFile, { alt, caption }: Picture): Promise<void> {
    const words = {
      alternativeText: alt === undefined ? file.alternativeText : alt,
      caption: caption === undefined ? file.caption : caption,
    };
    if (words.alternativeText === file.alternativeText && words.caption === file.caption) return;
    await strapi.db.query(fileUid).update({ where: { id: file.id }, data: words });
  }

  /** Staff may have deleted a file since it was found. */
  async function requireStillThere(files: readonly LibraryFile[]): Promise<void> {
    const wanted = [...new Set(files.map(({ id }) => id))];
    if (wanted.length === 0) return;
    const count = await strapi.db.query(fileUid).count({ where: { id: { $in: wanted } } });
    if (count !== wanted.length)
      throw new Error(
        'A picture was deleted from the media library while it was being imported: import again.',
      );
  }

  /** Gives what is new its row and all of these their words. `rows` are those of files that came before, and of these then. */
  async function writeSome(some: readonly WantedPicture[], rows: Map<UploadedFile, number>): Promise<void> {
    await requireStillThere(some.flatMap(({ location }) => known.get(location) ?? []));
    for (const { picture, location } of some) {
      const found = known.get(location);
      if (found) {
        await describe(found, picture);
        ids.set(location, found.id);
        continue;
      }
      const added = fresh.get(location);
      if (!added) throw new Error(`The file ${location} has not been stored.`);
      const id = rows.get(added) ?? (await writeRow(added, picture));
      rows.set(added, id);
      ids.set(location, id);
    }
  }

  async function writeRow(added: UploadedFile, picture: Picture): Promise<number> {
    const entry = entries.get(added.hash);
    if ((await pending.strikeOut(entry ? [entry.id] : [])) === 0)
      throw new Error('Files of this import were cleared away while it was under way: import again.');
    const words = { alternativeText: picture.alt ?? null, caption: picture.caption ?? null };
    const row: unknown = await strapi.db.query(fileUid).create({ data: { ...added, ...words } });
    return z.object({ id: z.number() }).parse(row).id;
  }

  return {
    /** Before all transactions: finds each picture in the media library, or stores its file. */
    async prepare(
      wanted: readonly WantedPicture[],
      onPicture: (done: number) => Promise<void>,
    ): Promise<void> {
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
        // Not `Promise.all`: nothing may be stored any more when this has failed.
        const results = await Promise.allSettled(wanted.map(prepareInTurn));
        for (const result of results) if (result.status === 'rejected') throw result.reason;
      } finally {
        uploads.end();
      }
    },

    /**
     * Before anything refers to a picture: what is new gets its row, all get their words. A file under two names has the words
     * of the first.
     */
    async writeRows(wanted: readonly WantedPicture[], transact: Transact): Promise<void> {
      let rows = new Map<UploadedFile, number>();
      for (let start = 0; start < wanted.length; start += picturesInTransaction) {
        const some = wanted.slice(start, start + picturesInTransaction);
        rows = await transact(
          async () => {
            // A transaction that is done again begins with what it began with.
            const withThese = new Map(rows);
            await writeSome(some, withThese);
            return withThese;
          },
          () => some.forEach(({ location }) => committed.add(fresh.get(location)?.hash ?? '')),
        );
      }
    },

    /** The id that a picture has in the media library from now on. */
    async idOf({ file }: Picture): Promise<number> {
      const id = ids.get(await locationOf(file));
      if (id === undefined) throw new Error(`The file ${file} is not in the media library.`);
      return id;
    },

    /** Removes what this import has stored and has no rows, which must be certain. What fails is cleared at a later start. */
    async discard(): Promise<void> {
      for (const [hash, { id, ext }] of entries) {
        if (committed.has(hash)) continue;
        await pending
          .removeFiles({ hash, ext })
          .then(() => whenFree(() => pending.strikeOut([id])))
          .catch(() => undefined);
      }
    },

    /** How many files this import has brought. */
    count: () => entries.size,
  };
}

export type Pictures = ReturnType<typeof createPictures>;
