import { envelopeOf } from './strapi-failure';

describe('envelopeOf', () => {
  it.each([
    ['nothing at all', 404, undefined, { success: false, error: 'There is nothing at GET /x' }],
    ['an answer of ours', 404, { success: false, error: 'Gone' }, { success: false, error: 'Gone' }],
    [
      'a fault of Strapi',
      400,
      { data: null, error: { status: 400, name: 'BadRequestError', message: 'Bad thing', details: {} } },
      { success: false, error: 'Bad thing' },
    ],
    [
      'faults by field',
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
      { success: false, error: '2 errors', errors: { 'a.0': ['is wrong', 'is late'] } },
    ],
    ['a body that is no JSON', 500, 'oops', { success: false, error: 'Internal error' }],
  ])('%s', (_case, status, body, expected) => {
    expect(envelopeOf(status, body, 'GET /x')).toEqual(expected);
  });
});

it('takes any name for a field', () => {
  const errors = ['__proto__', 'constructor'].map((name) => ({ path: [name], message: 'is unknown' }));
  const body = envelopeOf(400, { error: { message: 'Wrong', details: { errors } } }, 'POST /x');
  expect(JSON.parse(JSON.stringify(body))).toEqual(
    JSON.parse(
      '{"success":false,"error":"Wrong","errors":{"__proto__":["is unknown"],"constructor":["is unknown"]}}',
    ),
  );
});
