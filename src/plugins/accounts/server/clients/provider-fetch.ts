import { readBounded } from '../../../../shared/server/read-bounded';
import { ProviderError } from './provider-error';

export interface ProviderLimits {
  /** For one request and its whole answer. Milliseconds. */
  timeoutMs: number;
  /** The largest answer, in bytes. */
  answerBytes: number;
}

interface Options {
  method: string;
  headers: RequestInit['headers'];
  body?: RequestInit['body'];
  signal?: AbortSignal | undefined;
}

const isTrouble = (status: number): boolean => status === 429 || status >= 500;
/** The statuses whose responses have no body. */
const isBodiless = (status: number): boolean => [101, 204, 205, 304].includes(status);

/**
 * The `fetch` of everything that is asked at providers: it follows no redirect, and bounds time and size.
 *
 * @throws ProviderError if there is no answer, or one that says that the provider fails
 */
export function createProviderFetch({ timeoutMs, answerBytes }: ProviderLimits) {
  return async (url: string, { method, headers, body, signal }: Options): Promise<Response> => {
    const timeUp = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        ...{ method, headers, body: body ?? null, redirect: 'manual' },
        signal: signal ? AbortSignal.any([signal, timeUp]) : timeUp,
      });
      const read = await readBounded(response, answerBytes);
      const { status } = response;
      if (read === null) throw new ProviderError('provider_unavailable', 'its answer is too large');
      if (isTrouble(status)) throw new ProviderError('provider_unavailable', `it answered ${status}`);
      return new Response(isBodiless(status) ? null : Buffer.from(read), {
        status,
        headers: response.headers,
      });
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      throw new ProviderError('provider_unavailable', 'it does not answer', { cause: error });
    }
  };
}
export type ProviderFetch = ReturnType<typeof createProviderFetch>;
