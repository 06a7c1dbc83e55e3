import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { member, type Member } from '../contract/member';

/** What Strapi's authentication reads of a route: one of the content API that takes members alone, API tokens not. */
const forMembers = { info: { type: 'content-api' }, config: { auth: { strategies: ['users-permissions'] } } };

/** Without a token the strategy lets the public in: with no credentials. */
const authenticated = z.object({ auth: z.object({ credentials: member.nullable() }).optional() });

/**
 * Who asks, by Strapi's own authentication: wrong and expired tokens, those of blocked and of unconfirmed members are
 * refused as they are in its REST API. What it answers on its own is overwritten by the door's answer.
 *
 * @returns null for whoever is not signed in
 */
export function createMembers(strapi: Core.Strapi) {
  return async (ctx: Context): Promise<Member | null> => {
    ctx.state.route = forMembers;
    await strapi.auth.authenticate(ctx, async () => undefined);
    return authenticated.parse(ctx.state).auth?.credentials ?? null;
  };
}
