import { strapiError } from './strapi-error';

it.each([
  ['nothing at all', 404, undefined, { message: 'There is nothing at GET /x' }],
  [
    'an error of Strapi',
    400,
    { data: null, error: { status: 400, name: 'BadRequestError', message: 'Bad thing', details: {} } },
    { message: 'Bad thing' },
  ],
  [
    'issues by field',
    400,
    {
      error: {
        message: '2 errors',
        details: {
          errors: [
            { path: ['a', 0], message: 'is wrong' },
            { path: ['a', 0], message: 'is late' },
          ],
        },
      },
    },
    { message: '2 errors', issues: { 'a.0': ['is wrong', 'is late'] } },
  ],
  [
    'the message of a policy',
    403,
    { error: { name: 'PolicyError', message: 'Staff access required', details: {} } },
    { message: 'Staff access required' },
  ],
  [
    'no message of Strapi about rights',
    403,
    { error: { name: 'ForbiddenError', message: 'Forbidden', details: {} } },
    { message: 'This is not allowed' },
  ],
  ['a body that is no JSON', 500, 'oops', { message: 'Internal error' }],
])('%s', (_case, status, body, { message, issues }: { message: string; issues?: object }) => {
  const error = strapiError(status, body, 'GET /x');
  expect([error.status, error.message, error.issues]).toEqual([status, message, issues]);
});

it('takes any name for a field', () => {
  const errors = ['__proto__', 'constructor'].map((name) => ({ path: [name], message: 'is unknown' }));
  const { issues } = strapiError(400, { error: { message: 'Wrong', details: { errors } } }, 'POST /x');
  expect(JSON.parse(JSON.stringify(issues))).toEqual(
    JSON.parse('{"__proto__":["is unknown"],"constructor":["is unknown"]}'),
  );
});
