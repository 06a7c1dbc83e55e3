import { randomUUID } from 'node:crypto';
import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../config';
import type { JobName, JobPayloads } from '../definition';
import { dateFault, keyFault, pendingKeyOf, priorityFault } from '../domain/row';
import type { JobRegistry } from './registry';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { batch, createNewRows, type NewRow } from './store/new-rows';
import type { Dialect } from './store/session';

export interface EnqueueOptions {
  /** Single while it waits: enqueueing again replaces the payload and keeps the earlier time. 1 to 150 characters. */
  key?: string;
  /** Not before then; at once when it is absent or past. */
  runAt?: Date;
  /** Among jobs of the same name the lowest first, from 0, the default, to 2097152. */
  priority?: number;
  /**
   * Whose task it is: the document id of a member, who may then watch it. One that waits under the key stays whose it is, so
   * that nobody loses sight of what they asked for; where each is to watch a task of their own, the key names the member.
   */
  owner?: string;
}

/** Told when jobs of a name are committed, and when the earliest of them is due: milliseconds since 1970, 0 for at once. */
export type OnCommitted = (name: string, runAt: number) => void;

export function createEnqueueing(
  strapi: Core.Strapi,
  config: Pick<JobsConfig, 'now'>,
  registry: JobRegistry,
  dialect: Dialect,
  onCommitted: OnCommitted,
) {
  const newRows = createNewRows(strapi, dialect);

  /** @throws TypeError when the name is unknown, or the key, time or priority is not right; z.ZodError for the payload */
  function rowOf(name: string, payload: unknown, options: EnqueueOptions, now: number): NewRow {
    const { key, runAt, priority = 0, owner = null } = options;
    const fault =
      (key === undefined ? null : keyFault(key)) ??
      priorityFault(priority) ??
      (runAt ? dateFault(runAt) : null);
    if (fault) throw new TypeError(`Job "${name}": ${fault}`);
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
      relayed_at: 0,
    };
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
    const result = await retryOnDeadlock(async () =>
      isOneStatement ? await write() : await strapi.db.transaction(write),
    );
    onCommitted(name, runAt);
    return result;
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
      return written(terms, () => newRows.put(row));
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
      const isOneStatement = rows.length <= batch && rows.every(({ pending_key: key }) => key === null);
      await written({ name, runAt: earliest, isOneStatement }, () => newRows.write(rows));
      return rows.length;
    },
  };
}
