import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { memberOf } from '../../../../http/access';
import type { TierAccess } from '../../../../http/route';
import { hasTierConfig } from '../domain/tier-need';
import { tierAccessService } from '../services';

/** A context of GraphQL's has the request's state one step further in. */
const inGraphql = z.object({ context: z.object({ state: z.unknown() }) });
const inRest = z.object({ state: z.unknown() });

const stateOf = (context: unknown): unknown =>
  inGraphql.safeParse(context).data?.context.state ?? inRest.safeParse(context).data?.state;

/**
 * Policies for any route of Strapi's: `plugin::patreon.is-supporter`, and `{ name: 'plugin::patreon.has-tier', config: { tier:
 * 'slug' } }`, or `{ cents: 500 }`. Strapi calls a policy's `validator` when it mounts a route, so a wrong config fails the start.
 */
export function registerPolicies(strapi: Core.Strapi): void {
  const tiers = () => tierAccessService(strapi);

  async function requireTier(wanted: TierAccess, context: unknown): Promise<true> {
    const refusal = await tiers().refusalOf(wanted, memberOf(stateOf(context)));
    if (refusal?.status === 401) throw new errors.UnauthorizedError(refusal.message);
    if (refusal) throw new errors.PolicyError(refusal.message);
    return true;
  }

  const policies = {
    'is-supporter': {
      validator: (config: unknown) => {
        if (!z.strictObject({}).optional().safeParse(config).success)
          throw new Error('plugin::patreon.is-supporter takes no config');
      },
      handler: (context: unknown) => requireTier('supporter', context),
    },
    'has-tier': {
      validator: (config: unknown) => {
        const { data } = hasTierConfig.safeParse(config);
        if (!data)
          throw new Error(
            "The config of plugin::patreon.has-tier must be { tier: 'slug' } or { cents: 500 }",
          );
        tiers().declare(data, 'A route with plugin::patreon.has-tier');
      },
      handler: (context: unknown, config: unknown) => requireTier(hasTierConfig.parse(config), context),
    },
  };
  const registry: { set(uid: string, policy: object): unknown } = strapi.get('policies');
  for (const [name, policy] of Object.entries(policies)) registry.set(`plugin::patreon.${name}`, policy);
}
