import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';

/**
 * Why a provider has not said who somebody is. `cancelled`: they did not want to; `provider_unavailable`: it cannot be reached, or
 * fails; `provider_refused`: what it said, or what came in its name, is not good.
 */
export type ProviderErrorCode = 'cancelled' | 'provider_unavailable' | 'provider_refused';

export class ProviderError extends Error {
  override name = 'ProviderError';
  constructor(
    readonly code: ProviderErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const timeOuts = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];
const mostCauses = 5;

function withinCauses(error: unknown, depth = 0): ProviderError | null {
  if (error instanceof ProviderError) return error;
  return error instanceof Error && depth < mostCauses ? withinCauses(error.cause, depth + 1) : null;
}

/** Answers to the browser: RFC 6749, 4.1.2.1. */
function ofAuthorization({ error }: AuthorizationResponseError): ProviderErrorCode {
  if (error === 'access_denied') return 'cancelled';
  return ['server_error', 'temporarily_unavailable'].includes(error)
    ? 'provider_unavailable'
    : 'provider_refused';
}

/** Runs a conversation with a provider. @throws ProviderError for whatever goes wrong in it; what else goes wrong as it is */
export async function judgeErrors<Result>(talk: () => Promise<Result>): Promise<Result> {
  try {
    return await talk();
  } catch (error) {
    const known = withinCauses(error);
    if (known) throw known;
    if (error instanceof AuthorizationResponseError)
      throw new ProviderError(ofAuthorization(error), error.error, { cause: error });
    if (error instanceof ClientError) {
      const isLate = timeOuts.includes(error.code ?? '');
      const why = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
      throw new ProviderError(isLate ? 'provider_unavailable' : 'provider_refused', why, { cause: error });
    }
    if (error instanceof ResponseBodyError)
      throw new ProviderError('provider_refused', error.error, { cause: error });
    if (error instanceof WWWAuthenticateChallengeError || error instanceof z.ZodError)
      throw new ProviderError('provider_refused', 'an answer that cannot be used', { cause: error });
    throw error;
  }
}
