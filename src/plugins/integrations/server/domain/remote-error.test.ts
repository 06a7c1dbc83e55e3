import { inspect } from 'node:util';
import { RemoteError, remoteErrorIn } from './remote-error';

const error = new RemoteError('It answered 400', {
  kind: 'never',
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
