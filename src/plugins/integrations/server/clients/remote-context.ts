import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from './call-record';
import type { Budget } from './rate-gate';

/** Time as the clients have it; tests hand in one of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** @throws the signal's reason when it is aborted before the time is over */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A signal that is aborted after so long. */
  timeout(milliseconds: number): AbortSignal;
}

/** Waits as the machine does. @throws the signal's reason when it is aborted before the time is over */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** The integration's status, which all processes share. Reports do not reject. */
export interface RemoteStatus {
  /**
   * Until when the remote must not be called, in milliseconds since 1970, and why.
   *
   * @throws Error where it must never be called from
   */
  held(): Promise<{ until: number; reason: string } | null>;
  /** The remote must not be called before then. */
  hold(until: number, reason: string): Promise<void>;
  /** A call that needs permission has worked; to which resource, where there are several. */
  reportSuccess(resource: string | null): Promise<void>;
  /** Nothing will work until a person has acted: with that resource alone, where there are several. */
  reportBroken(reason: string, whatToDo: string | null, resource: string | null): Promise<void>;
}

export interface RemoteContext {
  clock: Clock;
  /** From 0 to 1, for the jitter. */
  random: () => number;
  userAgent: string;
  budget: () => Budget;
  status: RemoteStatus;
  /** Takes a call's record for the log; does not throw. */
  record(call: CallRecord): void;
}
