import type { Core } from '@strapi/strapi';
import { generalMask } from '../../../../shared/server/mask';
import { messageOf } from '../../../../shared/server/message-of';
import type { JobsConfig } from '../config';
import type { JobDefinition, JobLog, JobRegistry } from '../definition';
import { completeAttempt, jsonOf, progressOf, resultIssue, type Ending, type JobRow } from '../domain/job';
import { jobMessages } from '../domain/job-messages';
import { FailedAttempt, UnrecoverableErrorForStaff } from '../outcomes';
import type { CompletedJob, JobStore } from './store';

const { say } = jobMessages;

/** The reason of a signal that is aborted because the process ends. */
class ProcessEnds extends Error {
  override name = 'ProcessEnds';
}

class LeaseLost extends Error {
  override name = 'LeaseLost';
}

interface HeldJob {
  row: JobRow;
  progress: JobRow['progress'];
  isProgressUnwritten: boolean;
  abort: AbortController;
}

/** How often progress is written, at most. Milliseconds. */
const progressEvery = 500;

/** For jobs whose name is not defined, or not any more. */
const undefinedPolicy = { attempts: 1, backoff: { first: 0, most: 0 } };

export type Runner = ReturnType<typeof createRunner>;

/**
 * Runs claimed jobs, whichever engine handed them out: renews their leases, writes their progress, and stops those that this
 * process has lost.
 */
export function createRunner(
  strapi: Core.Strapi,
  config: JobsConfig,
  registry: JobRegistry,
  store: Pick<JobStore, 'renew'>,
) {
  const held = new Map<string, HeldJob>();
  let isRenewing = false;
  let hasRenewalFailed = false;
  let tick = 0;

  const has = (row: JobRow): boolean => held.get(row.id)?.row.leaseToken === row.leaseToken;

  /** Stops the work on a job whose lease is lost; it is held until its handler has ended. */
  function lose(row: JobRow): void {
    if (!has(row)) return;
    held.get(row.id)?.abort.abort(new LeaseLost(`Job ${row.name} ${row.id} is no longer this process's`));
  }

  async function renew(jobs: readonly HeldJob[]): Promise<void> {
    if (jobs.length === 0 || isRenewing) return;
    isRenewing = true;
    try {
      hasRenewalFailed = false;
      for (const job of jobs) job.isProgressUnwritten = false;
      for (const row of await store.renew(jobs, config.now() + config.leaseMs)) lose(row);
    } catch (error) {
      hasRenewalFailed = true;
      strapi.log.warn(`jobs: leases could not be renewed: ${messageOf(error)}`);
    } finally {
      isRenewing = false;
    }
  }

  // All leases are renewed three times within their duration, and unwritten progress in between.
  const ticksPerRenewal = Math.max(1, Math.floor(config.leaseMs / 3 / progressEvery));
  const timer = setInterval(
    () => {
      tick = (tick + 1) % ticksPerRenewal;
      const jobs = [...held.values()];
      void renew(
        tick === 0 || hasRenewalFailed ? jobs : jobs.filter(({ isProgressUnwritten }) => isProgressUnwritten),
      );
    },
    Math.min(progressEvery, config.leaseMs / 3),
  );
  timer.unref();

  function logOf({ name, id }: JobRow): JobLog {
    const line = (level: keyof JobLog) => (message: string) =>
      strapi.log[level](`${name} ${id}: ${generalMask.text(message)}`);
    return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  }

  async function handle(definition: JobDefinition, job: HeldJob): Promise<unknown> {
    const { row, abort } = job;
    const { id, name, key, owner, attempt, priority } = row;
    const timeout = setTimeout(() => {
      abort.abort(new FailedAttempt(say('too-slow', { seconds: definition.timeout / 1000 })));
    }, definition.timeout);
    try {
      const result = definition.handle({
        payload: payloadOf(row),
        strapi,
        log: logOf(row),
        signal: abort.signal,
        progress(done, total, message) {
          job.progress = progressOf(done, total, message);
          job.isProgressUnwritten = true;
        },
        job: { id, name, key, owner, attempt, priority, enqueuedAt: new Date(row.enqueuedAt) },
      });
      return await Promise.race([result, rejectWhenAborted(abort.signal)]);
    } finally {
      clearTimeout(timeout);
    }
  }

  async function attempt(job: HeldJob): Promise<Ending> {
    const { id, name } = job.row;
    const definition = registry.jobs.get(name);
    try {
      if (!definition) throw new UnrecoverableErrorForStaff(say('unknown', { name }));
      config.at('before-handler', id);
      const result = jsonOf(await handle(definition, job));
      const issue = resultIssue(result);
      if (issue) throw new UnrecoverableErrorForStaff(issue);
      config.at('after-handler', id);
      return { kind: 'done', result };
    } catch (error) {
      return error instanceof ProcessEnds ? { kind: 'given back' } : { kind: 'threw', error };
    }
  }

  function complete(row: JobRow, ending: Ending): CompletedJob {
    const policy = registry.jobs.get(row.name) ?? undefinedPolicy;
    const update = completeAttempt(row, policy, ending, { now: config.now(), random: config.random() });
    if (update.state === 'failed') logOf(row).error(`failed for good: ${update.error?.text ?? ''}`);
    else if (ending.kind === 'threw' && !(ending.error instanceof LeaseLost))
      logOf(row).warn(`comes again: ${messageOf(ending.error)}`);
    return { row, update, group: registry.groupOf(row.name) };
  }

  return {
    complete,
    has,
    lose,
    get size() {
      return held.size;
    },

    /** Runs a claimed job; never rejects. Its lease is held until the caller has written the outcome and calls `release`. */
    async run(row: JobRow): Promise<CompletedJob> {
      const job: HeldJob = {
        row,
        progress: row.progress,
        isProgressUnwritten: false,
        abort: new AbortController(),
      };
      held.set(row.id, job);
      const ending = await attempt(job);
      return complete({ ...row, progress: job.progress }, ending);
    },
    release(row: JobRow): void {
      if (has(row)) held.delete(row.id);
    },
    /** Stops all jobs, which are then given back. */
    giveBackAll(): void {
      for (const { abort } of held.values()) abort.abort(new ProcessEnds('The process ends'));
    },
    stop: () => clearInterval(timer),
  };
}

/** @throws UnrecoverableErrorForStaff when it is no JSON */
function payloadOf({ payload }: JobRow): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new UnrecoverableErrorForStaff(say('payload.not-json', { problem: messageOf(error) }));
  }
}

/** Rejects when the signal is aborted, so that handlers that ignore it are not waited for. */
function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new FailedAttempt(say('stopped')));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
