import { z } from 'zod';
import { documentId } from '../../../../../http/schemas';

export const staffTag = 'Staff API';

/** Enough for whoever edits by hand, and for a script that goes one by one. */
export const writeLimit = { points: 300, seconds: 60 } as const;

/** The parameter `:id` of a path. What cannot be an id is a 404 without a query. @param called for the message */
export const staffId = (called: string) =>
  documentId.regex(/^[a-z0-9]{1,64}$/, {
    error: ({ input }) => `${called} '${String(input)}' not found`,
  });

/** A text to compare with. */
export const staffText = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'must not contain control characters');

export const staffSearch = staffText.describe('Part of a name, or of a slug');
