import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { jobsService } from '../../../jobs/server/services';
import type { MemberDataService, MemberNames } from './member-data';
import type { MemberWrites } from './member-writes';

const uid = 'plugin::users-permissions.user';

const deletedRow = z.object({ id: z.number(), documentId: z.string() });
const accountRow = z.object({
  id: z.number(),
  documentId: z.string(),
  email: z.string(),
  username: z.string(),
  provider: z.string().nullish(),
  confirmed: z.boolean().nullish(),
  language: z.string().nullish(),
  timeZone: z.string().nullish(),
  avatarName: z.string().nullish(),
  showAsSupporter: z.boolean().nullish(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  role: z.object({ type: z.string() }).nullish(),
});
type ErasableMember = z.infer<typeof accountRow>;

/** All of the account but its password. */
const toAccount = (row: ErasableMember) => ({
  id: row.documentId,
  username: row.username,
  email: row.email,
  confirmed: row.confirmed ?? false,
  provider: row.provider ?? null,
  role: row.role?.type ?? null,
  language: row.language ?? null,
  time_zone: row.timeZone ?? null,
  avatar_name: row.avatarName ?? null,
  show_as_supporter: row.showAsSupporter ?? false,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export interface ErasureReport {
  erased: { name: string; rows: number }[];
  kept: { name: string; reason: string }[];
}

/** What the law grants members: to get all that is stored on them, and to have it erased. */
export function createErasure(
  strapi: Core.Strapi,
  { memberData, memberWrites }: { memberData: MemberDataService; memberWrites: MemberWrites },
) {
  const table = () => strapi.db.query(uid);

  async function find(documentId: string): Promise<ErasableMember | null> {
    return accountRow
      .nullable()
      .parse(await table().findOne({ where: { documentId }, populate: { role: { select: ['type'] } } }));
  }

  /** Members whose account `erase` deletes at this moment. */
  const erasing = new Set<string>();

  async function deleteAccount({ id, documentId }: ErasableMember): Promise<boolean> {
    erasing.add(documentId);
    try {
      return (await retryOnDeadlock(() => table().delete({ where: { id } }))) !== null;
    } finally {
      erasing.delete(documentId);
    }
  }

  return {
    kept: memberData.kept,

    /** All that is stored on a member; null if there is none. */
    async exportOf(
      documentId: string,
    ): Promise<{ account: Record<string, unknown>; data: Record<string, object[]> } | null> {
      const row = await find(documentId);
      return row && { account: toAccount(row), data: await memberData.exportOf(row) };
    },

    /**
     * Blocks a member, which ends their sessions, and has a job erase them, in one transaction.
     *
     * @returns the job's id
     */
    request: (member: Pick<MemberNames, 'id' | 'documentId'>): Promise<string> =>
      memberWrites(member, async () => {
        const { id, documentId } = member;
        await table().update({ where: { id }, data: { blocked: true } });
        const options = { key: documentId, owner: documentId };
        return jobsService(strapi).enqueue('accounts.erase', { member: documentId }, options);
      }),

    /** Erases what is left of members who are deleted by staff, or in any other way than by `erase`. */
    eraseWithAccount(): void {
      strapi.db.lifecycles.subscribe({
        models: [uid],
        async afterDelete({ result }) {
          const { data } = deletedRow.safeParse(result);
          if (!data || erasing.has(data.documentId)) return;
          const { id, documentId } = data;
          await jobsService(strapi).enqueue(
            'accounts.erase',
            { member: documentId, id },
            { key: documentId },
          );
        },
      });
    },

    /**
     * Erases a member, the account itself last: if it is interrupted, the next attempt finds by it what is left.
     *
     * @param id of an account that is deleted already
     * @returns what was erased by this attempt
     */
    async erase(
      { documentId, id = 0 }: { documentId: string; id?: number | undefined },
      { signal, progress }: { signal: AbortSignal; progress: (done: number, total: number) => void },
    ): Promise<ErasureReport> {
      const report: ErasureReport = { erased: [], kept: memberData.kept() };
      const account = await find(documentId);
      const member = account ?? { id, documentId, email: null };
      const tables = memberData.tables();
      const total = tables.length + 1;
      for (const [index, each] of tables.entries()) {
        signal.throwIfAborted();
        progress(index, total);
        const rows = await memberData.erase(each, member, signal);
        if (rows > 0) report.erased.push({ name: each.name, rows });
      }
      if (account && (await deleteAccount(account))) report.erased.push({ name: 'account', rows: 1 });
      progress(total, total);
      return report;
    },
  };
}
