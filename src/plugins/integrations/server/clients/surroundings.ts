import type { Budget } from './budget';
import type { CallRecord } from './call-record';
import type { Clock } from './clock';

/**
 * How the integration stands, for all processes: what its remote asks before a call, and tells after it. What it is told
 * does not reject.
 */
export interface RemoteStanding {
  /**
   * Until when it must not be called, in milliseconds since 1970, and why.
   *
   * @throws Error where it must never be called from
   */
  held(): Promise<{ until: number; reason: string } | null>;
  /** The remote must not be called before then. */
  hold(until: number, reason: string): Promise<void>;
  /** A call that needs permission has worked; to which resource, where there are several. */
  worked(resource: string | null): Promise<void>;
  /** Nothing will work until a person has acted: with that resource alone, where there are several. */
  broke(reason: string, whatToDo: string | null, resource: string | null): Promise<void>;
}

/** What a remote needs around it. */
export interface Surroundings {
  clock: Clock;
  /** From 0 to 1, for the jitter. */
  random: () => number;
  userAgent: string;
  budget: () => Budget;
  standing: RemoteStanding;
  /** Takes a call's record for the log; does not throw. */
  record(call: CallRecord): void;
}
