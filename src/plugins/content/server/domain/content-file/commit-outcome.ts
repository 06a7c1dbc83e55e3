import { z } from 'zod';

const cause = z.looseObject({ cause: z.unknown() });
const coded = z.looseObject({ code: z.string() });
/** What a MySQL server answers; errors of the connection have no such state. */
const answered = z.looseObject({ sqlState: z.string().min(1) });

/**
 * What has become of a transaction whose COMMIT failed. Where a database says itself why it could not, nothing of it is
 * there. Where the answer was lost with the connection, it may have taken effect before.
 */
export function commitOutcome(error: unknown): 'rolled back' | 'unknown' {
  for (let at = error, depth = 0; at !== undefined && depth < 5; depth += 1) {
    if (coded.safeParse(at).data?.code.startsWith('SQLITE_')) return 'rolled back';
    if (answered.safeParse(at).success) return 'rolled back';
    at = cause.safeParse(at).data?.cause;
  }
  return 'unknown';
}
