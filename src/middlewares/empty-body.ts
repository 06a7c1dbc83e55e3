import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/**
 * Gives requests of which nothing was parsed an empty body: some of Strapi's actions take it apart before they look whether there
 * is one, which would be a 500. That of GraphQL is parsed later.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== graphql) ctx.request.body ??= {};
    await next();
  };
};
