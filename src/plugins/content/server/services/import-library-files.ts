import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Picture } from '../domain/content-file/document-schema';
import { digest } from './import-files';
import { contentOf } from './media-files';

const fileUid = 'plugin::upload.file';

const libraryFile = z.looseObject({
  id: z.number(),
  alternativeText: z.string().nullable(),
  caption: z.string().nullable(),
  provider: z.string(),
  url: z.string(),
});

export type LibraryFile = z.infer<typeof libraryFile>;

/** Finds a file of the media library by its name and its content. */
export async function findInLibrary(
  strapi: Core.Strapi,
  name: string,
  size: number,
  wantedDigest: string,
): Promise<LibraryFile | undefined> {
  const kilobytes = size / 1000;
  const rows: unknown = await strapi.db.query(fileUid).findMany({
    where: {
      name: { $in: [name.normalize('NFC'), name.normalize('NFD')] },
      size: { $between: [kilobytes - 0.01, kilobytes + 0.01] },
    },
    orderBy: { id: 'asc' },
  });
  for (const each of z.array(libraryFile).parse(rows)) {
    // A file that the provider has lost is no match, and no reason to fail.
    const content = await contentOf(strapi, each)
      .then(digest, () => undefined)
      .catch(() => undefined);
    if (content === wantedDigest) return each;
  }
  return undefined;
}

/** Sets the texts that the content gives; absent ones stay. */
export async function describeFile(
  strapi: Core.Strapi,
  file: LibraryFile,
  { alt, caption }: Picture,
): Promise<void> {
  const words = {
    alternativeText: alt === undefined ? file.alternativeText : alt,
    caption: caption === undefined ? file.caption : caption,
  };
  if (words.alternativeText === file.alternativeText && words.caption === file.caption) return;
  await strapi.db.query(fileUid).update({ where: { id: file.id }, data: words });
}

/** Staff may have deleted a file since it was found. @throws Error if one is gone */
export async function requireFiles(strapi: Core.Strapi, files: readonly LibraryFile[]): Promise<void> {
  const wanted = [...new Set(files.map(({ id }) => id))];
  if (wanted.length === 0) return;
  const count = await strapi.db.query(fileUid).count({ where: { id: { $in: wanted } } });
  if (count !== wanted.length)
    throw new Error(
      'A picture was deleted from the media library while it was being imported: import again.',
    );
}
