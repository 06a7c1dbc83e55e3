import type { Core } from '@strapi/strapi';
import { CommitError } from '../../../../database/errors';
import { ContentFaults } from '../domain/content-file/faults';
import { kindNames, kinds } from '../domain/content-file/kinds';
import { readBatches } from './import-batches';
import { checkSource } from './import-check';
import { pauseCopying } from './import-copying';
import type { Outcome } from './import-document';
import { createPictures } from './import-pictures';
import { openSource, type ContentSource } from './import-source';
import { inTransaction, keepPicturesAsTheyAre } from './import-transaction';
import { writeBatch } from './import-write';

export interface ImportProgress {
  step: 'checking' | 'importing';
  done: number;
  /** How many documents there are; unknown while they are being checked. */
  total?: number;
}

export interface ImportOptions {
  /** What relative times count from; the moment of the call where absent. */
  now?: Date;
  onProgress?: (progress: ImportProgress) => void;
}

export type ImportCounts = Record<Outcome, number> & {
  /** Files new in the media library. */
  pictures: number;
};

const batchSize = 50;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Brings the content of a folder, or of a single file, into the club: all of it or, on any fault, nothing. Documents are
   * found again by their slugs (texts by their keys) and written only as far as they differ; what is not mentioned
   * is not touched. Throws `ContentFaults` with every fault that there is.
   */
  async importFolder(
    target: string,
    { now = new Date(), onProgress }: ImportOptions = {},
  ): Promise<ImportCounts> {
    const source = await openSource(target);
    let done = 0;
    const { faults, total } = await checkSource(strapi, source, now, () => {
      done += 1;
      onProgress?.({ step: 'checking', done });
    });
    if (faults.length > 0) throw new ContentFaults(faults);
    return write(strapi, source, now, (written) => onProgress?.({ step: 'importing', done: written, total }));
  },

  /** Whether the club has no content at all: not a draft of a single document. */
  async isEmpty(): Promise<boolean> {
    for (const name of kindNames) if ((await strapi.db.query(kinds[name].uid).count()) > 0) return false;
    return true;
  },
});

async function write(
  strapi: Core.Strapi,
  source: ContentSource,
  now: Date,
  onWritten: (written: number) => void,
): Promise<ImportCounts> {
  const pictures = createPictures(strapi, source.folder);
  const counts = { created: 0, changed: 0, unchanged: 0 };
  const count = (outcome: Outcome) => {
    counts[outcome] += 1;
    onWritten(counts.created + counts.changed + counts.unchanged);
  };
  const resumeCopying = pauseCopying(strapi);
  const transaction = await strapi.db.connection.transaction();
  try {
    const restore = await inTransaction(transaction, () => keepPicturesAsTheyAre(strapi));
    for (const list of source.lists) {
      for await (const batch of readBatches(list, now, batchSize)) {
        await inTransaction(transaction, () => writeBatch(strapi, list, batch, pictures, count));
      }
    }
    await inTransaction(transaction, restore);
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    // Rows that may have been stored after all need their files; the next import finds both again.
    if (!(error instanceof CommitError) || error.isOutcomeKnown) await pictures.removeUploaded();
    throw error;
  } finally {
    resumeCopying();
  }
  return { ...counts, pictures: pictures.count() };
}
