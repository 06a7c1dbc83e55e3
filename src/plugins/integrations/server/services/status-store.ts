import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isDuplicate } from '../../../../database/errors';
import type { Message } from '../../../jobs/contract/message';
import type { IntegrationsConfig } from '../config';
import { messageIn, storedMessage } from '../domain/messages';
import type { Breakdown, IntegrationStatus } from '../domain/status';

const uid = 'plugin::integrations.state';

/** MySQL's driver gives large integers as text. */
const timestamp = z.coerce.number().int().nullable();

const rowSchema = z
  .object({
    integration: z.string(),
    waitingUntil: timestamp,
    waitingReason: z.string().nullable(),
    waitingMessage: storedMessage,
    brokenSince: timestamp,
    brokenReason: z.string().nullable(),
    brokenWhatToDo: z.string().nullable(),
    brokenMessage: storedMessage,
    brokenRemedy: storedMessage,
    brokenResource: z.string().nullable(),
  })
  .transform(({ integration, ...row }): IntegrationStatus & { integration: string } => ({
    integration,
    waiting:
      row.waitingUntil === null
        ? null
        : { until: row.waitingUntil, reason: messageIn(row.waitingMessage, row.waitingReason) },
    broken:
      row.brokenSince === null
        ? null
        : {
            since: row.brokenSince,
            reason: messageIn(row.brokenMessage, row.brokenReason),
            whatToDo: row.brokenWhatToDo === null ? null : messageIn(row.brokenRemedy, row.brokenWhatToDo),
            resource: row.brokenResource,
          },
  }));

const changed = z.object({ count: z.int() });

const notBroken = {
  brokenSince: null,
  brokenReason: null,
  brokenMessage: null,
  brokenWhatToDo: null,
  brokenRemedy: null,
  brokenResource: null,
};
const notWaiting = { waitingUntil: null, waitingReason: null, waitingMessage: null };

const noIncident: IntegrationStatus = { waiting: null, broken: null };

/** What is stored of the integrations: how long they must wait, and what has broken them. All processes share it. */
export function createStatusStore(
  strapi: Core.Strapi,
  { now, standingMs }: Pick<IntegrationsConfig, 'now' | 'standingMs'>,
) {
  const table = () => strapi.db.query(uid);
  const known = new Map<string, { status: IntegrationStatus; readAt: number }>();

  async function all(): Promise<Map<string, IntegrationStatus>> {
    const rows = z.array(rowSchema).parse(await table().findMany({}));
    return new Map(rows.map(({ integration, ...status }) => [integration, status]));
  }

  async function read(integration: string): Promise<IntegrationStatus> {
    const row = rowSchema.nullable().parse(await table().findOne({ where: { integration } }));
    const status = row ?? noIncident;
    known.set(integration, { status, readAt: now() });
    return status;
  }

  /** Makes its row, which is there from its first incident on. */
  async function ensure(integration: string): Promise<void> {
    if ((await table().count({ where: { integration } })) > 0) return;
    try {
      await table().create({ data: { integration } });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  async function change(
    integration: string,
    where: Record<string, unknown>,
    data: Record<string, unknown>,
  ): Promise<boolean> {
    const result: unknown = await table().updateMany({ where: { integration, ...where }, data });
    known.delete(integration);
    return changed.parse(result).count > 0;
  }

  return {
    all,
    read,

    /** As `read`, but up to `standingMs` old: for asking before every call. */
    async recall(integration: string): Promise<IntegrationStatus> {
      const kept = known.get(integration);
      return kept && now() - kept.readAt < standingMs ? kept.status : read(integration);
    },

    /** Never shortens a wait. @param until milliseconds since 1970 */
    async hold(integration: string, until: number, reason: Message): Promise<void> {
      await ensure(integration);
      const shorter = { $or: [{ waitingUntil: { $null: true } }, { waitingUntil: { $lt: until } }] };
      await change(integration, shorter, {
        waitingUntil: until,
        waitingReason: reason.text,
        waitingMessage: reason,
      });
    },

    /** Keeps the time of the first incident, and the reason of the last. @returns whether it was not broken before */
    async break(integration: string, { reason, whatToDo, since, resource }: Breakdown): Promise<boolean> {
      await ensure(integration);
      const data = {
        brokenReason: reason.text,
        brokenMessage: reason,
        brokenWhatToDo: whatToDo?.text ?? null,
        brokenRemedy: whatToDo,
        brokenResource: resource,
      };
      const isNew = await change(
        integration,
        { brokenSince: { $null: true } },
        { ...data, brokenSince: since },
      );
      if (!isNew) await change(integration, {}, data);
      return isNew;
    },

    /** Forgets what has broken it, and what it was waiting for. */
    async mend(integration: string): Promise<void> {
      await change(integration, {}, { ...notBroken, ...notWaiting });
    },
  };
}

export type StatusStore = ReturnType<typeof createStatusStore>;
