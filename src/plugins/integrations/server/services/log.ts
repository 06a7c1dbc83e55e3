import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Entry } from '../../../../shared/server/entry-titles';
import { logEntry, outcomes, type LogQuery, type Outcome } from '../../contract/log';
import type { CallRecord } from '../domain/call-record';
import type { IntegrationsConfig } from '../config';
import { createBuffer } from '../domain/buffer';
import { messageIn, storedMessage } from '../domain/messages';

type LoggedCall = CallRecord & { integration: string };

const uid = 'plugin::integrations.log-entry';

const rowOf = ({ subject, message, ...entry }: LoggedCall) => ({
  ...entry,
  message: message?.text ?? null,
  said: message,
  subjectType: subject?.type ?? null,
  subjectId: subject?.id ?? null,
});

/** Writes the log of all calls, in batches and off the way of whoever makes them. */
export function createLog(
  strapi: Core.Strapi,
  { flushAt, flushMs, keepUnwritten }: Pick<IntegrationsConfig, 'flushAt' | 'flushMs' | 'keepUnwritten'>,
) {
  const buffer = createBuffer<LoggedCall>(keepUnwritten);
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

  function write(entry: LoggedCall): void {
    buffer.add(entry);
    // While the database is away the timer is enough.
    if (buffer.size >= flushAt && !isAway) void writeNow();
  }

  /** Writes what has been waiting when it was called; a fault of the database is written to Strapi's log. */
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

const row = logEntry
  .omit({ subject: true })
  .extend({
    subjectType: z.string().nullable(),
    subjectId: z.string().nullable(),
    message: z.string().nullable(),
    said: storedMessage,
    // MySQL's driver gives large integers as text.
    at: z.coerce.number(),
  })
  .transform(({ said, message, ...entry }) => ({
    ...entry,
    message: message === null ? null : messageIn(said, message),
  }));
export type LogRow = z.infer<typeof row>;

/** How many of the newest calls the choices of filters come from, and how many entries may be chosen. */
const recentCalls = 2_000;
const mostSubjects = 50;

const actionRows = z.array(z.object({ action: z.string() }));
const subjectRows = z.array(z.object({ type: z.string(), id: z.string() }));

const latestIds = z.array(z.object({ id: z.coerce.number().nullable() }));

export function createLogReader(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);

  /** The id of the newest entry of an integration with an outcome: a look into an index, however long the log is. */
  const latestId = (integration: string, outcome: Outcome) =>
    strapi.db
      .connection('integration_logs')
      .where({ integration, outcome })
      .where('at', strapi.db.connection('integration_logs').where({ integration, outcome }).max('at'))
      .max({ id: 'id' });

  return {
    /** A page of entries, the newest first; two queries. */
    async page(query: LogQuery): Promise<{ rows: LogRow[]; total: number }> {
      const where = conditionsOf(query);
      const { page, pageSize } = query;
      const rows: unknown = await table().findMany({
        where,
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      return { rows: z.array(row).parse(rows), total: await table().count({ where }) };
    },

    /** What the newest calls did, and what they were about, the latest first; two queries. */
    async choices(): Promise<{ actions: string[]; subjects: Entry[] }> {
      const knex = strapi.db.connection;
      const recent = () => knex('integration_logs').orderBy('at', 'desc').limit(recentCalls).as('recent');
      const actions: unknown = await knex.distinct('action').from(recent()).orderBy('action');
      const subjects: unknown = await knex
        .select({ type: 'subject_type', id: 'subject_id' })
        .from(recent())
        .whereNotNull('subject_id')
        .groupBy('subject_type', 'subject_id')
        .orderByRaw('MAX(at) DESC')
        .limit(mostSubjects);
      return {
        actions: actionRows.parse(actions).map(({ action }) => action),
        subjects: subjectRows.parse(subjects).map(({ type, id }) => ({ type, documentId: id })),
      };
    },

    /** The newest entry of each integration and outcome; two queries. */
    async latest(integrations: readonly string[]): Promise<LogRow[]> {
      const wanted = integrations.flatMap((integration) =>
        outcomes.map((outcome) => latestId(integration, outcome)),
      );
      const [first, ...others] = wanted;
      if (!first) return [];
      const found = latestIds.parse(await first.unionAll(others));
      const ids = found.flatMap(({ id }) => (id === null ? [] : [id]));
      return z.array(row).parse(await table().findMany({ where: { id: { $in: ids } } }));
    },
  };
}

export type LogReader = ReturnType<typeof createLogReader>;

function conditionsOf({ integration, outcome, action, subjectType, subject, from, to }: LogQuery) {
  const at = { ...(from && { $gte: Date.parse(from) }), ...(to && { $lt: Date.parse(to) }) };
  return {
    ...(integration !== undefined && { integration }),
    ...(outcome !== undefined && { outcome }),
    ...(action !== undefined && { action }),
    ...(subjectType !== undefined && { subjectType }),
    ...(subject !== undefined && { subjectId: subject }),
    ...(Object.keys(at).length > 0 && { at }),
  };
}
