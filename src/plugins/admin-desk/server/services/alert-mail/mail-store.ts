import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Told } from '../../domain/open-alerts';
import { storedAlert, timestamp } from './open-alerts';

const row = z.object({
  recipient: timestamp,
  told: z.array(z.object({ name: z.string(), alert: storedAlert })),
  toldAt: timestamp.nullable(),
  attempts: z.int(),
  failedAt: timestamp.nullable(),
  retryAt: timestamp.nullable(),
  problem: z.string().nullable(),
});

/** What a recipient was told, and how their last mail went: `problem` while it could not be sent. Times in ms since 1970. */
export type MailState = Omit<z.infer<typeof row>, 'recipient' | 'told'> & { told: Told[] };

const nothing: MailState = {
  told: [],
  toldAt: null,
  attempts: 0,
  failedAt: null,
  retryAt: null,
  problem: null,
};

export const sent = { attempts: 0, failedAt: null, retryAt: null, problem: null };

export interface UnsentMail {
  problem: string;
  failedAt: number;
}

export function createMailStore(strapi: Core.Strapi) {
  const query = () => strapi.db.query('plugin::admin-desk.alert-mail');

  return {
    async read(recipient: number): Promise<MailState> {
      const found = row.nullable().parse(await query().findOne({ where: { recipient } }));
      return found ?? nothing;
    },

    async save(recipient: number, state: Partial<MailState>): Promise<void> {
      const { count } = await query().updateMany({ where: { recipient }, data: state });
      if (count === 0) await query().create({ data: { ...nothing, ...state, recipient } });
    },

    /** Forgets what others have been told: they are no longer recipients. */
    async keepOnly(recipients: readonly number[]): Promise<void> {
      await query().deleteMany({ where: { recipient: { $notIn: [...recipients] } } });
    },

    /** The mail that could not be sent for longest; null where none is. */
    async unsent(): Promise<UnsentMail | null> {
      const found: unknown = await query().findMany({
        where: { problem: { $notNull: true } },
        orderBy: { failedAt: 'asc' },
        limit: 1,
      });
      const [first] = z.array(z.object({ problem: z.string(), failedAt: timestamp.nullable() })).parse(found);
      return first ? { problem: first.problem, failedAt: first.failedAt ?? 0 } : null;
    },
  };
}
