// A remote system's HTTP side: listening, recording every request, faults, delays, a clock that may be wrong.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { asTest, createFaults, type Fault, type FaultDefaults, type Faults, type Match } from './faults';
import { readRequest, Refusal, type Answer, type Recorded, type Route } from './http';

/** The remote's own clock: its `Date` header, the times it stamps, the times it checks. */
export interface Clock {
  /** Milliseconds that it is ahead of the machine's; negative when behind. */
  skewMs: number;
  now(): Date;
}

export interface Remote<Action extends string, Name extends string> {
  /** Where it listens: scheme, host and port, without a slash at the end. */
  url: string;
  clock: Clock;
  faults: Faults<Name, Recorded<Action>>;
  /** Every request in the order of arrival; empty the array to count anew. */
  requests: Recorded<Action>[];
  /** The recorded requests of some actions. */
  calls(match: Match<Recorded<Action>>): Recorded<Action>[];
  /** Resolves when the next request of this kind has had its effect, or its fault; its answer may be under way. */
  arrival(match: Match<Recorded<Action>>): Promise<Recorded<Action>>;
  /** Every answer takes this many milliseconds; what the request does is done at once. */
  answerMs: number;
  close(): Promise<void>;
}

export interface Behaviour<Action extends string, Name extends string> extends FaultDefaults<
  Name,
  Recorded<Action>
> {
  routes: readonly Route<Action>[];
  /** Does what is asked and answers; throws a `Refusal` otherwise. Must not wait: requests take effect one by one. */
  answer: (request: Recorded<Action>) => Answer;
  /** An error of the remote's table, as a fault answers it. */
  error: (name: Name, request: Recorded<Action>) => Answer;
  /** What every answer carries, beside its own headers. */
  headers?: () => Record<string, string>;
}

type Waiting<Action extends string> = {
  isFor: (request: Recorded<Action>) => boolean;
  resolve: (request: Recorded<Action>) => void;
};

export const createClock = (): Clock => ({
  skewMs: 0,
  now() {
    return new Date(Date.now() + this.skewMs);
  },
});

/** Starts listening on a free port of loopback. */
export async function startRemote<Action extends string, Name extends string>(
  clock: Clock,
  behaviour: Behaviour<Action, Name>,
): Promise<Remote<Action, Name>> {
  let waiting: Waiting<Action>[] = [];
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  // An idle connection that the server ends just as the client reuses it would be a fault that nobody planned.
  server.keepAliveTimeout = 60_000;

  const remote: Remote<Action, Name> = {
    url: '',
    clock,
    faults: createFaults(behaviour),
    requests: [],
    calls: (match) => remote.requests.filter(asTest(match)),
    arrival: (match) => new Promise((resolve) => void waiting.push({ isFor: asTest(match), resolve })),
    answerMs: 0,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, behaviour.routes);
    remote.requests.push(request);
    const fault = remote.faults.take(request);
    request.fault = fault?.kind;
    const answer = answerTo(request, fault, behaviour);
    waiting.filter(({ isFor }) => isFor(request)).forEach(({ resolve }) => resolve(request));
    waiting = waiting.filter(({ isFor }) => !isFor(request));
    if (answer === 'dropped') return void incoming.socket.destroy();
    if (answer === 'hanging') return;
    await wait(remote.answerMs + (fault?.kind === 'delay' ? fault.ms : 0), undefined, { ref: false });
    if (response.destroyed) return;
    request.status = answer.status;
    request.answeredAt = Date.now();
    send(response, { ...answer, headers: { ...behaviour.headers?.(), ...answer.headers } }, clock);
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  remote.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return remote;
}

function answerTo<Action extends string, Name extends string>(
  request: Recorded<Action>,
  fault: Fault<Name> | undefined,
  behaviour: Behaviour<Action, Name>,
): Answer | 'dropped' | 'hanging' {
  const takeEffect = (): Answer => attempt(request, behaviour);
  switch (fault?.kind) {
    case 'drop-before':
      return 'dropped';
    case 'drop-after':
      takeEffect();
      return 'dropped';
    case 'hang':
      if (fault.afterEffect) takeEffect();
      return 'hanging';
    case 'error':
      if (fault.afterEffect) takeEffect();
      return behaviour.error(fault.name, request);
    case 'page':
      if (fault.afterEffect) takeEffect();
      return { status: fault.status, body: `<!DOCTYPE html><title>${fault.status}</title>` };
    default:
      return takeEffect();
  }
}

function attempt<Action extends string, Name extends string>(
  request: Recorded<Action>,
  { answer }: Behaviour<Action, Name>,
): Answer {
  try {
    return answer(request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    // A mistake in the fake itself: a status that no remote has, so that no client mistakes it for one.
    return { status: 599, body: `The fake failed: ${error instanceof Error ? error.stack : String(error)}` };
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer, clock: Clock): void {
  const isPage = typeof body === 'string';
  response.writeHead(status, {
    date: clock.now().toUTCString(),
    ...(body !== undefined && {
      'content-type': isPage ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8',
    }),
    ...headers,
  });
  response.end(isPage ? body : body === undefined ? undefined : JSON.stringify(body));
}
