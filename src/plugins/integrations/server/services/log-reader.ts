import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { LogQuery } from '../../contract/log';
import { outcomes, type Outcome } from '../domain/outcome';

const uid = 'plugin::integrations.log-entry';

const row = z.object({
  id: z.number(),
  integration: z.string(),
  action: z.string(),
  outcome: z.enum(outcomes),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  attempt: z.number(),
  durationMs: z.number(),
  request: z.string().nullable(),
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  message: z.string().nullable(),
  // MySQL's driver gives large integers as text.
  at: z.coerce.number(),
});
export type LogRow = z.infer<typeof row>;

const latestIds = z.array(z.object({ id: z.coerce.number().nullable() }));

/** Reads the log of calls. */
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
