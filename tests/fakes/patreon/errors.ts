// Patreon's errors (https://docs.patreon.com/#errors, https://docs.patreon.com/#rate-limiting); all attributes are optional there.
// Ours: the ids, and the wording of what the documentation has no example of.
import { Refusal, type Answer } from '../remote/http';

const table = {
  unauthorized: {
    status: 401,
    code_name: 'Unauthorized',
    title: 'Unauthorized',
    detail: 'The server could not verify that you are authorized to access the URL requested.',
  },
  forbidden: {
    status: 403,
    code_name: 'AccessForbidden',
    title: 'Forbidden',
    detail: 'You do not have permission to access this resource.',
  },
  notFound: {
    status: 404,
    code_name: 'ResourceMissing',
    title: 'Not Found',
    detail: 'Member could not be found.',
  },
  throttled: {
    status: 429,
    code_name: 'RequestThrottled',
    title: 'You have made too many attempts. Please try again later.',
    detail: 'You have made too many attempts. Please try again later.',
  },
  internal: {
    status: 500,
    code_name: 'InternalServerError',
    title: 'Internal Server Error',
    detail: 'Something went wrong.',
  },
  unavailable: {
    status: 503,
    code_name: 'ServiceUnavailable',
    title: 'Service Unavailable',
    detail: 'Please try again later.',
  },
} as const;
export type PatreonErrorName = keyof typeof table;

/** @param retryAfterSeconds of a throttled call; Patreon does not always tell */
export function patreonError(name: PatreonErrorName, retryAfterSeconds?: number): Answer {
  const { status, ...error } = table[name];
  return {
    status,
    body: {
      errors: [
        {
          id: '5c2e6a7d-0000-4000-8000-000000000000',
          code: null,
          status: String(status),
          ...error,
          ...(name === 'throttled' &&
            retryAfterSeconds !== undefined && { retry_after_seconds: retryAfterSeconds }),
        },
      ],
    },
  };
}

export function refuse(name: PatreonErrorName): never {
  throw new Refusal(patreonError(name));
}

/** What the token endpoint answers to a grant that is no good (RFC 6749, 5.2). */
export function refuseGrant(): never {
  throw new Refusal({ status: 401, body: { error: 'invalid_grant' } });
}
