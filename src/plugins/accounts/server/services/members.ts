import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import { lockAccounts } from './account-rows';
import { defaultRole } from './member-roles';
import { hasSamePassword, lockMember } from './member-lock';

const uid = 'plugin::users-permissions.user';

const memberRow = z.object({
  id: z.number(),
  documentId: z.string(),
  username: z.string(),
  email: z.string(),
  password: z.string().nullish(),
  blocked: z.boolean().nullish(),
  confirmed: z.boolean().nullish(),
  language: z
    .enum(languages)
    .nullish()
    .transform((language) => language ?? defaultLanguage),
});
export type MemberRow = z.infer<typeof memberRow>;

/** Rows of members, for what accounts do themselves. Names and addresses are folded (`domain/identifiers.ts`). */
export function createMembers(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);

  async function findBy(where: object): Promise<MemberRow | null> {
    const found: unknown = await table().findOne({ where });
    return found === null ? null : memberRow.parse(found);
  }

  return {
    byDocumentId: (documentId: string): Promise<MemberRow | null> => findBy({ documentId }),
    byEmail: (email: string): Promise<MemberRow | null> => findBy({ email }),
    byIdentifier: (identifier: string): Promise<MemberRow | null> =>
      findBy({ $or: [{ email: identifier }, { username: identifier }] }),

    /** Whether a member may still sign in and has the same password; their row is locked until the transaction ends. */
    async isUnchanged({ id, password }: Pick<MemberRow, 'id' | 'password'>): Promise<boolean> {
      const now = await lockMember(strapi, id);
      return now !== null && now.blocked !== true && hasSamePassword(now, { password });
    },

    /** Serializes writes of names and addresses until the transaction ends. */
    lock: (): Promise<void> => lockAccounts(strapi),

    /** Creates a confirmed account, as the default role of new members. @param passwordHash null: signs in by a provider only */
    async create(values: {
      username: string;
      email: string;
      language: string;
      passwordHash: string | null;
    }): Promise<MemberRow> {
      const { passwordHash, ...rest } = values;
      const { id: role } = await defaultRole(strapi);
      // `local`, so that a password that is chosen later signs in at Strapi's own routes too.
      const account = { provider: 'local', password: passwordHash, role, confirmed: true, blocked: false };
      const data = { ...rest, ...account };
      return memberRow.parse(await table().create({ data }));
    },

    /** @param changes a `password` is a hash; ending the sessions of a changed one is `session-rules.ts`' */
    async change(
      id: number,
      changes: { password?: string; email?: string; confirmed?: true },
    ): Promise<void> {
      await table().update({ where: { id }, data: changes });
    },
  };
}
export type Members = ReturnType<typeof createMembers>;
