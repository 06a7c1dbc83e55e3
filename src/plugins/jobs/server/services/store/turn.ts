import type { JobsConfig } from '../../config';
import type { JobRow } from '../../domain/row';
import { claimNext, type Lease } from './claims';
import type { Limits } from './limits';
import type { Dialect, Session } from './session';
import { takesKey, writeSettlement, type Settled } from './settlements';

export interface Turn {
  settled: readonly Settled[];
  /** The names that may have work, in the order they are served. */
  claim: readonly Limits[];
  /** How many jobs may be claimed in all. */
  most: number;
  lease: Lease;
}

export interface Turned {
  /** Those whose lease was lost: what became of them was not written. */
  refused: Settled[];
  claimed: JobRow[];
  /** Names that had no more to claim. */
  exhausted: string[];
  /** When a limiter lets more start, where one holds jobs back; milliseconds since 1970. */
  moreAt: number | null;
}

/**
 * Writes what became of finished jobs and claims the next: one commit for all of it. But for jobs that wait again under their key,
 * which somebody's transaction may be taking at this moment: while that is waited for, nothing else may be locked.
 */
export function createTurn(dialect: Dialect, config: Pick<JobsConfig, 'at'>) {
  /** @returns those whose lease was lost */
  async function write(session: Session, settled: readonly Settled[]): Promise<Settled[]> {
    const refused: Settled[] = [];
    for (const each of settled) {
      config.at('before-result', each.row.id);
      if (!(await writeSettlement(session, dialect, each))) refused.push(each);
      config.at('at-commit', each.row.id);
    }
    return refused;
  }

  async function claimFor(session: Session, { claim, most, lease }: Turn): Promise<Omit<Turned, 'refused'>> {
    const result: Omit<Turned, 'refused'> = { claimed: [], exhausted: [], moreAt: null };
    for (const limits of claim) {
      const room = most - result.claimed.length;
      if (room <= 0) break;
      const { rows, moreAt } = await claimNext(session, dialect, limits, room, lease);
      result.claimed.push(...rows);
      if (moreAt !== null) result.moreAt = Math.min(moreAt, result.moreAt ?? moreAt);
      if (rows.length < room) result.exhausted.push(limits.name);
    }
    return result;
  }

  return async (turn: Turn): Promise<Turned> => {
    const { settled } = turn;
    const refused: Settled[] = [];
    for (const each of settled.filter(takesKey))
      refused.push(...(await dialect.transaction((session) => write(session, [each]))));
    const together = settled.filter((each) => !takesKey(each));
    const turned = await dialect.transaction(async (session) => ({
      refused: [...refused, ...(await write(session, together))],
      ...(await claimFor(session, turn)),
    }));
    for (const { row } of settled) config.at('after-result', row.id);
    for (const { id } of turned.claimed) config.at('after-claim', id);
    return turned;
  };
}
