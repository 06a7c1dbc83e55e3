import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { foldIdentifier } from '../../../accounts/server/domain/identifiers';
import type { PatreonConfig } from '../config';
import { levelOf, type Level, type LevelInputs } from '../domain/level';
import type { MembershipUpdate } from '../domain/membership-update';
import {
  decideUpdate,
  isOtherLevel,
  type KnownSupporter,
  type LevelContext,
} from '../domain/supporter-change';
import type { Levels } from './levels';
import { inputsOf, type SupporterRow } from './supporter-row';
import { newSupporter, type Cause, type SupporterStore, type SupporterValues } from './supporter-store';

/** MembershipUpdate of one membership. */
export interface MemberUpdate extends MembershipUpdate {
  patreonMemberId: string;
}

export interface UpdateReport {
  /** Supporters whose level changed. */
  changed: number;
  /** Supporters whose level would fall, and was kept. */
  held: number;
}

/** Supporters, and their levels as they are recorded whenever one changes. */
export function createSupporters(
  strapi: Core.Strapi,
  config: Pick<PatreonConfig, 'levels' | 'now'>,
  { store, levels }: { store: SupporterStore; levels: Levels },
) {
  async function context(): Promise<LevelContext> {
    return { clubTiers: await levels.clubTiers(), settings: config.levels, now: new Date(config.now()) };
  }

  /** The row with a level, and since when it has had that one. */
  const withLevel = (row: SupporterValues, level: Level, now: Date): SupporterValues => ({
    ...row,
    levelCents: level.cents,
    levelTier: level.tier?.documentId ?? null,
    levelRule: level.rule,
    levelUntil: level.until?.getTime() ?? null,
    levelSince: isOtherLevel(row, level) ? now.getTime() : row.levelSince,
  });

  /** Writes rows with the levels that follow from them, and records what changed. @returns how many levels did */
  async function save(
    trx: Knex.Transaction,
    rows: readonly SupporterValues[],
    cause: Cause,
    { clubTiers, settings, now }: LevelContext,
  ): Promise<number> {
    const judged = rows.map((row) => ({ row, level: levelOf(inputsOf(row), clubTiers, settings, now) }));
    const changed = judged.filter(({ row, level }) => isOtherLevel(row, level));
    await store.write(
      trx,
      judged.map(({ row, level }) => withLevel(row, level, now)),
    );
    const entries = changed.map(({ row, level }) => ({ supporter: row, level }));
    await store.record(trx, entries, cause, now.getTime());
    return changed.length;
  }

  /** What the club knows of people: by their memberships, and by who they are at Patreon where a membership is new. */
  async function knownOf(updates: readonly MemberUpdate[]) {
    const ids = updates.map(({ patreonMemberId }) => patreonMemberId);
    const users = updates.flatMap(({ membership }) => membership?.patreonUserId ?? []);
    const rows = await store.lock({
      $or: [
        { patreonMemberId: { $in: ids } },
        ...(users.length > 0 ? [{ patreonUserId: { $in: users } }] : []),
      ],
    });
    const byMembership = new Map<string | null, SupporterValues>();
    const byUser = new Map<string | null, SupporterValues>();
    const changed = new Map<string, SupporterValues>();
    const keep = (row: SupporterValues): void => {
      byMembership.set(row.patreonMemberId, row);
      byUser.set(row.patreonUserId, row);
    };
    rows.forEach(keep);
    return {
      find: ({ patreonMemberId, membership }: MemberUpdate): SupporterValues | null =>
        byMembership.get(patreonMemberId) ??
        (membership?.patreonUserId ? byUser.get(membership.patreonUserId) : null) ??
        null,
      change(row: SupporterValues): void {
        keep(row);
        changed.set(row.documentId, row);
      },
      changed: (): SupporterValues[] => [...changed.values()],
    };
  }

  const toKnown = (row: SupporterValues): KnownSupporter => ({
    ...row,
    inputs: inputsOf(row),
    provenance: row.asOf === null ? null : { at: row.asOf, source: row.asOfSource ?? 'api' },
  });

  function applied(
    known: SupporterValues,
    { membership, at, source }: MemberUpdate,
    inputs: LevelInputs,
  ): SupporterValues {
    const named = membership && {
      patreonMemberId: membership.patreonMemberId,
      patreonUserId: membership.patreonUserId ?? known.patreonUserId,
      name: membership.name ?? known.name,
      email: membership.email === null ? known.email : foldIdentifier(membership.email),
    };
    return { ...known, ...named, membership, paid: inputs.paid, asOf: at, asOfSource: source, held: null };
  }

  /**
   * Stores what Patreon says of memberships, once each, in one transaction.
   *
   * @param options.run the sync's, which holds back what would lower a level
   */
  async function applyUpdates(
    updates: readonly MemberUpdate[],
    cause: Cause,
    options: { run?: number } = {},
  ): Promise<UpdateReport> {
    const levelContext = await context();
    return inTransaction(strapi, async ({ trx }) => {
      const known = await knownOf(updates);
      let held = 0;
      for (const update of updates) {
        const found = known.find(update);
        // Nobody whom the club has never known has left it.
        if (!found && update.membership === null) continue;
        const before = found ?? newSupporter();
        const decision = decideUpdate(toKnown(before), update, options.run === undefined, levelContext);
        if (decision.kind === 'remember') known.change({ ...before, paid: decision.inputs.paid });
        if (decision.kind === 'apply') known.change(applied(before, update, decision.inputs));
        if (decision.kind === 'hold') {
          const { membership, at } = update;
          known.change({ ...before, held: { run: options.run ?? 0, membership, at } });
          held += 1;
        }
      }
      return { changed: await save(trx, known.changed(), cause, levelContext), held };
    });
  }

  /** Changes rows that match, and records what follows. @param change the row as it is to be, or null to leave it */
  async function change(
    where: object,
    cause: Cause,
    change: (row: SupporterRow) => SupporterValues | null,
  ): Promise<number> {
    const levelContext = await context();
    return inTransaction(strapi, async ({ trx }) => {
      const rows = (await store.lock(where)).flatMap((row) => change(row) ?? []);
      return save(trx, rows, cause, levelContext);
    });
  }

  return { applyUpdates, change, save, context };
}
export type Supporters = ReturnType<typeof createSupporters>;
