// Faults on demand, the same for every fake. Ours altogether; what each kind stands for is said at `Fault`.
import { randomNumbers } from './random';

/** What may go wrong with one request. `Name` is an error of the remote system's own table. */
export type Fault<Name extends string> =
  /** One of the remote's own errors; with `afterEffect` the request had its effect all the same. */
  | { kind: 'error'; name: Name; afterEffect?: boolean }
  /** A page of a proxy or front end between the club and the remote, where JSON is expected. */
  | { kind: 'page'; status: number; afterEffect?: boolean }
  /** The request has its effect at once; its answer is late by `ms` milliseconds. */
  | { kind: 'delay'; ms: number }
  /** The connection ends without an answer, before the request has any effect. */
  | { kind: 'drop-before' }
  /** The connection ends without an answer, after the request had its effect. */
  | { kind: 'drop-after' }
  /** No answer until the client leaves; with `afterEffect` the request had its effect. */
  | { kind: 'hang'; afterEffect?: boolean };

/** The requests that a fault is for: an action's name, several, or a test of one's own. */
export type Match<Request extends { action: string }> =
  Request['action'] | readonly Request['action'][] | ((request: Request) => boolean);

/** The next `times` requests (1) that `match` get this fault; without `match`, any that the fake `covers`. */
export type Planned<Name extends string, Request extends { action: string }> = Fault<Name> & {
  match?: Match<Request>;
  times?: number;
};

export interface RandomFaults<Name extends string, Request extends { action: string }> {
  /** The same seed and the same order of requests bring the same faults. */
  seed: number;
  /** That a request fails, between 0 and 1. */
  probability: number;
  /** One of these is drawn; by default the fake's transient ones. */
  kinds?: readonly Fault<Name>[];
  match?: Match<Request>;
}

export interface Faults<Name extends string, Request extends { action: string }> {
  /** Plans a fault. Several wait in line; a request gets the first that matches it. */
  next(planned: Planned<Name, Request>): void;
  /** From now on requests fail at random, where no planned fault is for them. */
  random(options: RandomFaults<Name, Request>): void;
  /** No more faults, planned or random. */
  clear(): void;
  /** How many planned faults have not happened yet. */
  left(): number;
  /** The fault that this request gets, which is then used up. */
  take(request: Request): Fault<Name> | undefined;
}

export interface FaultDefaults<Name extends string, Request> {
  /** The kinds that random faults are drawn from. */
  transient: readonly Fault<Name>[];
  /** The requests that a fault without a `match` is for. */
  covers: (request: Request) => boolean;
}

/** A fake's faults: none, until a test asks for some. */
export function createFaults<Name extends string, Request extends { action: string }>({
  transient,
  covers,
}: FaultDefaults<Name, Request>): Faults<Name, Request> {
  let waiting: { fault: Fault<Name>; times: number; isFor: (request: Request) => boolean }[] = [];
  let draw: (request: Request) => Fault<Name> | undefined = () => undefined;
  const testOf = (match?: Match<Request>) => (match === undefined ? covers : asTest(match));

  return {
    next: ({ match, times = 1, ...fault }) => void waiting.push({ fault, times, isFor: testOf(match) }),
    random: ({ seed, probability, kinds = transient, match }) => {
      const isFor = testOf(match);
      const number = randomNumbers(seed);
      draw = (request) =>
        isFor(request) && number() < probability ? kinds[Math.floor(number() * kinds.length)] : undefined;
    },
    clear: () => {
      waiting = [];
      draw = () => undefined;
    },
    left: () => waiting.reduce((sum, { times }) => sum + times, 0),
    take: (request) => {
      const found = waiting.find(({ isFor }) => isFor(request));
      if (!found) return draw(request);
      found.times -= 1;
      waiting = waiting.filter(({ times }) => times > 0);
      return found.fault;
    },
  };
}

export function asTest<Request extends { action: string }>(
  match: Match<Request>,
): (request: Request) => boolean {
  if (typeof match === 'function') return match;
  const actions: readonly string[] = typeof match === 'string' ? [match] : match;
  return ({ action }) => actions.includes(action);
}
