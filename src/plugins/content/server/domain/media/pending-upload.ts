import { z } from 'zod';

/** A file that is being stored, and its row not committed yet. */
export const pendingUpload = z.object({
  /** The process that is storing the file. */
  host: z.string(),
  pid: z.number(),
  /** When it began, in milliseconds since 1970. */
  since: z.number(),
  /** The names of the file and of its other sizes are made of these two. */
  hash: z.string(),
  ext: z.string(),
});

export type PendingUpload = z.infer<typeof pendingUpload>;

/** An import may take hours. An upload records its file after reading and checking it, minutes before its row at most. */
const longestMs = 6 * 60 * 60 * 1000;

/**
 * Whether the import or upload that was storing a file is over, asked by a process `me` that has begun none yet. It cannot see
 * processes of other machines, nor tell a running one from another that has since been given the same number.
 */
export function isAbandoned(
  { host, pid, since }: PendingUpload,
  me: { host: string; pid: number },
  isRunning: (pid: number) => boolean,
  now: number,
): boolean {
  if (now - since > longestMs) return true;
  return host === me.host && (pid === me.pid || !isRunning(pid));
}
