import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isDuplicate } from '../../../../database/errors';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { jobsService } from '../../../jobs/server/services';
import type { PatreonConfig } from '../config';
import { readDelivery } from '../domain/delivery';

const uid = 'plugin::patreon.delivery';

const storedDelivery = z.object({
  id: z.number(),
  documentId: z.string(),
  event: z.string(),
  body: z.string(),
  receivedAt: z.coerce.number(),
});
export type StoredDelivery = z.infer<typeof storedDelivery>;

/** What Patreon's webhook has sent. A delivery is a hint: the job it leads to asks Patreon how things stand. */
export function createDeliveries(
  strapi: Core.Strapi,
  { campaignId, deliveryDays, now }: Pick<PatreonConfig, 'campaignId' | 'deliveryDays' | 'now'>,
) {
  const table = () => strapi.db.query(uid);

  /** Enqueues the job that looks at a member; several deliveries of one wait for the same. */
  const enqueue = (patreonMemberId: string): Promise<string> =>
    jobsService(strapi).enqueue('patreon.member', { patreonMemberId }, { key: patreonMemberId });

  return {
    enqueue,

    /**
     * Stores a delivery, once however often it comes, and enqueues what follows, in one transaction.
     *
     * @returns whether it has Patreon's shape
     */
    async receive(event: string, body: unknown): Promise<boolean> {
      const reading = readDelivery(event, body, campaignId ?? '');
      if (reading.kind === 'invalid') return false;
      const isAboutMember = reading.kind === 'member';
      const text = JSON.stringify(body);
      const data = {
        hash: createHash('sha256').update(event).update('\n').update(text).digest('hex'),
        event: event.slice(0, 100),
        body: text,
        receivedAt: now(),
        state: isAboutMember ? 'waiting' : 'ignored',
        patreonMemberId: isAboutMember ? reading.patreonMemberId : null,
        outcome: isAboutMember ? null : reading.why,
      };
      try {
        await inTransaction(strapi, async () => {
          await table().create({ data });
          if (isAboutMember) await enqueue(reading.patreonMemberId);
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      return true;
    },

    /** Those of a member that wait, oldest first. */
    async waiting(patreonMemberId: string): Promise<StoredDelivery[]> {
      const found: unknown = await table().findMany({
        where: { patreonMemberId, state: 'waiting' },
        orderBy: { id: 'asc' },
      });
      return z.array(storedDelivery).parse(found);
    },

    async finish(deliveries: readonly Pick<StoredDelivery, 'id'>[], outcome: string): Promise<void> {
      if (deliveries.length === 0) return;
      await table().updateMany({
        where: { id: { $in: deliveries.map(({ id }) => id) } },
        data: { state: 'done', outcome, handledAt: now() },
      });
    },

    /** Deletes what is older than it is kept. */
    prune: (signal: AbortSignal): Promise<number> =>
      deleteInBatches(strapi, uid, {
        where: { receivedAt: { $lt: now() - deliveryDays * 24 * 60 * 60_000 }, state: { $ne: 'waiting' } },
        signal,
      }),
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
