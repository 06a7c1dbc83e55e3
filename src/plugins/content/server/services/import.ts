import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { CommitError } from '../../../../database/errors';
import { ContentFaults } from '../domain/content-file/faults';
import { kindNames, kinds } from '../domain/content-file/kinds';
import { readBatches } from './import-batches';
import { checkSource, type CheckedSource } from './import-check';
import type { Outcome } from './import-document';
import { createFileNames } from './import-files';
import { keepingPicturesAsTheyAre } from './import-picture-settings';
import { createPictures, type Pictures } from './import-pictures';
import { openSource, type ContentSource } from './import-source';
import { beginTransaction, inTransaction } from './import-transaction';
import { writeBatch } from './import-write';

export interface ImportProgress {
  /** `committing` is the last: from then on an import cannot be stopped any more. */
  step: 'checking' | 'pictures' | 'waiting' | 'importing' | 'committing';
  done: number;
  /** How many there are; unknown while documents are being checked. */
  total?: number;
}

export interface ImportOptions {
  /** What relative times count from; the moment of the call where absent. */
  now?: Date;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops the import: it is undone, and rejects with the signal's reason. */
  signal?: AbortSignal;
}

export type ImportCounts = Record<Outcome, number> & {
  /** Files new in the media library. */
  pictures: number;
};

/** The answer to COMMIT was lost: everything has been imported, or nothing. */
export class ImportOutcomeUnknown extends Error {
  override name = 'ImportOutcomeUnknown';
}

const batchSize = 50;

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Brings the content of a folder, or of a single file, into the club: all of it or, on any fault, nothing. Documents are
   * found again by their slugs (texts by their keys) and written only as far as they differ; what is not mentioned
   * is not touched. Whatever needs no lock comes first: reading, checking, pictures. Throws `ContentFaults` with the faults
   * that there are, and `ImportOutcomeUnknown`; after any other error nothing has been imported.
   */
  async importFolder(
    target: string,
    { now = new Date(), onProgress = () => undefined, signal }: ImportOptions = {},
  ): Promise<ImportCounts> {
    const source = await openSource(target);
    const locationOf = createFileNames(source.folder);
    const pictures = createPictures(strapi, source.folder, locationOf);
    const advance = async (progress: ImportProgress): Promise<void> => {
      onProgress(progress);
      // Neither parsing nor SQLite leaves the event loop: signals are heard in between.
      await nextTurn();
      signal?.throwIfAborted();
    };
    try {
      let done = 0;
      const checked = await checkSource(strapi, source, locationOf, now, () =>
        advance({ step: 'checking', done: (done += 1) }),
      );
      if (checked.faults.total > 0) throw new ContentFaults(checked.faults);
      await preparePictures(strapi, checked, pictures, advance);
      const write: Write = { strapi, source, checked, now, pictures, advance, onProgress, signal };
      const counts = await retryOnDeadlock(() => writeAll(write));
      return { ...counts, pictures: pictures.count() };
    } catch (error) {
      if (!(error instanceof ImportOutcomeUnknown)) await pictures.discard();
      throw error;
    } finally {
      await source.close();
    }
  },

  /** Whether the club has no content at all: not a draft of a single document. */
  async isEmpty(): Promise<boolean> {
    for (const name of kindNames) if ((await strapi.db.query(kinds[name].uid).count()) > 0) return false;
    return true;
  },
});

type Advance = (progress: ImportProgress) => Promise<void>;

async function preparePictures(
  strapi: Core.Strapi,
  { pictures: wanted }: CheckedSource,
  pictures: Pictures,
  advance: Advance,
): Promise<void> {
  let done = 0;
  await keepingPicturesAsTheyAre(strapi, () =>
    pictures.prepare(wanted, () => advance({ step: 'pictures', done: (done += 1), total: wanted.length })),
  );
}

interface Write {
  strapi: Core.Strapi;
  source: ContentSource;
  checked: CheckedSource;
  now: Date;
  pictures: Pictures;
  advance: Advance;
  onProgress: (progress: ImportProgress) => void;
  signal: AbortSignal | undefined;
}

/**
 * One transaction, since it is all or nothing even when the process dies. On SQLite others cannot write meanwhile,
 * nor could they be let in between: their commit would be one of this half import.
 */
async function writeAll(write: Write): Promise<Record<Outcome, number>> {
  const { strapi, checked, onProgress, signal } = write;
  const counts = { created: 0, changed: 0, unchanged: 0 };
  const written = () => counts.created + counts.changed + counts.unchanged;
  const transaction = await beginTransaction(strapi, signal, () =>
    onProgress({ step: 'waiting', done: 0, total: checked.total }),
  );
  try {
    await inTransaction(transaction, () => writeDocuments(write, counts));
    signal?.throwIfAborted();
  } catch (error) {
    // Without a COMMIT nothing stays, whether or not the database still hears of it.
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  onProgress({ step: 'committing', done: written(), total: checked.total });
  await transaction.commit().catch((error: unknown) => {
    if (error instanceof CommitError && error.isOutcomeKnown) throw error;
    throw new ImportOutcomeUnknown('The connection to the database was lost at the last step.', {
      cause: error,
    });
  });
  return counts;
}

async function writeDocuments(
  { strapi, source, checked, now, pictures, advance }: Write,
  counts: Record<Outcome, number>,
): Promise<void> {
  const { total } = checked;
  await pictures.settle(checked.pictures, () => advance({ step: 'importing', done: 0, total }));
  for (const list of source.lists) {
    for await (const batch of readBatches(list, now, batchSize)) {
      await writeBatch(strapi, list, batch, pictures, (outcome) => {
        counts[outcome] += 1;
        return advance({
          step: 'importing',
          done: counts.created + counts.changed + counts.unchanged,
          total,
        });
      });
    }
  }
}
