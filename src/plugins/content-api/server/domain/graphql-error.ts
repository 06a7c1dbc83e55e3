import { errors } from '@strapi/utils';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { databaseFailureOf } from '../../../../database/errors';

const clientError = z.object({ name: z.string(), message: z.string(), details: z.unknown() });

/** Errors of graphql and Apollo about mistakes of the client. */
const clientCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'COST_LIMIT',
]);

/** graphql's error, without a code, for operations (subscriptions) that the schema does not have. */
const noSuchOperation = /^Schema is not configured to execute \w+ operation\.$/;

export type ClientFacingError =
  | { kind: 'client'; error: GraphQLFormattedError }
  | { kind: 'unavailable'; error: GraphQLFormattedError }
  | { kind: 'internal' };

interface Context {
  /** Production omits hints about other names in the schema. */
  isProduction: boolean;
}

/**
 * The error for the client: its own mistakes with a helpful message, all others as internal, without details of the
 * database or a stack.
 *
 * @param formatted the error as Apollo formats it
 * @param cause the error that a resolver threw
 */
export function clientErrorOf(
  formatted: GraphQLFormattedError,
  cause: unknown,
  { isProduction }: Context,
): ClientFacingError {
  const place = placeOf(formatted);
  const failure = databaseFailureOf(cause);
  if (failure) {
    const { message } = failure;
    return { kind: 'unavailable', error: { message, ...place, extensions: { code: 'SERVICE_UNAVAILABLE' } } };
  }
  if (cause instanceof errors.ApplicationError || cause instanceof errors.HttpError) {
    const { name, message, details } = clientError.parse(cause);
    const extensions = { code: codeOf(cause), error: { name, message, details } };
    return { kind: 'client', error: { message, ...place, extensions } };
  }
  const code = noSuchOperation.test(formatted.message)
    ? 'OPERATION_RESOLUTION_FAILURE'
    : formatted.extensions?.['code'];
  if (!clientCodes.has(code)) return { kind: 'internal' };
  const message = isProduction ? withoutHints(formatted.message) : formatted.message;
  return { kind: 'client', error: { message, ...place, extensions: { code } } };
}

/** An internal error for the client; the log has the details under the same id. */
export function internalError(formatted: GraphQLFormattedError, id: string): GraphQLFormattedError {
  return {
    message: `Internal error. Reference: ${id}`,
    ...placeOf(formatted),
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference: id },
  };
}

function placeOf({ locations, path }: GraphQLFormattedError): Partial<GraphQLFormattedError> {
  return { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}

/** The codes of Strapi's own GraphQL errors. */
function codeOf(
  error: InstanceType<typeof errors.ApplicationError> | InstanceType<typeof errors.HttpError>,
): string {
  if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) return 'FORBIDDEN';
  if (error instanceof errors.ValidationError) return 'BAD_USER_INPUT';
  const words = error.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return `STRAPI_${words.toUpperCase()}`;
}

function withoutHints(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '');
}
