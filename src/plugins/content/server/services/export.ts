import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { kindNames, type KindName } from '../domain/content-file/kinds';
import type { JsonObject } from '../domain/content-file/document-schema';
import { createExportedPictures, pictureFolder, type ExportedPictures } from './export-pictures';
import { exportedDocuments, keysOf, type Keys } from './export-documents';

/** Marks the folder of an export that is not complete. An import refuses a folder that has this file. */
export const unfinishedExport = 'export-is-not-finished.json';

export interface ExportProgress {
  step: 'exporting';
  done: number;
  total: number;
}

export interface ExportCounts {
  documents: number;
  pictures: number;
  /** Documents with unpublished changes: their published version was exported. */
  withUnpublishedChanges: number;
}

export interface ExportOptions {
  onProgress?: (progress: ExportProgress) => void;
  /** Stops the export, which then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A folder that an export must not write into. */
export class ExportRefused extends Error {
  override name = 'ExportRefused';
}

const batchSize = 100;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Writes the whole content of the club as a content folder that can be imported. The same content always gives the same
   * folder. Published documents are exported as readers see them, others as drafts. A failed export leaves nothing
   * behind; a marker file keeps imports from using the folder of an unfinished or killed one.
   * @throws ExportRefused if the folder is not empty
   */
  async exportFolder(target: string, options: ExportOptions = {}): Promise<ExportCounts> {
    const isNew = await emptyFolder(target);
    const marker = path.join(target, unfinishedExport);
    try {
      await writeFile(marker, '"This export is not finished."\n');
      const counts = await writeContent(strapi, target, options);
      await rm(marker);
      return counts;
    } catch (error) {
      await removeContent(target, isNew).catch(() => undefined);
      throw error;
    }
  },
});

async function writeContent(
  strapi: Core.Strapi,
  target: string,
  { onProgress, signal }: ExportOptions,
): Promise<ExportCounts> {
  const pictures = createExportedPictures(strapi, target);
  const keys = new Map<KindName, Keys>();
  for (const name of kindNames) keys.set(name, await keysOf(strapi, name));
  const total = [...keys.values()].reduce((sum, each) => sum + each.size, 0);
  let done = 0;
  let withUnpublishedChanges = 0;
  for (const [name, its] of keys) {
    if (its.size === 0) continue;
    const file = createWriteStream(path.join(target, `${name}.json`));
    const documents = allOf(strapi, name, keys, pictures, async (hasUnpublishedChanges) => {
      if (hasUnpublishedChanges) withUnpublishedChanges += 1;
      done += 1;
      onProgress?.({ step: 'exporting', done, total });
      await nextTurn();
      signal?.throwIfAborted();
    });
    await pipeline(Readable.from(asList(documents)), file);
  }
  return { documents: done, pictures: pictures.count(), withUnpublishedChanges };
}

/** Removes what a failed export has written, and the folder itself if the export created it. The marker goes last. */
async function removeContent(target: string, isNew: boolean): Promise<void> {
  if (isNew) return rm(target, { recursive: true });
  await rm(path.join(target, pictureFolder), { recursive: true, force: true });
  for (const name of kindNames) await rm(path.join(target, `${name}.json`), { force: true });
  await rm(path.join(target, unfinishedExport), { force: true });
}

/** @returns whether it created the folder */
async function emptyFolder(target: string): Promise<boolean> {
  const made = await mkdir(target, { recursive: true }).catch((error: Error) => {
    throw new ExportRefused(`There can be no folder ${target}: ${error.message}.`);
  });
  if ((await readdir(target)).length > 0) {
    throw new ExportRefused(`${target} is not empty: an export goes into a folder that is new or empty.`);
  }
  return made !== undefined;
}

async function* allOf(
  strapi: Core.Strapi,
  name: KindName,
  keys: ReadonlyMap<KindName, Keys>,
  pictures: ExportedPictures,
  onDocument: (hasUnpublishedChanges: boolean) => Promise<void>,
): AsyncGenerator<JsonObject> {
  const documentIds = [...(keys.get(name)?.keys() ?? [])];
  for (let start = 0; start < documentIds.length; start += batchSize) {
    const some = documentIds.slice(start, start + batchSize);
    const batch = await exportedDocuments(strapi, name, some, keys, (file) => pictures.place(file));
    await pictures.store();
    for (const { document, hasUnpublishedChanges } of batch) {
      yield document;
      await onDocument(hasUnpublishedChanges);
    }
  }
}

/** The text of a JSON list, yielded per document, formatted as by `JSON.stringify`. */
async function* asList(documents: AsyncIterable<JsonObject>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const document of documents) {
    yield before + JSON.stringify(document, null, 2).replace(/^/gm, '  ');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
