import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import { inCurrentTransaction } from '../../../../database/current-transaction';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { name as quoted } from '../../../../database/sql';
import type { JobsConfig } from '../config';
import type { JobName, JobPayloads, JobRegistry } from '../definition';
import { dateIssue, keyIssue, pendingKeyOf, priorityIssue } from '../domain/job';
import { marks, type SqlDialect } from './store/dialect';

export interface EnqueueOptions {
  /** Single while it waits: enqueueing again replaces the payload and keeps the earlier time. 1 to 150 characters. */
  key?: string;
  /** Not before then; at once when it is absent or past. */
  runAt?: Date;
  /** Among jobs of the same name the lowest first, from 0, the default, to 2097152. */
  priority?: number;
  /**
   * The document id of the member whose task it is, who may then watch it. A waiting job keeps its owner when it is enqueued again
   * under its key, so that its owner does not lose sight of it; where each member needs a task of their own, the key names the member.
   */
  owner?: string;
}

/** Called when jobs of a name are committed; `runAt`: when the earliest is due, in milliseconds since 1970, 0 for at once. */
export type OnCommitted = (name: string, runAt: number) => void;

/** Rows a statement: few enough for SQLite's limit of parameters. */
const batch = 500;

/** A row of `jobs` that is not written yet. */
interface NewRow extends Record<string, string | number | null> {
  document_id: string;
  pending_key: string | null;
}

const mergedColumns = ['payload', 'owner', 'state', 'priority', 'run_at'] as const;

type MergeRule = (present: string, given: string) => string;

/** How to merge a job into one that waits under its key, as SQL: the latest payload, the first owner, the earliest time. */
const mergeRules = ({ least }: SqlDialect): Record<(typeof mergedColumns)[number], MergeRule> => ({
  payload: (_present, given) => given,
  owner: (present, given) => `COALESCE(${present}, ${given})`,
  state: (present, given) => `CASE WHEN ${given} = 'pending' THEN 'pending' ELSE ${present} END`,
  priority: least,
  run_at: least,
});

/** The value of `outbox_published_at` for a merged job: see `engines/outbox.ts`. */
const hasChanged = -1;

const pendingKeys = z.array(z.object({ pending_key: z.string() }));
const documentIds = z.tuple([z.object({ document_id: z.string() })]);

export function createEnqueue(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  dialect: SqlDialect,
  onCommitted: OnCommitted,
) {
  const table = () => strapi.db.connection('jobs');
  const rules = mergeRules(dialect);
  const merge = mergedColumns.map(
    (column) => `${column} = ${rules[column](`jobs.${column}`, dialect.inserted(column))}`,
  );
  const orMerge = `${dialect.onDuplicate} ${merge.join(', ')}, outbox_published_at = ${hasChanged}`;

  /** @throws TypeError for an unknown name or an invalid key, time or priority; z.ZodError for an invalid payload */
  function toRow(name: string, payload: unknown, options: EnqueueOptions, now: number): NewRow {
    const { key, runAt, priority = 0, owner = null } = options;
    const issue =
      (key === undefined ? null : keyIssue(key)) ??
      priorityIssue(priority) ??
      (runAt ? dateIssue(runAt) : null);
    if (issue) throw new TypeError(`Job "${name}": ${issue}`);
    const due = runAt && runAt.getTime() > now ? runAt.getTime() : 0;
    return {
      document_id: randomUUID(),
      name,
      key: key ?? null,
      pending_key: key === undefined ? null : pendingKeyOf(name, key),
      payload: registry.checkedPayload(name, payload),
      owner,
      state: due > 0 ? 'delayed' : 'pending',
      priority,
      run_at: due,
      enqueued_at: now,
      attempt: 0,
      outbox_published_at: 0,
    };
  }

  async function insert(rows: readonly NewRow[]): Promise<void> {
    for (let from = 0; from < rows.length; from += batch) {
      const part = rows.slice(from, from + batch);
      const columns = Object.keys(part[0] ?? {});
      const insertInto = `INSERT INTO jobs (${columns.map(quoted).join(', ')}) VALUES`;
      const values = part.map(() => `(${marks(columns.length)})`).join(', ');
      const bindings = part.flatMap((row) => Object.values(row));
      await inCurrentTransaction(strapi.db.connection.raw(`${insertInto} ${values} ${orMerge}`, bindings));
    }
  }

  /** Merges a row into the one that waits under its key. @returns whether there is one */
  async function mergeInto(row: NewRow): Promise<boolean> {
    const { connection } = strapi.db;
    const changes = mergedColumns.map((column) => [
      column,
      connection.raw(rules[column](column, '?'), [row[column] ?? null]),
    ]);
    const changed: unknown = await inCurrentTransaction(
      table()
        .where({ pending_key: row.pending_key })
        .update({ ...Object.fromEntries(changes), outbox_published_at: hasChanged }),
    );
    return changed !== 0;
  }

  /** The pending keys among these under which a job waits. */
  async function findWaiting(keys: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let from = 0; from < keys.length; from += batch) {
      const part = keys.slice(from, from + batch);
      const rows: unknown = await inCurrentTransaction(
        table().select('pending_key').whereIn('pending_key', part),
      );
      for (const { pending_key: key } of pendingKeys.parse(rows)) found.add(key);
    }
    return found;
  }

  /**
   * Inserts jobs, or merges them into those that wait under their keys. The INSERT alone would do, and does where another job came
   * to wait in between; but on a duplicate MySQL locks neighbouring keys too, so that unrelated writers would wait for each other.
   */
  async function write(rows: readonly NewRow[]): Promise<void> {
    const waiting = await findWaiting(rows.flatMap(({ pending_key: key }) => key ?? []));
    const others: NewRow[] = [];
    for (const row of rows) {
      const mayMerge = row.pending_key !== null && waiting.has(row.pending_key);
      if (!mayMerge || !(await mergeInto(row))) others.push(row);
    }
    await insert(others);
  }

  /** @returns the id of the job that waits now: another's, where one waited under its key */
  async function writeOne(row: NewRow): Promise<string> {
    await write([row]);
    if (row.pending_key === null) return row.document_id;
    const rows: unknown = await inCurrentTransaction(
      table().select('document_id').where({ pending_key: row.pending_key }),
    );
    return documentIds.parse(rows)[0].document_id;
  }

  /** Writes in the caller's transaction; without one, in a transaction of its own unless a single statement does. */
  async function transact<T>(
    { name, runAt, isOneStatement }: { name: string; runAt: number; isOneStatement: boolean },
    work: () => Promise<T>,
  ): Promise<T> {
    const outer = transactionCtx.get();
    if (outer) {
      const result = await work();
      // Not Strapi's `onCommit`, whose callbacks an import discards.
      outer.executionPromise.then(
        () => onCommitted(name, runAt),
        () => undefined,
      );
      return result;
    }
    const result = await retryOnDeadlock(async () =>
      isOneStatement ? await work() : await strapi.db.transaction(work),
    );
    onCommitted(name, runAt);
    return result;
  }

  return {
    /**
     * Enqueues a job, in the caller's `strapi.db.transaction` where there is one.
     *
     * @returns its id, under which `/api/v1/tasks` shows it; that of the waiting job, where it was merged into one
     */
    async enqueue<Name extends JobName>(
      name: Name,
      payload: JobPayloads[Name],
      options: EnqueueOptions = {},
    ): Promise<string> {
      const row = toRow(name, payload, options, config.now());
      const runAt = options.runAt?.getTime() ?? 0;
      return transact({ name, runAt, isOneStatement: options.key === undefined }, () => writeOne(row));
    },

    /** Enqueues many jobs of a name; all or none. @returns how many */
    async enqueueMany<Name extends JobName>(
      name: Name,
      items: readonly ({ payload: JobPayloads[Name] } & EnqueueOptions)[],
    ): Promise<number> {
      if (items.length === 0) return 0;
      const now = config.now();
      const rows = items.map(({ payload, ...options }) => toRow(name, payload, options, now));
      const runAt = items.reduce((at, item) => Math.min(at, item.runAt?.getTime() ?? 0), Infinity);
      const isOneStatement = rows.length <= batch && rows.every(({ pending_key: key }) => key === null);
      await transact({ name, runAt, isOneStatement }, () => write(rows));
      return rows.length;
    },
  };
}
