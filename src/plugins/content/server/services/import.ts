import { setImmediate as nextTurn } from 'node:timers/promises';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { CommitError } from '../../../../database/errors';
import { updateStatistics } from '../../../../database/statistics';
import { ContentIssues } from '../domain/content-file/issues';
import { components, kindNames, kinds } from '../domain/content-file/kinds';
import { checkSource, readBatches, type CheckedSource } from './import-check';
import { createFileNames } from './import-files';
import type { ReplacedIds } from './import-links';
import { createPictures, type Pictures } from './import-pictures';
import { openSource, type ContentSource } from './import-source';
import { keepingPicturesAsTheyAre } from './import-upload';
import { whenFree } from './when-free';
import { writeBatch, type Outcome } from './import-write';

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

const batchSize = 100;

const writtenTypes = [...kindNames.map((name) => kinds[name].uid), ...Object.keys(components)];

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Brings the content of a folder, or of a single file, into the club: all of it or, on any issue, nothing. Documents are
   * found again by their slugs (texts by their keys), or else by their `documentId`s, and written only as far as they
   * differ; what is not mentioned is not touched. Whatever needs no lock comes first: reading, checking, pictures. Throws `ContentIssues` with the issues
   * that there are, and `ImportOutcomeUnknown`; after any other error nothing has been imported.
   */
  async importFolder(
    target: string,
    { now = new Date(), onProgress = () => undefined, signal }: ImportOptions = {},
  ): Promise<ImportCounts> {
    const source = await openSource(target);
    const locationOf = createFileNames(source.folder);
    const pictures = createPictures(strapi, source.folder, locationOf);
    let counts: Record<Outcome, number>;
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
      if (checked.issues.total > 0) throw new ContentIssues(checked.issues);
      const { pictures: wanted } = checked;
      let prepared = 0;
      await keepingPicturesAsTheyAre(strapi, () =>
        pictures.prepare(wanted, () =>
          advance({ step: 'pictures', done: (prepared += 1), total: wanted.length }),
        ),
      );
      const write: Write = { strapi, source, checked, now, pictures, advance, onProgress, signal };
      counts = await retryOnDeadlock(() => writeAll(write));
    } catch (error) {
      if (!(error instanceof ImportOutcomeUnknown)) await pictures.discard();
      throw error;
    } finally {
      await source.close();
    }
    if (counts.created > 0) await updateStatistics(strapi, writtenTypes);
    return { ...counts, pictures: pictures.count() };
  },

  /** Whether the club has no content at all: not a draft of a single document. */
  async isEmpty(): Promise<boolean> {
    for (const name of kindNames) if ((await strapi.db.query(kinds[name].uid).count()) > 0) return false;
    return true;
  },
});

type Advance = (progress: ImportProgress) => Promise<void>;

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
 *
 * In `strapi.db.transaction` commit callbacks would pile up, several for each row written: the document service
 * announces every row then (core's `document-service/events.js`), reading each again, all of them at once. For ten
 * thousand documents that is memory without bound and a storm of queries. So an import announces nothing on the
 * event hub; whatever follows from writing in the document service's middlewares follows all the same.
 */
async function writeAll(write: Write): Promise<Record<Outcome, number>> {
  const { strapi, checked, onProgress, signal } = write;
  const counts = { created: 0, changed: 0, unchanged: 0 };
  const written = () => counts.created + counts.changed + counts.unchanged;
  const transaction = await whenFree(
    () => strapi.db.connection.transaction(),
    signal,
    () => onProgress({ step: 'waiting', done: 0, total: checked.total }),
  );
  try {
    await transactionCtx.run(transaction, () => writeDocuments(write, counts));
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
  const replaced: ReplacedIds = new Map();
  await pictures.writeRows(checked.pictures, () => advance({ step: 'importing', done: 0, total }));
  for (const list of source.lists) {
    for await (const batch of readBatches(list, now, batchSize)) {
      for (const outcome of await writeBatch(strapi, list, batch, pictures, replaced)) {
        counts[outcome] += 1;
        const done = counts.created + counts.changed + counts.unchanged;
        await advance({ step: 'importing', done, total });
      }
    }
  }
}
