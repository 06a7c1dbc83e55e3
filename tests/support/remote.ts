import { createBudget, type BudgetTerms } from '../../src/plugins/integrations/server/clients/rate-gate';
import type { CallRecord } from '../../src/plugins/integrations/server/domain/call-record';
import { createRemote, type RemoteOptions } from '../../src/plugins/integrations/server/clients/remote';
import type { RemoteStatus } from '../../src/plugins/integrations/server/clients/call';
import type { RemoteError } from '../../src/plugins/integrations/server/domain/remote-error';
import type { Message } from '../../src/plugins/jobs/contract/message';
import type { RemoteClock } from './remote-clock';

/** A status that is kept in memory, as one process without others would have it. */
function statusInMemory(): RemoteStatus & { reports: string[] } {
  const reports: string[] = [];
  let held: { until: number; reason: Message } | null = null;
  return {
    reports,
    held: async () => held,
    hold: async (until, reason) => {
      reports.push(`hold: ${reason.text}`);
      if (!held || held.until < until) held = { until, reason };
    },
    reportSuccess: async () => void reports.push('worked'),
    reportBroken: async (reason, whatToDo) =>
      void reports.push(`broke: ${reason.text} / ${whatToDo?.text ?? null}`),
  };
}

/** A remote without a club around it, and what it has reported. */
export function testRemote(
  clock: RemoteClock,
  options: Partial<RemoteOptions> & { baseUrl: string },
  terms: BudgetTerms = { calls: 1000, seconds: 1 },
) {
  const log: CallRecord[] = [];
  const status = statusInMemory();
  const budget = createBudget('test', terms, null);
  const remote = createRemote(
    { title: 'The remote', ...options },
    {
      clock,
      random: () => 0,
      userAgent: 'Club/1',
      budget: () => budget,
      status,
      record: (call) => log.push(call),
    },
  );
  return { remote, log, status };
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
