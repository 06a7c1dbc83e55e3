import { inspect } from 'node:util';
import { untranslated } from '../../../jobs/contract/message';
import { RemoteError, remoteErrorIn, vendorMessageOf } from './remote-error';

const error = new RemoteError(untranslated('It answered 400'), {
  decision: { kind: 'give-up' },
  failure: 'HTTP 400',
  body: { token: 'abc123' },
});

test('whoever prints it does not print what the remote has sent', () => {
  expect(error.body).toEqual({ token: 'abc123' });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('abc123');
  expect(JSON.stringify(error)).not.toContain('abc123');
});

test('it is found in what was caused by it', () => {
  expect(remoteErrorIn(new Error('a', { cause: new Error('b', { cause: error }) }))).toBe(error);
  expect(remoteErrorIn(new Error('a'))).toBeNull();
  expect(remoteErrorIn('a')).toBeNull();
});

test('a circle of causes has an end', () => {
  const circle = new Error('a');
  circle.cause = circle;
  expect(remoteErrorIn(circle)).toBeNull();
});

describe("the vendor's sentence", () => {
  test.each([
    ['Google', { error: { code: 403, message: 'Rate Limit Exceeded', errors: [] } }, 'Rate Limit Exceeded'],
    [
      'OAuth',
      { error: 'invalid_grant', error_description: 'Token has been revoked' },
      'Token has been revoked',
    ],
    ['OAuth without a description', { error: 'invalid_grant' }, 'invalid_grant'],
    [
      'Patreon',
      { errors: [{ code: 1, title: 'Unauthorized', detail: 'The server could not verify' }] },
      'The server could not verify',
    ],
    ['JSON:API without a detail', { errors: [{ title: 'Not found' }] }, 'Not found'],
    ['others', { message: 'Nope' }, 'Nope'],
    ['an empty sentence', { message: '' }, null],
    ['a page', '<html>', null],
    ['nothing', undefined, null],
  ])('%s', (_name, body, expected) => {
    expect(vendorMessageOf(body)).toBe(expected);
  });
});
