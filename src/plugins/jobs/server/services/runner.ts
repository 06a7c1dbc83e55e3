import type { Core } from '@strapi/strapi';
import type { JobsConfig } from '../config';
import type { JobDefinition, JobLog } from '../definition';
import { generalMask } from '../domain/mask';
import { progressOf } from '../domain/progress';
import { jsonOf, resultFault, type JobRow } from '../domain/row';
import { messageOf, completeAttempt, type Ending } from '../domain/settle';
import { UnrecoverableErrorForStaff } from '../outcomes';
import { LeaseLost, type Leases } from './leases';
import type { JobRegistry } from './registry';
import type { Settled } from './store';

/** Given as the reason when a running job is stopped because the process ends. */
export class ProcessEnds extends Error {
  override name = 'ProcessEnds';
}

type Lease = ReturnType<Leases['hold']>;

export type Runner = ReturnType<typeof createRunner>;

/** A job of a name that nobody defines (any more) is settled by these. */
const nobodys = { attempts: 1, backoff: { first: 0, most: 0 } };

/** Runs claimed jobs, whichever engine handed them out. */
export function createRunner(strapi: Core.Strapi, config: JobsConfig, registry: JobRegistry, leases: Leases) {
  function logOf({ name, id }: JobRow): JobLog {
    const line = (level: keyof JobLog) => (message: string) =>
      strapi.log[level](`${name} ${id}: ${generalMask.text(message)}`);
    return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  }

  async function handle(definition: JobDefinition, row: JobRow, lease: Lease): Promise<unknown> {
    const timer = setTimeout(() => {
      lease.abort(new Error(`It took longer than ${definition.timeout / 1000} s`));
    }, definition.timeout);
    const { signal } = lease;
    try {
      const work = definition.handle({
        payload: payloadOf(row),
        strapi,
        log: logOf(row),
        signal,
        progress: (done, total, message) => lease.progress(progressOf(done, total, message)),
        job: {
          id: row.id,
          name: row.name,
          key: row.key,
          owner: row.owner,
          attempt: row.attempt,
          priority: row.priority,
          enqueuedAt: new Date(row.enqueuedAt),
        },
      });
      return await Promise.race([work, rejection(signal)]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function endingOf(row: JobRow, lease: Lease): Promise<Ending> {
    const definition = registry.jobs.get(row.name);
    try {
      if (!definition)
        throw new UnrecoverableErrorForStaff(`There is no job "${row.name}" in this version of the club.`);
      config.at('before-handler', row.id);
      const result = jsonOf(await handle(definition, row, lease));
      const fault = resultFault(result);
      if (fault) throw new UnrecoverableErrorForStaff(fault);
      config.at('after-handler', row.id);
      return { kind: 'done', result };
    } catch (error) {
      if (error instanceof ProcessEnds) return { kind: 'given back' };
      return { kind: 'threw', error };
    }
  }

  /** What becomes of a row whose attempt has ended so. */
  function settled(row: JobRow, ending: Ending): Settled {
    const definition = registry.jobs.get(row.name);
    const settlement = completeAttempt(row, definition ?? nobodys, ending, {
      now: config.now(),
      random: config.random(),
    });
    if (settlement.state === 'failed') logOf(row).error(`failed for good: ${settlement.error ?? ''}`);
    else if (ending.kind === 'threw' && !(ending.error instanceof LeaseLost))
      logOf(row).warn(`comes again: ${messageOf(ending.error)}`);
    return { row, settlement, group: registry.groupOf(row.name) };
  }

  return {
    settled,
    /** Works on a claimed row; never rejects. Its lease is held until what became of it is written: whoever does that releases it. */
    async run(row: JobRow): Promise<Settled> {
      const lease = leases.hold(row);
      const ending = await endingOf(row, lease);
      return settled(lease.row(), ending);
    },
  };
}

/** @throws UnrecoverableErrorForStaff when it is no JSON */
function payloadOf({ payload }: JobRow): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new UnrecoverableErrorForStaff(`Its payload is no JSON: ${messageOf(error)}`);
  }
}

/** Rejects when the signal is aborted: a handler that does not listen is not waited for. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('It was stopped'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
