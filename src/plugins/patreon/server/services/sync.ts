import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import { UnrecoverableErrorForStaff } from '../../../jobs/server/outcomes';
import type { JobContext } from '../../../jobs/server/definition';
import type { PatreonClient } from '../clients/patreon';
import type { PatreonConfig } from '../config';
import type { MemberPage } from '../domain/membership';
import { createListGuard, isBreakerOpen } from '../domain/sync-guards';
import { patreonMessages } from '../domain/messages';
import type { SupporterStore } from './supporter-store';
import type { MemberUpdate, Supporters } from './supporters';

const uid = 'plugin::patreon.sync-run';
const { say } = patreonMessages;

const created = z.object({ id: z.number() });

/** Patience with a page that Patreon does not give at once. */
const tries = 10;
const longestWaitMs = 5 * 60_000;

export interface SyncReport {
  seen: number;
  changed: number;
  /** Supporters whose level was kept until somebody decides. */
  held: number;
}

type Progress = Pick<JobContext<unknown>, 'signal' | 'progress'>;

/**
 * Compares all supporters with Patreon's list of members. Levels that rise are taken over page by page; those that would fall are held
 * back until the list is known to be whole and few of them fall.
 */
export function createSync(
  strapi: Core.Strapi,
  config: PatreonConfig,
  { client, store, supporters }: { client: PatreonClient; store: SupporterStore; supporters: Supporters },
) {
  const { now, batch, campaignId } = config;
  const table = () => strapi.db.query(uid);
  const update = (run: number, data: object) => table().update({ where: { id: run }, data });

  /** A page, waiting for as long as Patreon asks for where that is minutes. */
  async function pageAt(cursor: string | null, signal: AbortSignal): Promise<MemberPage> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.members(cursor, signal);
      } catch (error) {
        if (!(error instanceof RemoteError) || error.decision.kind !== 'retry' || attempt === tries)
          throw error;
        const pause = Math.max((error.decision.notBefore ?? 0) - now(), 1_000 * attempt);
        if (pause > longestWaitMs) throw error;
        await wait(pause, undefined, { signal });
      }
    }
  }

  async function applyInBatches(
    run: number,
    updates: readonly MemberUpdate[],
    mayLower: boolean,
  ): Promise<SyncReport> {
    const report: SyncReport = { seen: 0, changed: 0, held: 0 };
    for (let from = 0; from < updates.length; from += batch) {
      const cause = { kind: 'sync', id: String(run) } as const;
      const part = updates.slice(from, from + batch);
      const { changed, held } = await supporters.applyUpdates(part, cause, mayLower ? {} : { run });
      report.changed += changed;
      report.held += held;
    }
    return report;
  }

  /** Reads the whole list. @throws UnrecoverableErrorForStaff for one that is not whole */
  async function readList(run: number, { signal, progress }: Progress): Promise<SyncReport> {
    const guard = createListGuard();
    const report: SyncReport = { seen: 0, changed: 0, held: 0 };
    let cursor: string | null = null;
    do {
      const at = now();
      const page: MemberPage = await pageAt(cursor, signal);
      const isNew = guard.take(page);
      if (!isNew) throw new UnrecoverableErrorForStaff(say('list.endless', { seen: guard.seen() }));
      const updates = page.members
        .filter((each) => each.campaignId === null || each.campaignId === campaignId)
        .map(({ membership }): MemberUpdate => {
          const { patreonMemberId } = membership;
          return { patreonMemberId, membership, at, source: 'api' };
        });
      const { changed, held } = await applyInBatches(run, updates, false);
      report.changed += changed;
      report.held += held;
      report.seen = guard.seen();
      await update(run, { seen: report.seen, total: page.total, changed: report.changed });
      progress(report.seen, page.total ?? report.seen);
      cursor = page.next;
    } while (cursor !== null);
    const missing = guard.missing();
    if (missing !== null)
      throw new UnrecoverableErrorForStaff(say('list.truncated', { seen: guard.seen(), total: missing }));
    return report;
  }

  /** Those whom Patreon no longer lists: known before the run began, and not seen in it. */
  async function dropMissing(run: number, startedAt: number, signal: AbortSignal): Promise<SyncReport> {
    const report: SyncReport = { seen: 0, changed: 0, held: 0 };
    const known = { patreonMemberId: { $notNull: true }, asOf: { $lt: startedAt } };
    for await (const rows of store.pages(known, batch)) {
      signal.throwIfAborted();
      const at = now();
      const gone = rows
        .filter(({ held, membership }) => held?.run !== run && membership !== null)
        .flatMap(({ patreonMemberId }): MemberUpdate[] =>
          patreonMemberId === null ? [] : [{ patreonMemberId, membership: null, at, source: 'api' }],
        );
      const { changed, held } = await applyInBatches(run, gone, false);
      report.changed += changed;
      report.held += held;
    }
    return report;
  }

  /** Applies what a run has held back. @returns how many levels changed */
  async function applyHeld(run: number): Promise<number> {
    let changed = 0;
    for await (const rows of store.pages({ held: { $notNull: true } }, batch)) {
      const updates = rows.flatMap(({ patreonMemberId, held }): MemberUpdate[] =>
        held === null || held.run !== run || patreonMemberId === null
          ? []
          : [{ patreonMemberId, membership: held.membership, at: held.at, source: 'api' }],
      );
      changed += (await applyInBatches(run, updates, true)).changed;
    }
    return changed;
  }

  async function compare(run: number, startedAt: number, context: Progress): Promise<SyncReport> {
    const supportersBefore = await store.count({
      levelCents: { $gt: 0 },
      patreonMemberId: { $notNull: true },
    });
    const listed = await readList(run, context);
    const missing = await dropMissing(run, startedAt, context.signal);
    const held = listed.held + missing.held;
    const report = { ...listed, changed: listed.changed + missing.changed, held };
    if (isBreakerOpen(held, supportersBefore, config.breaker)) {
      await update(run, { state: 'held', endedAt: now(), changed: report.changed, held });
      return report;
    }
    const lowered = await applyHeld(run);
    const done = { ...report, changed: report.changed + lowered, held: 0 };
    await update(run, { state: 'done', endedAt: now(), changed: done.changed });
    return done;
  }

  return {
    /**
     * @throws RemoteError when Patreon cannot be asked
     * @throws UnrecoverableErrorForStaff when its list is not whole; nobody has lost a level then
     */
    async run(context: Progress): Promise<SyncReport> {
      const startedAt = now();
      const { id: run } = created.parse(await table().create({ data: { startedAt, state: 'running' } }));
      try {
        return await compare(run, startedAt, context);
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        await update(run, { state: 'failed', endedAt: now(), problem });
        throw error;
      }
    },

    /** Takes the levels that a run has held back. */
    async apply(run: number): Promise<number> {
      const changed = await applyHeld(run);
      await update(run, { state: 'applied' });
      return changed;
    },

    /** Keeps the levels that a run has held back, until the next. */
    async dismiss(run: number): Promise<void> {
      await store.forgetHeld();
      await update(run, { state: 'dismissed' });
    },
  };
}
