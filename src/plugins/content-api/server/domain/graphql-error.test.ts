import { errors } from '@strapi/utils';
import { internalError, clientErrorOf } from './graphql-error';

const production = { isProduction: true };
const formatted = (message: string, code?: string) => ({
  message,
  path: ['events'],
  ...(code ? { extensions: { code, stacktrace: ['at secret.js'] } } : {}),
});

it.each([
  [
    'Cannot query field "titel" on type "Event". Did you mean "title"?',
    'Cannot query field "titel" on type "Event".',
  ],
  [
    'Field "eq" is not defined by type "X". Did you mean "eqi", "ne", or "in"?',
    'Field "eq" is not defined by type "X".',
  ],
  ['Syntax Error: Expected Name, found "}".', 'Syntax Error: Expected Name, found "}".'],
])('reports %j to a client as %j in production', (message, expected) => {
  const { error } = clientErrorOf(formatted(message, 'GRAPHQL_VALIDATION_FAILED'), undefined, production) as {
    error: object;
  };
  expect(error).toEqual({
    message: expected,
    path: ['events'],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

it('keeps hints while developing', () => {
  const message = 'Cannot query field "titel" on type "Event". Did you mean "title"?';
  const result = clientErrorOf(formatted(message, 'GRAPHQL_VALIDATION_FAILED'), undefined, {
    isProduction: false,
  });
  expect(result).toMatchObject({ error: { message } });
});

it.each([
  [new errors.ForbiddenError('No'), 'FORBIDDEN'],
  [new errors.ValidationError('No'), 'BAD_USER_INPUT'],
  [new errors.RateLimitError('No'), 'STRAPI_RATE_LIMIT_ERROR'],
])('reports Strapi errors as Strapi does: %s', (cause, code) => {
  expect(clientErrorOf(formatted('No', 'INTERNAL_SERVER_ERROR'), cause, production)).toMatchObject({
    kind: 'client',
    error: { message: 'No', extensions: { code } },
  });
});

it.each([
  ['a lost connection', { fatal: true, code: 'ECONNRESET' }, 'cannot be reached'],
  ['a lock that is held', { errno: 1205, sqlState: 'HY000' }, 'is busy'],
  ['a deadlock', { errno: 1213, sqlState: '40001' }, 'is busy'],
])('reports %s as a database failure, with a message of its own', (_what, fields, said) => {
  const cause = Object.assign(new Error('select secret from table'), fields);
  expect(clientErrorOf(formatted('x'), cause, production)).toMatchObject({
    kind: 'unavailable',
    error: { message: expect.stringContaining(said), extensions: { code: 'SERVICE_UNAVAILABLE' } },
  });
});

it('reports only an id for other errors', () => {
  const cause = new Error('select secret from table - no such column');
  const given = formatted(cause.message, 'INTERNAL_SERVER_ERROR');
  expect(clientErrorOf(given, cause, production)).toEqual({ kind: 'internal' });
  expect(internalError(given, 'an-id')).toEqual({
    message: 'Internal error. Reference: an-id',
    path: ['events'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference: 'an-id' },
  });
});

it('reports an operation that the schema does not have', () => {
  const error = formatted(
    'Schema is not configured to execute subscription operation.',
    'INTERNAL_SERVER_ERROR',
  );
  expect(clientErrorOf(error, undefined, production)).toMatchObject({
    kind: 'client',
    error: { message: error.message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  });
});
