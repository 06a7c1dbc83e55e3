import { vendorMessageOf } from './vendor-message';

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
