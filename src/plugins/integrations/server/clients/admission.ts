import { RemoteError } from '../domain/remote-error';
import type { Budget } from './budget';
import type { Clock } from './clock';
import type { RemoteStanding } from './surroundings';

interface RateGate {
  standing: Pick<RemoteStanding, 'held'>;
  budget: () => Budget;
  clock: Clock;
  /** The longest that a call is kept waiting here, in all; milliseconds. */
  patienceMs: number;
}

const refusal = (failure: string, reason: string, retryAt: number): RemoteError =>
  new RemoteError(reason, { kind: 'again', failure, retryAt });

/**
 * Lets a call pass when the remote may be called: not before the time that it has asked for, and within its budget. A short
 * wait is waited for; for a long one the caller comes back.
 *
 * @throws RemoteError of kind *again*, with its time
 */
export async function acquire(
  { standing, budget, clock, patienceMs }: RateGate,
  signal: AbortSignal | undefined,
): Promise<void> {
  const latest = clock.now() + patienceMs;

  for (let held = await standing.held(); held && held.until > clock.now(); held = await standing.held()) {
    if (held.until > latest) throw refusal('held back', held.reason, held.until);
    await clock.wait(held.until - clock.now(), signal);
  }
  for (let wait = await budget().take(); wait > 0; wait = await budget().take()) {
    const until = clock.now() + wait;
    if (until > latest) throw refusal('budget spent', 'As many calls as may be made have been made.', until);
    await clock.wait(wait, signal);
  }
}
