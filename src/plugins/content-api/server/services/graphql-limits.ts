import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { Core } from '@strapi/strapi';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { rememberDatabaseFailure } from '../../../../database/request';
import { internalError, clientErrorOf } from '../domain/graphql-error';
import { excessOf, readerPriceLimits, staffPriceLimits } from '../domain/graphql-price/excess';
import { priceOf } from '../domain/graphql-price/price';
import { isReader } from '../domain/reader';
import type { GraphqlContext } from './batched-loads';

/** Words, names and signs of a document: as many as two screens of it have. */
const maxTokens = 2_000;

/** Selections with every fragment written out; Apollo counts them in one pass, before rules that would walk them all. */
const maxRecursiveSelections = 20_000;

/**
 * Limits what one GraphQL request may ask and what its errors tell. Strapi's own limit, graphql-depth-limit, walks fragments
 * as often as they are spread, which doubles with each line of a document
 * (https://github.com/stems/graphql-depth-limit); so it is taken out, and the depth is one of the things priced.
 */
export function limitGraphql(strapi: Core.Strapi): void {
  const { config } = strapi.plugin('graphql');
  const given = config<{ plugins?: unknown[] }>('apolloServer');
  const limits = { defaultLimit: config<number>('defaultLimit'), maxLimit: config<number>('maxLimit') };
  strapi.config.set('plugin::graphql.apolloServer', {
    ...given,
    // Strapi merges lists with its own; null replaces its rule.
    validationRules: null,
    parseOptions: { maxTokens },
    maxRecursiveSelections,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormat(strapi),
    plugins: [...(given.plugins ?? []), priceCheck(limits)],
  });
}

function priceCheck(limits: { defaultLimit: number; maxLimit: number }): ApolloServerPlugin<GraphqlContext> {
  const check = async (context: GraphQLRequestContextDidResolveOperation<GraphqlContext>): Promise<void> => {
    const { schema, document, request, contextValue } = context;
    const price = priceOf(
      { schema, document, operationName: request.operationName, variables: request.variables },
      { ...limits, usualLength: 3 },
    );
    const excess = excessOf(price, isReader(contextValue.state) ? readerPriceLimits : staffPriceLimits);
    if (!excess) return;
    throw new GraphQLError(excess, { extensions: { code: 'COST_LIMIT', http: { status: 400 } } });
  };
  return { requestDidStart: async () => ({ didResolveOperation: check }) };
}

function errorFormat(strapi: Core.Strapi) {
  const isProduction = process.env.NODE_ENV === 'production';
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const clientError = clientErrorOf(formatted, cause, { isProduction });
    // Strapi answers 200 whatever its errors are: src/middlewares/database-failures.ts makes it a 503.
    if (clientError.kind === 'unavailable') rememberDatabaseFailure(cause);
    if (clientError.kind !== 'internal') return clientError.error;
    const id = randomUUID();
    strapi.log.error(`${id} ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    return internalError(formatted, id);
  };
}
