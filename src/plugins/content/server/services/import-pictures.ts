import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createReadStream } from 'node:fs';
import type { Core } from '@strapi/strapi';
import { lookup } from 'mime-types';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import type { Picture } from '../domain/content-file/attributes';
import { contentOf, uploadProvider, uploadService } from './media-files';

const fileUid = 'plugin::upload.file';

const libraryFile = z.looseObject({
  id: z.number(),
  alternativeText: z.string().nullable(),
  caption: z.string().nullable(),
  mime: z.string(),
  width: z.number().nullish(),
  provider: z.string(),
  url: z.string(),
  formats: z.record(z.string(), z.looseObject({})).nullish(),
});

type LibraryFile = z.infer<typeof libraryFile>;

/**
 * The pictures of one import. A file is known by its name and its content: one that the media library has is not
 * uploaded again, whoever brought it there.
 */
export function createPictures(strapi: Core.Strapi, folder: string) {
  const known = new Map<string, LibraryFile>();
  const uploaded: LibraryFile[] = [];

  async function find(location: string, name: string): Promise<LibraryFile | undefined> {
    const kilobytes = (await stat(location)).size / 1000;
    const rows: unknown = await strapi.db.query(fileUid).findMany({
      where: { name, size: { $between: [kilobytes - 0.01, kilobytes + 0.01] } },
      orderBy: { id: 'asc' },
    });
    const candidates = z.array(libraryFile).parse(rows);
    if (candidates.length === 0) return undefined;
    const wanted = await digest(createReadStream(location));
    for (const each of candidates) {
      // A file that the library lists and its provider has lost is no match, and no reason to fail.
      const kept = await contentOf(strapi, each)
        .then(digest, () => undefined)
        .catch(() => undefined);
      if (kept === wanted) return each;
    }
    return undefined;
  }

  async function upload(location: string, name: string, picture: Picture): Promise<LibraryFile> {
    const { size } = await stat(location);
    const rows: unknown = await uploadService(strapi).upload({
      data: { fileInfo: { name, alternativeText: picture.alt ?? null, caption: picture.caption ?? null } },
      files: {
        filepath: location,
        originalFilename: name,
        mimetype: lookup(name) || 'application/octet-stream',
        size,
      },
    });
    const [file] = z.tuple([libraryFile]).parse(rows);
    uploaded.push(file);
    // Strapi takes what is no image for a file of some other sort, whatever its name says.
    if (file.mime.startsWith('image/') && !file.width) {
      throw new errors.ValidationError(`'${picture.file}' is not a valid image`);
    }
    return file;
  }

  async function describe(file: LibraryFile, { alt, caption }: Picture): Promise<LibraryFile> {
    const words = {
      alternativeText: alt === undefined ? file.alternativeText : alt,
      caption: caption === undefined ? file.caption : caption,
    };
    if (words.alternativeText === file.alternativeText && words.caption === file.caption) return file;
    await strapi.db.query(fileUid).update({ where: { id: file.id }, data: words });
    return { ...file, ...words };
  }

  return {
    /** The id of a picture in the media library, where it is from now on, described as the file says. */
    async idOf(picture: Picture): Promise<number> {
      const location = path.join(folder, picture.file);
      const name = path.basename(location);
      const file =
        known.get(picture.file) ??
        (await uploadService(strapi).asKept(
          location,
          name,
          async (kept) => (await find(kept, name)) ?? (await upload(kept, name, picture)),
        ));
      known.set(picture.file, await describe(file, picture));
      return file.id;
    },

    /** Removes what this import has stored; the rows have gone with the transaction. */
    async removeUploaded(): Promise<void> {
      const provider = uploadProvider(strapi);
      for (const file of uploaded) {
        for (const each of [file, ...Object.values(file.formats ?? {})]) await provider.delete(each);
      }
    },

    /** How many files this import has brought. */
    count: () => uploaded.length,
  };
}

export type Pictures = ReturnType<typeof createPictures>;

async function digest(content: AsyncIterable<Uint8Array | string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}
