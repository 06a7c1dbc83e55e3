import { z } from 'zod';
import type { Failure } from '../contract/answer';

/** How Strapi's error middleware says what went wrong. */
const strapiBody = z.object({
  error: z.object({
    message: z.string(),
    details: z
      .object({
        errors: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
      })
      .optional()
      .catch(undefined),
  }),
});

const sentences: Readonly<Record<number, (request: string) => string>> = {
  401: () => 'Sign in first',
  403: () => 'This is not allowed',
  404: (request) => `There is nothing at ${request}`,
  405: (request) => `${request} is not possible`,
  413: () => 'The request is too large',
  415: () => 'The request has a type that is not understood here',
};

/**
 * An answer of Strapi's own chain in the contract's envelope. An answer already in it stays as it is.
 * @param request method and path, for the sentence
 */
export function envelopeOf(status: number, body: unknown, request: string): unknown {
  if (typeof body === 'object' && body !== null && 'success' in body) return body;
  const said = strapiBody.safeParse(body);
  const faults = said.data?.error.details?.errors ?? [];
  const byField = new Map<string, string[]>();
  for (const { path, message } of faults) {
    const field = path.join('.');
    byField.set(field, [...(byField.get(field) ?? []), message]);
  }
  const error = sentences[status]?.(request) ?? said.data?.error.message ?? 'Internal error';
  return {
    success: false,
    error,
    ...(faults.length > 0 && { errors: Object.fromEntries(byField) }),
  } satisfies Failure;
}
