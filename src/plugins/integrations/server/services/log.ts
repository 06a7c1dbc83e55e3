import type { Core } from '@strapi/strapi';
import type { CallRecord } from '../clients/call-record';
import type { IntegrationsConfig } from '../config';
import { createBuffer } from '../domain/buffer';

export type Entry = CallRecord & { integration: string };

const uid = 'plugin::integrations.log-entry';

const rowOf = ({ subject, ...entry }: Entry) => ({
  ...entry,
  subjectType: subject?.type ?? null,
  subjectId: subject?.id ?? null,
});

/** Writes the log of all calls, in batches and off the way of whoever makes them. */
export function createLog(
  strapi: Core.Strapi,
  { flushAt, flushMs, keepUnwritten }: Pick<IntegrationsConfig, 'flushAt' | 'flushMs' | 'keepUnwritten'>,
) {
  const buffer = createBuffer<Entry>(keepUnwritten);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | null = null;
  let isAway = false;

  async function writeAll(): Promise<void> {
    while (buffer.size > 0) {
      const batch = buffer.take(flushAt);
      try {
        await strapi.db.query(uid).createMany({ data: batch.map(rowOf) });
      } catch (error) {
        buffer.putBack(batch);
        if (!isAway) strapi.log.warn(`The log of calls cannot be written: ${String(error)}`);
        isAway = true;
        return;
      }
      const dropped = buffer.takeDropped();
      if (dropped > 0) strapi.log.warn(`${dropped} calls are missing in the log: it could not be written.`);
      isAway = false;
    }
  }

  function writeNow(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = null;
    });
    return writing;
  }

  function start(): void {
    timer = setInterval(() => void writeNow(), flushMs);
    timer.unref();
  }

  function write(entry: Entry): void {
    buffer.add(entry);
    // While the database is away the timer is enough.
    if (buffer.size >= flushAt && !isAway) void writeNow();
  }

  /** Writes what has been waiting when it was called; a fault of the database is told in Strapi's log. */
  async function flush(): Promise<void> {
    await writing;
    await writeNow();
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    await flush();
    if (buffer.size > 0) strapi.log.error(`${buffer.size} calls are lost to the log.`);
  }

  return { start, write, flush, stop };
}

export type Log = ReturnType<typeof createLog>;
