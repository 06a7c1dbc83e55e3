import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { CommitError } from '../../../../database/errors';
import { updateStatistics } from '../../../../database/statistics';
import { ContentIssues } from '../domain/content-file/issues';
import { components, kindNames, kinds } from '../domain/content-file/kinds';
import { checkSource, readBatches, type PlacedDocument } from './import-check';
import { createFileNames } from './import-files';
import type { ReplacedIds } from './import-links';
import { createPictures, type Pictures } from './import-pictures';
import { openSource, type ContentList, type ContentSource } from './import-source';
import { inTransactions, type Transact } from './import-transactions';
import { keepingPicturesAsTheyAre } from './import-upload';
import { writeBatch, type Outcome } from './import-write';

export interface ImportProgress {
  step: 'checking' | 'pictures' | 'waiting' | 'importing';
  done: number;
  /** How many there are; unknown while documents are being checked. */
  total?: number;
}

export interface ImportOptions {
  /** The reference of relative times; the time of the call if absent. */
  now?: Date;
  /**
   * Imports all documents in one transaction. Only for a club that is not in use yet: on SQLite nothing else could be
   * written meanwhile.
   */
  singleTransaction?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops the import after the current batch, with the signal's reason. */
  signal?: AbortSignal;
}

export type ImportCounts = Record<Outcome, number> & {
  /** New files in the media library. */
  pictures: number;
};

/** An import that ended early, for the reason in `cause`; the batches that were committed remain. */
export class ImportInterrupted extends Error {
  override name = 'ImportInterrupted';

  /** @param uncertain how many documents were in a batch whose COMMIT was not confirmed */
  constructor(
    readonly imported: number,
    readonly total: number,
    readonly uncertain: number,
    cause: unknown,
  ) {
    super(
      uncertain > 0
        ? `${imported} of ${total} documents were imported; whether the next ${uncertain} were is not known.`
        : `${imported} of ${total} documents were imported.`,
      { cause },
    );
  }
}

/** SQLite stores this many in a fraction of a second, for which other writers have to wait. */
const batchSize = 100;

const writtenTypes = [...kindNames.map((name) => kinds[name].uid), ...Object.keys(components)];

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Imports a content folder or a single file. Everything is read and checked, and pictures are stored, before any row is
   * written; then documents are written in batches, each a transaction. Documents are matched by slug (texts by key), or
   * else by `documentId`, and only differences are written, so a second import completes one that was interrupted. What
   * the content does not mention is not changed.
   * @throws ContentIssues with all issues, ImportInterrupted if a part was imported; after any other error nothing was
   */
  async importFolder(
    target: string,
    {
      now = new Date(),
      singleTransaction: isSingle = false,
      onProgress = () => undefined,
      signal,
    }: ImportOptions = {},
  ): Promise<ImportCounts> {
    const source = await openSource(target);
    const locationOf = createFileNames(source.folder);
    const pictures = createPictures(strapi, source.folder, locationOf);
    const tally: Tally = { counts: { created: 0, changed: 0, unchanged: 0 }, total: 0, writing: 0 };
    const advance = async (progress: ImportProgress): Promise<void> => {
      onProgress(progress);
      // Parsing and SQLite block the event loop: let signals be handled in between.
      await nextTurn();
      signal?.throwIfAborted();
    };
    try {
      const checked = await checkSource(strapi, source, locationOf, now, (done) =>
        advance({ step: 'checking', done }),
      );
      if (checked.issues.total > 0) throw new ContentIssues(checked.issues);
      tally.total = checked.total;
      const wanted = checked.pictures;
      await keepingPicturesAsTheyAre(strapi, () =>
        pictures.prepare(wanted, (done) => advance({ step: 'pictures', done, total: wanted.length })),
      );
      const onWaiting = (): void =>
        onProgress({ step: 'waiting', done: imported(tally), total: tally.total });
      await inTransactions(strapi, { isSingle, signal, onWaiting }, (transact) =>
        writeAll({ strapi, source, now, pictures, isSingle, advance, transact }, tally),
      );
    } catch (error) {
      const committed = isSingle ? 0 : imported(tally);
      const isUncertain = error instanceof CommitError && !error.isOutcomeKnown;
      if (isSingle) pictures.forgetRows();
      if (!isUncertain) await pictures.discard();
      if (committed === 0 && !isUncertain) throw error;
      const isTooLate = committed === tally.total && signal?.aborted && error === signal.reason;
      if (!isTooLate)
        throw new ImportInterrupted(committed, tally.total, isUncertain ? tally.writing : 0, error);
    } finally {
      await source.close();
    }
    if (tally.counts.created > 0) await updateStatistics(strapi, writtenTypes);
    return { ...tally.counts, pictures: pictures.count() };
  },

  /** Whether the club has no content at all, not even a draft. */
  async isEmpty(): Promise<boolean> {
    for (const name of kindNames) if ((await strapi.db.query(kinds[name].uid).count()) > 0) return false;
    return true;
  },
});

interface Tally {
  counts: Record<Outcome, number>;
  total: number;
  writing: number;
}

const imported = ({ counts }: Tally): number => counts.created + counts.changed + counts.unchanged;

interface Writing {
  strapi: Core.Strapi;
  source: ContentSource;
  now: Date;
  pictures: Pictures;
  isSingle: boolean;
  advance: (progress: ImportProgress) => Promise<void>;
  transact: Transact;
}

/** Writes the checked content. A single transaction may be repeated from the start. */
async function writeAll(
  { strapi, source, now, pictures, isSingle, advance, transact }: Writing,
  tally: Tally,
): Promise<void> {
  const { total } = tally;
  tally.counts = { created: 0, changed: 0, unchanged: 0 };
  pictures.forgetRows();
  if (isSingle) tally.writing = total;
  await advance({ step: 'importing', done: 0, total });
  const replaced: ReplacedIds = new Map();
  for await (const { list, batch } of batchesOf(source, now)) {
    if (!isSingle) tally.writing = batch.length;
    const outcomes = await transact(() => writeBatch(strapi, list, batch, pictures, replaced));
    pictures.keepRows();
    for (const outcome of outcomes) tally.counts[outcome] += 1;
    await advance({ step: 'importing', done: imported(tally), total });
  }
}

async function* batchesOf(
  { lists }: ContentSource,
  now: Date,
): AsyncGenerator<{ list: ContentList; batch: PlacedDocument[] }> {
  for (const list of lists)
    for await (const batch of readBatches(list, now, batchSize)) yield { list, batch };
}
