import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/**
 * Gives requests without a parsed body an empty one: some of Strapi's actions destructure it without a check, which would
 * be a 500. GraphQL parses its body later.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== graphql) ctx.request.body ??= {};
    await next();
  };
};
