import type { z } from 'zod';
import type { FieldErrors } from './api-error';

/** All faults of a request, by the name of the parameter they are about. */
export function faultsOf(error: z.ZodError): FieldErrors {
  const faults: FieldErrors = {};
  for (const { path, message, code, input } of error.issues) {
    const field = path.slice(1).join('.') || String(path[0] ?? 'request');
    const why = code === 'invalid_type' && Array.isArray(input) ? 'must be given once' : message;
    (faults[field] ??= []).push(why);
  }
  return faults;
}
