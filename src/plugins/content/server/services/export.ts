import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { kindNames, type KindName } from '../domain/content-file/kinds';
import type { JsonObject } from '../domain/content-file/documents';
import { createExportedPictures, type ExportedPictures } from './export-pictures';
import { exportedDocuments, keysOf } from './export-documents';

export interface ExportProgress {
  step: 'exporting';
  done: number;
  total: number;
}

export interface ExportCounts {
  documents: number;
  pictures: number;
  /** Documents of which readers see an older version than staff do: what readers see has been exported. */
  withUnpublishedChanges: number;
}

/** A folder that an export must not write into. */
export class ExportRefused extends Error {
  override name = 'ExportRefused';
}

const batchSize = 100;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Writes the whole content of the club as a content folder, which an import takes back. The same content always gives
   * the same folder. Of what is public the version that readers see is written, of what is not the draft. Throws
   * `ExportRefused` where the folder holds anything already.
   */
  async exportFolder(
    target: string,
    { onProgress }: { onProgress?: (progress: ExportProgress) => void } = {},
  ): Promise<ExportCounts> {
    await emptyFolder(target);
    const pictures = createExportedPictures(strapi, target);
    const keys = new Map<KindName, string[]>();
    for (const name of kindNames) keys.set(name, await keysOf(strapi, name));
    const total = [...keys.values()].reduce((sum, each) => sum + each.length, 0);
    let done = 0;
    let withUnpublishedChanges = 0;
    for (const [name, names] of keys) {
      if (names.length === 0) continue;
      const file = createWriteStream(path.join(target, `${name}.json`));
      const documents = allOf(strapi, name, names, pictures, (hasUnpublishedChanges) => {
        if (hasUnpublishedChanges) withUnpublishedChanges += 1;
        done += 1;
        onProgress?.({ step: 'exporting', done, total });
      });
      await pipeline(Readable.from(asList(documents)), file);
    }
    return { documents: done, pictures: pictures.count(), withUnpublishedChanges };
  },
});

async function emptyFolder(target: string): Promise<void> {
  await mkdir(target, { recursive: true }).catch((error: Error) => {
    throw new ExportRefused(`There can be no folder ${target}: ${error.message}.`);
  });
  if ((await readdir(target)).length > 0) {
    throw new ExportRefused(`${target} is not empty: an export goes into a folder that is new or empty.`);
  }
}

async function* allOf(
  strapi: Core.Strapi,
  name: KindName,
  keys: string[],
  pictures: ExportedPictures,
  onDocument: (hasUnpublishedChanges: boolean) => void,
): AsyncGenerator<JsonObject> {
  for (let start = 0; start < keys.length; start += batchSize) {
    const batch = await exportedDocuments(strapi, name, keys.slice(start, start + batchSize), (file) =>
      pictures.place(file),
    );
    await pictures.store();
    for (const { document, hasUnpublishedChanges } of batch) {
      yield document;
      onDocument(hasUnpublishedChanges);
    }
  }
}

/** The text of a JSON list, a document at a time, as `JSON.stringify` would lay it out. */
async function* asList(documents: AsyncIterable<JsonObject>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const document of documents) {
    yield before + JSON.stringify(document, null, 2).replace(/^/gm, '  ');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
