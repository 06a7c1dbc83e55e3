import { holdOf, isOutage } from '../domain/classify';
import { RemoteError } from '../domain/remote-error';
import { pauseBeforeRepeating, type Patience } from '../domain/repeat';
import { acquire } from './admission';
import type { Answer, Call } from './call';
import { recordOf } from './call-record';
import { createCircuit, type CircuitTerms } from './circuit';
import { exchange, type Exchanged, type Limits } from './exchange';
import type { Reading } from './readings';
import type { Surroundings } from './surroundings';
import { errorFor, type Voice } from './vendor-error';

export interface Settings extends Voice {
  limits: Limits;
  patience: Patience;
  circuit: CircuitTerms;
}

/** With `error`, `answer` is what the remote said, where it said anything. */
export type Performed<T> =
  { error: null; read: T; answer: Answer } | { error: RemoteError; read?: undefined; answer: Answer | null };

const isTrouble = (exchanged: Exchanged): boolean =>
  'failure' in exchanged ? isOutage(exchanged.failure) : exchanged.answer.status >= 500;

/** Makes calls: admitted, through the circuit, logged, and repeated where that is safe. */
export function createPerformer(settings: Settings, around: Surroundings) {
  const { title, limits, patience, dialect, mask } = settings;
  const { clock, standing, budget } = around;
  const turnstile = { standing, budget, clock, patienceMs: patience.longestPauseMs };
  const circuit = createCircuit(settings.circuit, clock.now, isTrouble, (until) => {
    void standing.hold(until, `${title} does not answer.`);
  });

  const refused = (error: RemoteError): Performed<never> => ({ error, answer: null });

  function readingOf<T>(exchanged: Exchanged, call: Call, reading: Reading<T>): Performed<T> {
    if ('failure' in exchanged) return refused(errorFor(exchanged.failure, settings, clock.now()));
    const { answer } = exchanged;
    const result = reading(answer, call);
    if ('read' in result) return { error: null, read: result.read, answer };
    return { error: errorFor(result.failure, settings, clock.now()), answer };
  }

  /** Tells all processes what this call has shown. */
  async function tell({ error, answer }: Performed<unknown>, call: Call): Promise<void> {
    const asked = answer && !error ? holdOf({ ...answer, body: undefined }, clock.now(), dialect) : null;
    const until = error ? error.retryAt : asked;
    if (until !== null) await standing.hold(until, error?.message ?? `${title} asked to be called less.`);
    const { resource = null, provesAccess = true } = call.about;
    if (error?.kind === 'reconnect') await standing.broke(error.message, error.whatToDo, resource);
    if (!error && provesAccess) await standing.worked(resource);
  }

  async function attempt<T>(call: Call, reading: Reading<T>, retry: number): Promise<Performed<T>> {
    await acquire(turnstile, call.about.signal);
    const begun = { call, retry, at: clock.now(), mask };
    const passage = await circuit
      .run(() => exchange(call, limits, clock))
      .catch((aborted: unknown) => {
        around.record(recordOf(begun, 'aborted', clock.now()));
        throw aborted;
      });
    if ('openUntil' in passage) {
      const fault = { kind: 'again', failure: 'circuit open', retryAt: passage.openUntil } as const;
      return refused(new RemoteError(`${title} does not answer.`, fault));
    }
    const performed = readingOf(passage.passed, call, reading);
    around.record(recordOf(begun, performed, clock.now()));
    await tell(performed, call);
    return performed;
  }

  /** @throws the reason of the caller's signal when that is aborted; nothing else */
  return async function perform<T>(call: Call, reading: Reading<T>): Promise<Performed<T>> {
    const { method } = call;
    const isRepeatable = call.about.isRepeatable ?? false;
    for (let retry = 0; ; retry += 1) {
      const performed = await attempt(call, reading, retry).catch((error: unknown) => {
        if (error instanceof RemoteError) return refused(error);
        throw error;
      });
      if (!performed.error) return performed;
      const moment = { now: clock.now(), random: around.random() };
      const pause = pauseBeforeRepeating({ method, isRepeatable }, performed.error, retry, patience, moment);
      if (pause === null) return performed;
      await clock.wait(pause, call.about.signal);
    }
  };
}
