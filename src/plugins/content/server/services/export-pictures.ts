import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import type { JsonObject } from '../domain/content-file/document-schema';
import type { StoredFile } from '../domain/content-file/rows';
import { contentOf } from './media-files';

export const pictureFolder = 'pictures';

/** The pictures of one export, each in one file, however many documents show it. */
export function createExportedPictures(strapi: Core.Strapi, target: string) {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  const waiting: { file: StoredFile; name: string }[] = [];

  function nameOf(file: StoredFile): string {
    const known = names.get(file.id);
    if (known !== undefined) return known;
    const name = freeName(file, taken);
    names.set(file.id, name);
    taken.add(comparable(name));
    waiting.push({ file, name });
    return name;
  }

  return {
    /** The picture as a document's file describes it; the next `store` writes its file. */
    place(file: StoredFile): JsonObject {
      return {
        file: `${pictureFolder}/${nameOf(file)}`,
        ...(file.alternativeText ? { alt: file.alternativeText } : {}),
        ...(file.caption ? { caption: file.caption } : {}),
      };
    },

    async store(): Promise<void> {
      if (waiting.length > 0) await mkdir(path.join(target, pictureFolder), { recursive: true });
      for (const { file, name } of waiting.splice(0)) {
        await pipeline(
          await contentOf(strapi, file),
          createWriteStream(path.join(target, pictureFolder, name)),
        );
      }
    },

    count: () => names.size,
  };
}

export type ExportedPictures = ReturnType<typeof createExportedPictures>;

/** Some file systems ignore case, or how Unicode writes an accent. */
const comparable = (name: string): string => name.normalize('NFC').toLowerCase();

/** The picture's name in the media library, restricted to what file systems accept, and numbered if it is taken. */
function freeName({ name, ext }: StoredFile, taken: ReadonlySet<string>): string {
  const { name: stem, ext: written } = path.parse(
    [...name].map((each) => (each < ' ' || '<>:"/\\|?*'.includes(each) ? '-' : each)).join(''),
  );
  const extension = written || (ext ?? '');
  for (let number = 1; ; number += 1) {
    const candidate = `${stem}${number === 1 ? '' : `-${number}`}${extension}`;
    if (!taken.has(comparable(candidate))) return candidate;
  }
}
