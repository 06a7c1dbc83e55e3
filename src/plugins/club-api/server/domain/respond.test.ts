import { z } from 'zod';
import { one } from '../contract/answer';
import { route } from '../contract/route';
import { ApiError } from './api-error';
import { answerOf, failureOf, isUnchanged, matches, movedTo } from './respond';

const thing = route({
  path: '/thing',
  tag: 'Things',
  summary: 'A thing',
  answer: one(z.string()),
  handle: async () => ({ kind: 'json', data: 'x' }),
});

describe('matches', () => {
  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b"', false],
    ['*', true],
    ['a', false],
  ])('If-None-Match: %s', (header, expected) => {
    expect(matches(header, '"a"')).toBe(expected);
  });
});

describe('isUnchanged', () => {
  const changed = '2026-11-21T20:00:00.500Z';
  it.each([
    ['no condition', undefined, undefined, changed, false],
    ['the second of the change', undefined, 'Sat, 21 Nov 2026 20:00:00 GMT', changed, true],
    ['a later one', undefined, 'Sat, 21 Nov 2026 20:00:01 GMT', changed, true],
    ['an earlier one', undefined, 'Sat, 21 Nov 2026 19:59:59 GMT', changed, false],
    ['a time that is none', undefined, 'yesterday', changed, false],
    ['a time, where no change is known', undefined, 'Sat, 21 Nov 2026 20:00:00 GMT', undefined, false],
    ['the tag before the time', '"b"', 'Sat, 21 Nov 2026 20:00:00 GMT', changed, false],
    ['the tag alone', '"a"', 'Sat, 21 Nov 2026 19:59:59 GMT', changed, true],
  ])('%s', (_case, ifNoneMatch, ifModifiedSince, lastModified, expected) => {
    expect(isUnchanged({ etag: '"a"', lastModified }, { ifNoneMatch, ifModifiedSince })).toBe(expected);
  });
});

describe('answerOf', () => {
  const english = { language: 'en', ifNoneMatch: undefined, ifModifiedSince: undefined } as const;

  it('is an envelope that caches may keep', () => {
    const answer = answerOf(
      thing,
      { kind: 'json', data: 'x', lastModified: '2026-11-21T20:00:00.000Z' },
      english,
    );
    expect(answer).toEqual({
      status: 200,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Language': 'en',
        Vary: 'Accept-Language',
        'Cache-Control': 'public, max-age=0, s-maxage=60, stale-while-revalidate=600',
        ETag: expect.stringMatching(/^"[\w-]{27}"$/) as string,
        'Last-Modified': 'Sat, 21 Nov 2026 20:00:00 GMT',
      },
      body: Buffer.from('{"success":true,"data":"x"}'),
    });
  });

  it('is 304 and empty for who has it', () => {
    const { headers } = answerOf(thing, { kind: 'json', data: 'x' }, english);
    const again = answerOf(
      thing,
      { kind: 'json', data: 'x' },
      { language: 'en', ifNoneMatch: headers['ETag'], ifModifiedSince: undefined },
    );
    expect([again.status, again.body, again.headers]).toEqual([304, '', headers]);
  });

  it('has another tag for another body', () => {
    const tags = ['x', 'y'].map((data) => answerOf(thing, { kind: 'json', data }, english).headers['ETag']);
    expect(tags[0]).not.toBe(tags[1]);
  });

  it('is a text of its own type and name', () => {
    const { headers, body } = answerOf(
      { ...thing, answer: 'text/plain' },
      { kind: 'text', body: 'x', type: 'text/calendar; charset=utf-8', fileName: 'x.ics' },
      english,
    );
    expect([String(body), headers['Content-Type'], headers['Content-Disposition']]).toEqual([
      'x',
      'text/calendar; charset=utf-8',
      'inline; filename="x.ics"',
    ]);
  });

  it('is 503 where a part is down, and nobody keeps it', () => {
    const answer = answerOf(
      { ...thing, cache: 'none' },
      { kind: 'json', data: 'x', available: false },
      english,
    );
    expect([answer.status, answer.headers['Cache-Control']]).toEqual([503, 'no-store']);
  });

  it("is a member's alone, whatever they say they have", () => {
    const answer = answerOf(
      { ...thing, access: 'member' },
      { kind: 'json', data: 'x' },
      { language: 'en', ifNoneMatch: '*', ifModifiedSince: undefined },
    );
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'private, no-store',
      },
    });
    expect(answer.headers).not.toHaveProperty('ETag');
  });
});

it('a failure names the fields', () => {
  expect(failureOf(new ApiError(400, 'Not right', { page: ['must be a number'] }))).toMatchObject({
    status: 400,
    body: '{"success":false,"error":"Not right","errors":{"page":["must be a number"]}}',
  });
});

it('who has not signed in is told how', () => {
  expect(failureOf(new ApiError(401, 'Sign in first')).headers).toMatchObject({
    'WWW-Authenticate': 'Bearer',
  });
  expect(failureOf(new ApiError(404, 'None')).headers).not.toHaveProperty('WWW-Authenticate');
});

it('what moved says where', () => {
  expect(movedTo('/api/v1/locations/new')).toMatchObject({
    status: 301,
    headers: { Location: '/api/v1/locations/new' },
  });
});
