import type { z } from 'zod';
import type { FieldErrors } from './api-error';

/**
 * All faults of a request, by the name of the parameter they are about.
 * @param isRepeated whether a parameter was given several times, which no schema of one value understands
 */
export function faultsOf(error: z.ZodError, isRepeated: (parameter: string) => boolean): FieldErrors {
  const faults: FieldErrors = {};
  for (const { path, message } of error.issues) {
    const field = path.slice(1).join('.') || String(path[0] ?? 'request');
    (faults[field] ??= []).push(isRepeated(field) ? 'must be given once' : message);
  }
  return faults;
}
