import { errors } from '@strapi/utils';
import { z } from 'zod';
import { memberOf, refusalOf, type MemberAccess } from '../../../../http/access';

/** A context of GraphQL's has the request's state one step further in. */
const inGraphql = z.object({ context: z.object({ state: z.unknown() }) });
const inRest = z.object({ state: z.unknown() });

const stateOf = (context: unknown): unknown =>
  inGraphql.safeParse(context).data?.context.state ?? inRest.safeParse(context).data?.state;

/** @throws UnauthorizedError for whoever has not signed in; PolicyError for whoever may not */
const requireAccess = (access: MemberAccess) => (context: unknown) => {
  const refusal = refusalOf(access, memberOf(stateOf(context)));
  if (refusal?.status === 401) throw new errors.UnauthorizedError(refusal.message);
  if (refusal) throw new errors.PolicyError(refusal.message);
  return true;
};

/** The access of `/api/v1` for any route of Strapi's: `plugin::accounts.require-staff` in its `config.policies`. */
export const policies = {
  'require-auth': requireAccess('member'),
  'require-staff': requireAccess('staff'),
  'require-admin': requireAccess('admin'),
};
