import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { lockAccounts } from './account-rows';
import type { Actor } from '../domain/activity';
import type { Activities } from './activities';
import type { Sessions } from './sessions';

const uid = 'plugin::users-permissions.user';
const roleUid = 'plugin::users-permissions.role';

const rows = z.array(
  z.object({
    id: z.number(),
    documentId: z.string(),
    username: z.string().nullable(),
    email: z.string().nullable(),
    confirmed: z.boolean().nullable(),
    blocked: z.boolean().nullable(),
    createdAt: z.coerce.date(),
    updatedAt: z.coerce.date(),
    role: z.object({ type: z.string().nullable() }).nullish(),
  }),
);
export type ManagedMember = z.infer<typeof rows>[number];

const roleRows = z.array(z.object({ id: z.number(), type: z.string() }));

export interface MemberChange {
  /** A role's type. */
  role?: string | undefined;
  blocked?: boolean | undefined;
}

/** Why a change is refused, by the field. `unknown-role` names those that there are. */
export type MemberRefusal =
  | { why: 'own-account'; field: keyof MemberChange }
  | { why: 'last-admin'; field: keyof MemberChange }
  | { why: 'unknown-role'; field: 'role'; roles: string[] };

/** Undoes the transaction. */
class Refused extends Error {
  constructor(readonly refusal: MemberRefusal) {
    super(refusal.why);
  }
}

/** The roles and blocks of members, for administrators. */
export function createMemberAdmin(strapi: Core.Strapi, sessions: Sessions, activities: Activities) {
  const table = () => strapi.db.query(uid);
  const read = async (query: object): Promise<ManagedMember[]> =>
    rows.parse(await table().findMany({ ...query, populate: { role: { select: ['id', 'type'] } } }));

  async function find(documentId: string): Promise<ManagedMember | null> {
    const found = await read({ where: { documentId } });
    // MySQL compares without case.
    return found.find((row) => row.documentId === documentId) ?? null;
  }

  /** The roles that a member can have; Public is that of strangers. */
  async function roles(): Promise<z.infer<typeof roleRows>> {
    const found: unknown = await strapi.db
      .query(roleUid)
      .findMany({ select: ['id', 'type'], where: { type: { $ne: 'public' } }, orderBy: { id: 'asc' } });
    return roleRows.parse(found);
  }

  const countAdmins = (): Promise<number> =>
    table().count({
      where: {
        role: { type: 'admin' },
        confirmed: true,
        $or: [{ blocked: false }, { blocked: { $null: true } }],
      },
    });

  async function write(member: ManagedMember, { role, blocked }: MemberChange): Promise<void> {
    const known = role === undefined ? [] : await roles();
    const chosen = known.find(({ type }) => type === role);
    if (role !== undefined && !chosen)
      throw new Refused({ why: 'unknown-role', field: 'role', roles: known.map(({ type }) => type) });
    await table().update({
      where: { id: member.id },
      data: { ...(chosen && { role: chosen.id }), ...(blocked !== undefined && { blocked }) },
    });
    if ((await countAdmins()) === 0)
      throw new Refused({ why: 'last-admin', field: blocked === true ? 'blocked' : 'role' });
    // Blocking ends them too: `session-rules.ts`.
    if (chosen && chosen.type !== member.role?.type) await sessions.endAll(String(member.id));
  }

  return {
    find,
    countAdmins,

    /** The newest first. @param q part of a name or an address */
    async page(
      { limit, offset }: { limit: number; offset: number },
      q: string | undefined,
    ): Promise<{ rows: ManagedMember[]; total: number }> {
      const where =
        q === undefined ? {} : { $or: [{ username: { $containsi: q } }, { email: { $containsi: q } }] };
      const orderBy = [{ createdAt: 'desc' }, { id: 'desc' }];
      return { rows: await read({ where, orderBy, limit, offset }), total: await table().count({ where }) };
    },

    /**
     * Changes a member's role or block. Nobody can change their own, and an administrator who can sign in remains: two who
     * demote each other at the same moment are serialized.
     *
     * @param by the documentId of whoever changes it
     * @returns null for a member that there is not
     */
    async change(
      documentId: string,
      change: MemberChange,
      by: string,
    ): Promise<ManagedMember | null | { refusal: MemberRefusal }> {
      try {
        return await inTransaction(strapi, async () => {
          await lockAccounts(strapi);
          const member = await find(documentId);
          if (!member) return null;
          const own = ownChange(member, change);
          if (documentId === by && own) throw new Refused({ why: 'own-account', field: own });
          await write(member, change);
          const actor: Actor = { source: 'member', member: by, actor: null, actorName: null };
          const changed = await find(documentId);
          const fields = changed ? differing(member, changed) : [];
          if (fields.length > 0)
            await activities.record(actor, { action: 'update', uid, target: documentId, fields });
          return changed;
        });
      } catch (error) {
        if (error instanceof Refused) return { refusal: error.refusal };
        throw error;
      }
    },
  };
}

function differing(before: ManagedMember, after: ManagedMember): (keyof MemberChange)[] {
  const valuesOf = ({ role, blocked }: ManagedMember) => ({ role: role?.type, blocked: blocked === true });
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return (['role', 'blocked'] as const).filter((name) => old[name] !== now[name]);
}

/** The first field that differs from what is stored. */
function ownChange(member: ManagedMember, { role, blocked }: MemberChange): keyof MemberChange | null {
  if (role !== undefined && role !== member.role?.type) return 'role';
  return blocked === true ? 'blocked' : null;
}
