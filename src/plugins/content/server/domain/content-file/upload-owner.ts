import { z } from 'zod';

/** Who is storing a file for an import, and which. */
export const pendingUpload = z.object({
  host: z.string(),
  pid: z.number(),
  /** When it began, in milliseconds since 1970. */
  since: z.number(),
  /** What the names of the file and of its other sizes are made of. */
  hash: z.string(),
  ext: z.string(),
});

export type PendingUpload = z.infer<typeof pendingUpload>;

const longestImportMs = 6 * 60 * 60 * 1000;

/**
 * Whether the import that was storing a file is over, as the process `me` sees it, which has begun none yet: a process of
 * another machine cannot be seen, nor can one that has since taken the same number be told from it.
 */
export function isAbandoned(
  { host, pid, since }: PendingUpload,
  me: { host: string; pid: number },
  isRunning: (pid: number) => boolean,
  now: number,
): boolean {
  if (now - since > longestImportMs) return true;
  return host === me.host && (pid === me.pid || !isRunning(pid));
}
