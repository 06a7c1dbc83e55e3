import { z } from 'zod';
import type { Mask } from '../../../jobs/server/domain/mask';
import { classify, nameOf, type Dialect, type Failure } from '../domain/classify';
import { RemoteError, remoteErrorIn } from '../domain/remote-error';
import { vendorMessageOf } from '../domain/vendor-message';

/** How a remote is spoken to and of. */
export interface Voice {
  title: string;
  dialect: Dialect;
  mask: Mask;
}

/** The error that a failure becomes; its message is for staff, and masked. */
export function errorFor(failure: Failure, { title, dialect, mask }: Voice, now: number): RemoteError {
  return new RemoteError(mask.text(sentenceOf(failure, title)), {
    ...classify(failure, now, dialect),
    failure: nameOf(failure),
    status: failure.type === 'status' ? failure.status : null,
    body: failure.type === 'status' ? failure.body : undefined,
  });
}

function sentenceOf(failure: Failure, title: string): string {
  switch (failure.type) {
    case 'status': {
      const said = vendorMessageOf(failure.body);
      return `${title} answered ${failure.status}${said === null ? '' : `: ${said}`}`;
    }
    case 'network':
      return `${title} cannot be reached (${failure.code})`;
    case 'timeout':
      return `${title} did not answer in time`;
    case 'answer':
      return `What ${title} answered ${failure.problem}`;
  }
}

/** As gaxios, and what is built on it, throws: the answer, with its parsed body. */
const withAnswer = z.object({
  config: z.object({ method: z.string().default('GET') }),
  response: z.object({ status: z.int(), headers: z.instanceof(Headers), data: z.unknown() }),
});

/** Sorts an error of a vendor's library that was given our fetch. What nobody knows is *never*: it is a fault of ours. */
export function errorOf(error: unknown, voice: Voice, now: number): RemoteError {
  const ours = remoteErrorIn(error);
  if (ours) return ours;
  const { data: known } = withAnswer.safeParse(error);
  if (known) {
    const { status, headers, data: body } = known.response;
    const method = known.config.method.toUpperCase();
    return errorFor({ type: 'status', method, status, headers, body }, voice, now);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new RemoteError(voice.mask.text(message), { kind: 'never', failure: 'unexpected', cause: error });
}
