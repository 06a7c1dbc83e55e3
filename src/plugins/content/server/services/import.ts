import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { CommitError } from '../../../../database/errors';
import { updateStatistics } from '../../../../database/statistics';
import { ContentIssues } from '../domain/content-file/issues';
import { components, kindNames, kinds } from '../domain/content-file/kinds';
import { checkSource, readBatches, type PlacedDocument } from './import-check';
import { createFileNames } from './import-files';
import type { ReplacedIds } from './import-links';
import { createPictures, type Pictures, type WantedPicture } from './import-pictures';
import { requireUnchanged } from './import-source-file';
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
  /** What relative times count from; the moment of the call where absent. */
  now?: Date;
  /** All documents in one transaction: for a club that nobody uses yet, since on SQLite nobody else could write meanwhile. */
  singleTransaction?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops the import after the batch that is being written, for the signal's reason. */
  signal?: AbortSignal;
}

export type ImportCounts = Record<Outcome, number> & {
  /** Files new in the media library. */
  pictures: number;
};

/** An import that ended early, for the reason in `cause`: the batches that were committed stay. */
export class ImportInterrupted extends Error {
  override name = 'ImportInterrupted';
  override readonly cause: unknown;

  /** @param uncertain how many documents were in a batch whose COMMIT was not answered */
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
    this.cause = cause;
  }
}

/** As many as SQLite stores in a fraction of a second, for which others who write have to wait. */
const batchSize = 100;

const writtenTypes = [...kindNames.map((name) => kinds[name].uid), ...Object.keys(components)];

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Brings the content of a folder, or of a single file, into the club. Everything is read and checked before anything is
   * written, and pictures are stored; then documents are written in batches, each a transaction. Documents are found again by
   * their slugs (texts by their keys), or else by their `documentId`s, and written only as far as they differ, so that an import that was
   * interrupted is finished by another; what is not mentioned is not touched. Throws `ContentIssues` with the issues that there
   * are, and `ImportInterrupted` where a part has been imported; after any other error nothing has.
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
      // Neither parsing nor SQLite leaves the event loop: signals are heard in between.
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
        writeAll({ strapi, source, now, wanted, pictures, isSingle, advance, transact }, tally),
      );
    } catch (error) {
      const committed = isSingle ? 0 : imported(tally);
      const isUncertain = error instanceof CommitError && !error.isOutcomeKnown;
      if (!isUncertain) await pictures.discard();
      if (committed === 0 && !isUncertain) throw error;
      // Else the signal came when everything had been imported.
      if (committed < tally.total)
        throw new ImportInterrupted(committed, tally.total, isUncertain ? tally.writing : 0, error);
    } finally {
      await source.close();
    }
    if (tally.counts.created > 0) await updateStatistics(strapi, writtenTypes);
    return { ...tally.counts, pictures: pictures.count() };
  },

  /** Whether the club has no content at all: not a draft of a single document. */
  async isEmpty(): Promise<boolean> {
    for (const name of kindNames) if ((await strapi.db.query(kinds[name].uid).count()) > 0) return false;
    return true;
  },
});

/** How far an import is. */
interface Tally {
  counts: Record<Outcome, number>;
  total: number;
  /** How many documents the present transaction has. */
  writing: number;
}

const imported = ({ counts }: Tally): number => counts.created + counts.changed + counts.unchanged;

interface Writing {
  strapi: Core.Strapi;
  source: ContentSource;
  now: Date;
  wanted: readonly WantedPicture[];
  pictures: Pictures;
  isSingle: boolean;
  advance: (progress: ImportProgress) => Promise<void>;
  transact: Transact;
}

/** Writes what has been checked. A single transaction may have to be done again from the start. */
async function writeAll(
  { strapi, source, now, wanted, pictures, isSingle, advance, transact }: Writing,
  tally: Tally,
): Promise<void> {
  const { total } = tally;
  tally.counts = { created: 0, changed: 0, unchanged: 0 };
  if (isSingle) tally.writing = total;
  await advance({ step: 'importing', done: 0, total });
  await pictures.writeRows(wanted, transact);
  const replaced: ReplacedIds = new Map();
  for await (const { list, batch } of batchesOf(source, now)) {
    if (!isSingle) tally.writing = batch.length;
    const outcomes = await transact(() => writeBatch(strapi, list, batch, pictures, replaced));
    for (const outcome of outcomes) tally.counts[outcome] += 1;
    await advance({ step: 'importing', done: imported(tally), total });
  }
}

async function* batchesOf(
  { lists }: ContentSource,
  now: Date,
): AsyncGenerator<{ list: ContentList; batch: PlacedDocument[] }> {
  for (const list of lists)
    for await (const batch of readBatches(list, now, batchSize)) {
      await requireUnchanged(list.source);
      yield { list, batch };
    }
}
