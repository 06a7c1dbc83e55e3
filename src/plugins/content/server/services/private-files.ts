import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { isStoredName } from '../domain/media/private-address';

const storing = new AsyncLocalStorage<true>();

/**
 * The folder of private files: beside the public folder, so that nothing serves it by itself. The files of any upload provider whose
 * addresses are public are moved here to become private.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const folder = () => path.resolve(strapi.dirs.static.public, '../private-files');

  /** @throws Error for a name that the media library would not give */
  function pathOf(name: string): string {
    if (!isStoredName(name)) throw new Error(`'${name}' cannot be the name of a private file`);
    return path.join(folder(), name);
  }

  return {
    pathOf,

    /** Stores a file, whole or not at all. */
    async write(name: string, content: Readable | Buffer): Promise<void> {
      const target = pathOf(name);
      const unfinished = `${target}.${randomUUID()}.part`;
      await mkdir(folder(), { recursive: true });
      try {
        // Flushed: the public copy is deleted next.
        await pipeline(
          Buffer.isBuffer(content) ? Readable.from([content]) : content,
          createWriteStream(unfinished, { flush: true }),
        );
        await rename(unfinished, target);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    /** @returns null if there is no such file. The caller closes the handle. */
    async open(name: string): Promise<FileHandle | null> {
      if (!isStoredName(name)) return null;
      try {
        return await open(pathOf(name), 'r');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },

    /** @throws Error, in the stream, if there is no such file */
    read: (name: string, range?: { start: number; end: number }): Readable =>
      createReadStream(pathOf(name), range),

    /** Does nothing if there is no such file. */
    async remove(name: string): Promise<void> {
      if (isStoredName(name)) await rm(pathOf(name), { force: true });
    },

    /** Runs `work`; what it has the upload provider store becomes private. */
    storePrivately: <Result>(work: () => Promise<Result>): Promise<Result> => storing.run(true, work),

    isStoringPrivately: (): boolean => storing.getStore() === true,
  };
};
