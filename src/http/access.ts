import type { Context } from 'koa';
import { z } from 'zod';
import { HttpError } from './errors';
import type { Access, Member, RawRequest } from './route';

const authenticated = z.object({
  auth: z.object({
    // An API token and an administrator of the panel have credentials too.
    strategy: z.object({ name: z.literal('users-permissions') }),
    credentials: z.object({
      id: z.number(),
      documentId: z.string(),
      role: z.object({ type: z.string() }).nullish(),
    }),
  }),
  session: z.object({ id: z.string() }).optional(),
});

/** The member who asks, by the `ctx.state` that Strapi's authentication leaves; null for strangers. */
export function memberOf(state: unknown): Member | null {
  const { data } = authenticated.safeParse(state);
  if (!data) return null;
  const { id, documentId, role } = data.auth.credentials;
  return { id, documentId, role: role?.type ?? null, sessionId: data.session?.id ?? null };
}

const rolesOf = { staff: ['staff', 'admin'], admin: ['admin'] } as const;

export const isStaff = ({ role }: Pick<Member, 'role'>): boolean =>
  rolesOf.staff.some((allowed) => allowed === role);

/** What only those who have signed in may do, by their role. */
export type MemberAccess = 'member' | 'staff' | 'admin';

/** Why somebody may not do what needs this access; null for whoever may. The routes of `/api/v1` and Strapi's policies both ask it. */
export function refusalOf(
  access: MemberAccess,
  member: Pick<Member, 'role'> | null,
): { status: 401 | 403; message: string } | null {
  if (!member) return { status: 401, message: 'Sign in first' };
  if (access === 'member' || rolesOf[access].some((allowed) => allowed === member.role)) return null;
  return { status: 403, message: access === 'staff' ? 'Staff access required' : 'Admin access required' };
}

/** Whether strangers may call, too, and members are known. */
export const isOptional = (access: Access): access is 'optional' | 'public-or-member' =>
  access === 'optional' || access === 'public-or-member';

/**
 * Whether a request may go on to a route of this access.
 * @param rawBody the body's very text, for those who verify a signature
 * @throws HttpError 401 for whoever has not signed in or cannot be verified, 403 for whoever may not
 */
export async function authorize(access: Access, request: RawRequest, rawBody: string): Promise<void> {
  if (typeof access === 'object') return access.verify({ ...request, rawBody });
  if (access === 'public' || isOptional(access)) return;
  const refusal = refusalOf(access, request.member);
  if (refusal) throw new HttpError(refusal.status, refusal.message);
}

/** Strapi takes strategies as objects too, which its types do not know. */
type StrapiAuth = false | { strategies: (string | typeof anonymous)[]; scope: string[] };

/**
 * The authentication that Strapi's router applies to a route: users-permissions for members, no API tokens. The empty scope
 * leaves the decision to `authorize`. @returns false where there is nobody to authenticate
 */
export function strapiAuth(access: Access): StrapiAuth {
  if (access === 'public' || typeof access === 'object') return false;
  return { strategies: ['users-permissions', ...(isOptional(access) ? [anonymous] : [])], scope: [] };
}

/** Lets whoever shows no token pass, whatever the Public role may do; a token that is not good is refused. */
const anonymous = {
  name: 'anonymous',
  authenticate: (ctx: Context) => ({
    authenticated: ctx.get('authorization') === '',
    credentials: null,
  }),
};
