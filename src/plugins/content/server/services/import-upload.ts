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
 * Stores files as the media library does, in all their sizes, but without a row: rows come with the transaction of the
 * import, which must not wait for pictures. Each file is copied first, so that what is stored is what was checked.
 */
export function createUploads(strapi: Core.Strapi) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'content-import-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  let copies = 0;

  /** Strapi takes what is no image for a file of some other sort, whatever its name says. */
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
    /** Hands on a copy of an open file, which nobody else can change, and which is gone afterwards. */
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
     * @param enter called with what the stored files will be called, before the first is stored
     */
    async store(
      location: string,
      name: string,
      picture: Picture,
      enter: (file: { hash: string; ext: string }) => Promise<void>,
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
      await enter({ hash: stored.hash, ext: stored.ext });
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
 * Runs `work` as if the media library had been told not to compress pictures anew: the pictures of a content folder are as
 * their makers want them, and exported again they are the same. Only for this work: what staff upload meanwhile is
 * treated as ever.
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
