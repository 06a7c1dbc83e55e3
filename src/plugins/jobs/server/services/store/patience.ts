/** Another process is writing to SQLite: no trouble, only bad timing. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

/** Milliseconds until it is tried again: the first time, doubled each time, at the most. Two seconds in all. */
const rest = { first: 10, most: 1000 };

/**
 * For what a person waits for: does it again when another process was writing. The engine needs none of this, since it comes
 * back by itself.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let ms = rest.first; ; ms *= 2) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || ms > rest.most) throw error;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}
