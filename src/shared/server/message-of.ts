import { inspect } from 'node:util';
import { cut } from './cut';

const longestMessage = 4000;

/** The message of whatever was thrown, of at most 4000 characters; some objects cannot even be converted by `String`. */
export function messageOf(error: unknown): string {
  const text =
    error instanceof Error
      ? error.message || error.name
      : typeof error === 'string'
        ? error
        : inspect(error, { depth: 1 });
  return cut(text, longestMessage);
}
