import { createBudget, type BudgetTerms } from '../../src/plugins/integrations/server/clients/budget';
import type { CallRecord } from '../../src/plugins/integrations/server/clients/call-record';
import { createRemote, type RemoteOptions } from '../../src/plugins/integrations/server/clients/remote';
import type { RemoteStanding } from '../../src/plugins/integrations/server/clients/surroundings';
import type { RemoteError } from '../../src/plugins/integrations/server/domain/remote-error';
import type { RemoteClock } from './remote-clock';

/** A standing that is kept in memory, as one process without others would have it. */
export function standingInMemory(): RemoteStanding & { told: string[] } {
  const told: string[] = [];
  let held: { until: number; reason: string } | null = null;
  return {
    told,
    held: async () => held,
    hold: async (until, reason) => {
      told.push(`hold: ${reason}`);
      if (!held || held.until < until) held = { until, reason };
    },
    worked: async () => void told.push('worked'),
    broke: async (reason, whatToDo) => void told.push(`broke: ${reason} / ${whatToDo}`),
  };
}

/** A remote without a club around it, and what it has said to its surroundings. */
export function testRemote(
  clock: RemoteClock,
  options: Partial<RemoteOptions> & { baseUrl: string },
  terms: BudgetTerms = { calls: 1000, seconds: 1 },
) {
  const log: CallRecord[] = [];
  const standing = standingInMemory();
  const budget = createBudget('test', terms, null);
  const remote = createRemote(
    { title: 'The remote', ...options },
    {
      clock,
      random: () => 0,
      userAgent: 'Club/1',
      budget: () => budget,
      standing,
      record: (call) => log.push(call),
    },
  );
  return { remote, log, standing };
}

/** The error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<RemoteError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (isRemoteError(error)) return error;
  throw new Error(`Not an error of a remote: ${String(error)}`);
}

/** By its name: a started club has a class of its own, the compiled one. */
const isRemoteError = (error: unknown): error is RemoteError =>
  error instanceof Error && error.name === 'RemoteError';
