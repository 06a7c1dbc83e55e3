import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { JobsConfig } from '../config';
import type { JobName, JobPayloads } from '../definition';
import { dateFault, keyFault, pendingKeyOf, priorityFault } from '../domain/row';
import type { JobRegistry } from './registry';
import { marks, type Binding, type Dialect } from './store/session';

export interface EnqueueOptions {
  /** Single while it waits: enqueueing again replaces the payload and keeps the earlier time. 1 to 150 characters. */
  key?: string;
  /** Not before then; at once when it is absent or past. */
  runAt?: Date;
  /** Among jobs of the same name the lowest first, from 0, the default, to 2097152. */
  priority?: number;
  /** Whose task it is: the document id of a member, who may then watch it. */
  owner?: string;
}

/** Told when jobs of a name are committed, and when the earliest of them is due: milliseconds since 1970, 0 for at once. */
export type OnCommitted = (name: string, runAt: number) => void;

/** Rows a statement: few enough for the parameters that SQLite takes, many enough to be fast. */
const batch = 500;

const columns = [
  'document_id',
  'name',
  'key',
  'pending_key',
  'payload',
  'owner',
  'state',
  'priority',
  'run_at',
  'enqueued_at',
  'attempt',
  'relayed_at',
];

const identified = z.object({ document_id: z.string() });

/** What becomes of a job that waits under the same key: the latest payload, the earliest time, and it is relayed anew. */
function merging({ onDuplicate, inserted, least }: Dialect): string {
  const runAt = inserted('run_at');
  return `${onDuplicate} payload = ${inserted('payload')}, owner = COALESCE(${inserted('owner')}, jobs.owner),
    state = CASE WHEN ${inserted('state')} = 'pending' THEN 'pending' ELSE jobs.state END,
    priority = ${least('jobs.priority', inserted('priority'))},
    run_at = ${least('jobs.run_at', runAt)}, 
    relayed_at = CASE WHEN jobs.relayed_at > 0 THEN -1 ELSE jobs.relayed_at END`;
}

export function createEnqueueing(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  dialect: Dialect,
  onCommitted: OnCommitted,
) {
  const head = `INSERT INTO jobs (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES`;
  const tail = merging(dialect);

  /** @throws TypeError when the name is unknown, or the key, time or priority is not right; z.ZodError for the payload */
  function rowOf(name: string, payload: unknown, options: EnqueueOptions, now: number): Binding[] {
    const { key, runAt, priority = 0, owner = null } = options;
    const fault =
      (key === undefined ? null : keyFault(key)) ??
      priorityFault(priority) ??
      (runAt ? dateFault(runAt) : null);
    if (fault) throw new TypeError(`Job "${name}": ${fault}`);
    const json = registry.checkedPayload(name, payload);
    const due = runAt && runAt.getTime() > now ? runAt.getTime() : 0;
    const state = due > 0 ? 'delayed' : 'pending';
    const pendingKey = key === undefined ? null : pendingKeyOf(name, key);
    return [randomUUID(), name, key ?? null, pendingKey, json, owner, state, priority, due, now, 0, 0];
  }

  async function insert(rows: readonly Binding[][]): Promise<void> {
    const transaction = transactionCtx.get();
    for (let from = 0; from < rows.length; from += batch) {
      const part = rows.slice(from, from + batch);
      const values = part.map((row) => `(${marks(row.length)})`).join(', ');
      const statement = strapi.db.connection.raw(`${head} ${values} ${tail}`, part.flat());
      await (transaction ? statement.transacting(transaction) : statement);
    }
  }

  /**
   * In the transaction at hand, or in one of its own where one statement does not do; `onCommitted` hears of it when it is
   * committed.
   */
  async function written<T>(
    { name, runAt, isOneStatement }: { name: string; runAt: number; isOneStatement: boolean },
    write: () => Promise<T>,
  ): Promise<T> {
    const outer = transactionCtx.get();
    if (outer) {
      const result = await write();
      // Not Strapi's `onCommit`: an import drops what was registered there.
      outer.executionPromise.then(
        () => onCommitted(name, runAt),
        () => undefined,
      );
      return result;
    }
    const result = await (isOneStatement ? write() : strapi.db.transaction(write));
    onCommitted(name, runAt);
    return result;
  }

  async function waitingId(name: string, key: string): Promise<string> {
    const query = strapi.db
      .connection('jobs')
      .select('document_id')
      .where({ pending_key: pendingKeyOf(name, key) });
    const transaction = transactionCtx.get();
    const rows: unknown = await (transaction ? query.transacting(transaction) : query);
    return z.tuple([identified]).parse(rows)[0].document_id;
  }

  return {
    /**
     * Enqueues a job, in the caller's `strapi.db.transaction` where there is one.
     *
     * @returns its id, by which `/api/v1/tasks` shows it; that of the job that waited already, when the key says so
     */
    async enqueue<Name extends JobName>(
      name: Name,
      payload: JobPayloads[Name],
      options: EnqueueOptions = {},
    ): Promise<string> {
      const row = rowOf(name, payload, options, config.now());
      const terms = { name, runAt: options.runAt?.getTime() ?? 0, isOneStatement: options.key === undefined };
      return written(terms, async () => {
        await insert([row]);
        return options.key === undefined ? String(row[0]) : waitingId(name, options.key);
      });
    },

    /** Enqueues many jobs of a name at once; all or none. @returns how many */
    async enqueueMany<Name extends JobName>(
      name: Name,
      items: readonly ({ payload: JobPayloads[Name] } & EnqueueOptions)[],
    ): Promise<number> {
      if (items.length === 0) return 0;
      const now = config.now();
      const rows = items.map(({ payload, ...options }) => rowOf(name, payload, options, now));
      const earliest = items.reduce((at, { runAt }) => Math.min(at, runAt?.getTime() ?? 0), Infinity);
      const terms = { name, runAt: earliest, isOneStatement: rows.length <= batch };
      await written(terms, () => insert(rows));
      return rows.length;
    },
  };
}
