import { z } from 'zod';
import { HttpError } from './errors';

/** How Strapi's error middleware says what went wrong. */
const strapiBody = z.object({
  error: z.object({
    name: z.string().optional(),
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
 * An error that Strapi's own middlewares answered with: an unknown path, a body that is no JSON, a token that is not good.
 * @param request method and path, for the sentence
 */
export function strapiError(status: number, body: unknown, request: string): HttpError {
  const error = strapiBody.safeParse(body).data?.error;
  const issues = new Map<string, string[]>();
  for (const { path, message } of error?.details?.errors ?? []) {
    const field = path.join('.');
    issues.set(field, [...(issues.get(field) ?? []), message]);
  }
  // A policy says why; Strapi itself only says Forbidden.
  const own = error?.name === 'PolicyError' ? error.message : undefined;
  return new HttpError(status, own ?? sentences[status]?.(request) ?? error?.message ?? 'Internal error', {
    issues: issues.size > 0 ? Object.fromEntries(issues) : undefined,
  });
}
