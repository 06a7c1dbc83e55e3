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

/** Tokens of a document: some two screens. */
const maxTokens = 2_000;

/** Selections with all fragments expanded; Apollo counts them in one pass, before validation rules that would walk them all. */
const maxRecursiveSelections = 20_000;

/**
 * Limits GraphQL requests and the details of their errors. Replaces Strapi's own limit, graphql-depth-limit, which walks
 * fragments as often as they are spread, doubling with each line of a document
 * (https://github.com/stems/graphql-depth-limit); depth is part of the price instead.
 */
export function limitGraphql(strapi: Core.Strapi): void {
  const { config } = strapi.plugin('graphql');
  const given = config<{ plugins?: unknown[] }>('apolloServer');
  const limits = { defaultLimit: config<number>('defaultLimit'), maxLimit: config<number>('maxLimit') };
  strapi.config.set('plugin::graphql.apolloServer', {
    ...given,
    // Strapi merges lists with its own rule; null replaces it.
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
    // Strapi always answers 200: src/middlewares/database-failures.ts turns this into a 503.
    if (clientError.kind === 'unavailable') rememberDatabaseFailure(cause);
    if (clientError.kind !== 'internal') return clientError.error;
    const id = randomUUID();
    strapi.log.error(`${id} ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    return internalError(formatted, id);
  };
}
