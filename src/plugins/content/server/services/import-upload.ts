import { AsyncLocalStorage } from 'node:async_hooks';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, stat, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { lookup } from 'mime-types';
import { z } from 'zod';
import type { Picture } from '../domain/content-file/document-schema';
import { bytesOf, FileRefused } from './import-files';
import { imageService, uploadService, uploadToProvider, type UploadedFile } from './media-files';

/**
 * Stores files in all their sizes as the media library does, but without a row: the transaction of the import writes the
 * rows, and must not wait for pictures. Each file is copied first, so that the stored content is the checked one.
 */
export function createUploads(strapi: Core.Strapi) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'content-import-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  let copies = 0;

  /** Strapi would store a damaged image as another type of file. */
  async function imageOf(file: UploadedFile, named: string): Promise<UploadedFile | undefined> {
    const images = imageService(strapi);
    if (!(await images.isImage(file))) {
      if (file.mime.startsWith('image/')) throw new FileRefused(`'${named}' is not a valid image`);
      return undefined;
    }
    if (await images.isFaultyImage(file)) throw new FileRefused(`'${named}' is not a valid image`);
    return (await images.isOptimizableImage(file)) ? images.optimize(file) : file;
  }

  return {
    /** Calls `use` with a private copy of an open file, and deletes the copy afterwards. */
    async withCopy<T>(handle: FileHandle, name: string, use: (copy: string) => Promise<T>): Promise<T> {
      copies += 1;
      const own = path.join(folder, String(copies));
      const copy = path.join(own, `original${path.extname(name)}`);
      try {
        await mkdir(own);
        await pipeline(Readable.from(bytesOf(handle)), createWriteStream(copy));
        return await use(copy);
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },

    /**
     * @param location of the copy
     * @param onNamed called with the names of the stored files, before the first is stored
     */
    async store(
      location: string,
      name: string,
      picture: Picture,
      onNamed: (file: { hash: string; ext: string }) => Promise<void>,
    ): Promise<UploadedFile> {
      const info = await uploadService(strapi).formatFileInfo(
        {
          filename: name,
          type: lookup(name) || 'application/octet-stream',
          size: (await stat(location)).size,
        },
        { name, alternativeText: picture.alt ?? null, caption: picture.caption ?? null },
        { tmpWorkingDirectory: path.dirname(location) },
      );
      const file = { ...info, filepath: location, getStream: () => createReadStream(location) };
      const image = await imageOf(file, picture.file);
      const stored = image ?? file;
      await onNamed({ hash: stored.hash, ext: stored.ext });
      await uploadToProvider(strapi, stored, image !== undefined);
      return stored;
    },

    end(): void {
      process.off('exit', remove);
      remove();
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

const importing = new AsyncLocalStorage<true>();

const uploadSettings = z.looseObject({ sizeOptimization: z.boolean(), autoOrientation: z.boolean() });

/**
 * Runs `work` with the media library's compression off, so that the pictures of a content folder stay as they are, and an
 * export gives the same files again. Uploads of staff at the same time are not affected.
 */
export async function keepingPicturesAsTheyAre<T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T> {
  const service = uploadService(strapi);
  const read = service.getSettings.bind(service);
  service.getSettings = async () => {
    const settings = await read();
    const known = importing.getStore() ? uploadSettings.safeParse(settings).data : undefined;
    return known ? { ...known, sizeOptimization: false, autoOrientation: false } : settings;
  };
  try {
    return await importing.run(true, work);
  } finally {
    service.getSettings = read;
  }
}
