import { circuitBreaker, ConsecutiveBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import { recordOf } from '../domain/call-record';
import { holdUntil, isLater, pauseBeforeRepeating, type Patience } from '../domain/error-policy';
import { isOutage, type Failure } from '../domain/failure';
import { integrationMessages } from '../domain/messages';
import { RemoteError, remoteErrorOf, type ErrorSettings } from '../domain/remote-error';
import { bodyOf, factsOf, type Answer, type Call, type Reading, type RemoteContext } from './call';
import { exchange, type Exchanged, type Limits } from './exchange';
import { acquire, refusal } from './rate-gate';

const { say } = integrationMessages;

export interface CircuitTerms {
  /** So many failures in a row open it. */
  failures: number;
  /** How long it stays open before a call may try, in milliseconds. */
  openMs: number;
}

export interface Settings extends ErrorSettings {
  limits: Limits;
  patience: Patience;
  circuit: CircuitTerms;
}

/** With `error`, `answer` is what the remote said, where it said anything. */
export type Performed<T> =
  { error: null; read: T; answer: Answer } | { error: RemoteError; read?: undefined; answer: Answer | null };

const countsAgainstRemote = (exchanged: Exchanged): boolean =>
  'failure' in exchanged ? isOutage(exchanged.failure) : exchanged.answer.status >= 500;

/** Makes calls: within the rate, through the circuit, logged, and repeated where that is safe. */
export function createPerformer(settings: Settings, context: RemoteContext) {
  const { title, limits, patience, policy, mask } = settings;
  const { clock, status, budget } = context;
  const rateGate = { status, budget, clock, patienceMs: patience.longestPauseMs };
  const silence = say('silent', { title });
  let openUntil = 0;
  // Opens when the remote fails again and again: nobody then waits for it in vain, and it is not kept down by us. After a while
  // one call tries, and closes the circuit or opens it again.
  const circuit = circuitBreaker(
    handleWhenResult((exchanged) => countsAgainstRemote(exchanged as Exchanged)),
    {
      halfOpenAfter: settings.circuit.openMs,
      breaker: new ConsecutiveBreaker(settings.circuit.failures),
    },
  );
  circuit.onBreak(() => {
    openUntil = clock.now() + settings.circuit.openMs;
    void status.hold(openUntil, silence);
  });

  const failed = (failure: Failure, call: Call, answer: Answer | null): Performed<never> => ({
    error: remoteErrorOf(failure, factsOf(call), settings, clock.now()),
    answer,
  });

  function readingOf<T>(exchanged: Exchanged, call: Call, reading: Reading<T>): Performed<T> {
    if ('failure' in exchanged) return failed(exchanged.failure, call, null);
    const { answer } = exchanged;
    const result = reading(answer);
    return 'read' in result
      ? { error: null, read: result.read, answer }
      : failed(result.failure, call, answer);
  }

  /** Shares with all processes what this call has shown. */
  async function report({ error, answer }: Performed<unknown>, call: Call): Promise<void> {
    const decided = error && isLater(error.decision) ? error.decision.notBefore : null;
    const body = answer && error ? bodyOf(answer) : undefined;
    const until = decided ?? (answer && holdUntil({ ...answer, body }, clock.now(), policy));
    if (until !== null) await status.hold(until, error?.said ?? say('call-less', { title }));
    const { resource = null, provesAccess = true } = call.about;
    if (error?.decision.kind === 'action-required')
      await status.reportBroken(error.said, error.decision.whatToDo, resource);
    if (!error && provesAccess) await status.reportSuccess(resource);
  }

  async function attempt<T>(call: Call, reading: Reading<T>, retry: number): Promise<Performed<T>> {
    await acquire(rateGate, call.about.signal);
    const begun = { call, retry, at: clock.now(), mask };
    const exchanged = await circuit
      .execute(() => exchange(call, limits, clock))
      .catch((error: unknown) => {
        if (isBrokenCircuitError(error)) throw refusal('circuit open', silence, openUntil);
        context.record(recordOf(begun, null, clock.now()));
        throw error;
      });
    const performed = readingOf(exchanged, call, reading);
    context.record(recordOf(begun, performed, clock.now()));
    await report(performed, call);
    return performed;
  }

  /** @throws the reason of the caller's signal when that is aborted; nothing else */
  return async function perform<T>(call: Call, reading: Reading<T>): Promise<Performed<T>> {
    for (let retry = 0; ; retry += 1) {
      const performed = await attempt(call, reading, retry).catch((error: unknown): Performed<T> => {
        if (error instanceof RemoteError) return { error, answer: null };
        throw error;
      });
      if (!performed.error) return performed;
      const time = { now: clock.now(), random: context.random() };
      const pause = pauseBeforeRepeating(performed.error.decision, retry, patience, time);
      if (pause === null) return performed;
      await clock.wait(pause, call.about.signal);
    }
  };
}
