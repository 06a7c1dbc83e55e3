import { z } from 'zod';
import { HttpError } from './errors';
import { isUnchanged, matches, renderError, renderResult } from './response';
import { accepted, created, json, noContent, redirect, text, unavailable } from './results';
import { defineRoute } from './route';
import { one } from './schemas';

const thing = defineRoute({
  method: 'GET',
  path: '/thing',
  tag: 'Things',
  summary: 'A thing',
  access: 'public',
  responses: { 200: one(z.string()) },
  handle: () => json('x'),
});

const context = {
  language: 'en',
  basePath: '/cave/api/v1',
  search: '?lang=it',
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
} as const;

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

describe('renderResult', () => {
  it('makes an envelope that caches may keep', () => {
    const response = renderResult(thing, json('x', { lastModified: '2026-11-21T20:00:00.000Z' }), context);
    expect(response).toEqual({
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
    const { headers } = renderResult(thing, json('x'), context);
    const again = renderResult(thing, json('x'), { ...context, ifNoneMatch: headers['ETag'] });
    expect([again.status, again.body, again.headers]).toEqual([304, '', headers]);
  });

  it('has another tag for another body', () => {
    const tags = ['x', 'y'].map((data) => renderResult(thing, json(data), context).headers['ETag']);
    expect(tags[0]).not.toBe(tags[1]);
  });

  it('is a text of its own type and name', () => {
    const { headers, body } = renderResult(
      { ...thing, responses: { 200: 'text/plain' } },
      text('x', { type: 'text/calendar; charset=utf-8', fileName: 'x.ics' }),
      context,
    );
    expect([String(body), headers['Content-Type'], headers['Content-Disposition']]).toEqual([
      'x',
      'text/calendar; charset=utf-8',
      'inline; filename="x.ics"',
    ]);
  });

  it('is 503 where a part is down, and nobody keeps it', () => {
    const response = renderResult({ ...thing, cache: 'none' }, unavailable('x'), context);
    expect([response.status, response.headers['Cache-Control']]).toEqual([503, 'no-store']);
  });

  it.each(['optional', 'member', 'staff', { verify: () => undefined }] as const)(
    'is for the caller alone where access is %p, whatever they say they have',
    (access) => {
      const response = renderResult({ ...thing, access }, json('x'), { ...context, ifNoneMatch: '*' });
      expect(response).toMatchObject({
        status: 200,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Cache-Control': 'private, no-store',
        },
      });
      expect(response.headers).not.toHaveProperty('ETag');
    },
  );

  describe('of a route that is public and knows members', () => {
    const route = { ...thing, access: 'public-or-member' } as const;

    it('may be kept for strangers, and varies by token', () => {
      const { headers } = renderResult(route, json('x'), context);
      expect(headers['Cache-Control']).toMatch(/^public/);
      expect(headers).toMatchObject({ Vary: 'Accept-Language, Authorization', ETag: expect.any(String) });
    });

    it.each([
      ['is asked by a member', json('x'), { isMember: true }],
      ['is locked', json('x', { isPersonal: true }), {}],
    ])('is kept by nobody where it %s, whatever they say they have', (_case, result, more) => {
      const lastModified = { ...result, lastModified: new Date(0).toISOString() };
      const { status, headers } = renderResult(route, lastModified, {
        ...context,
        ...more,
        ifNoneMatch: '*',
      });
      expect([status, headers['Cache-Control']]).toEqual([200, 'private, no-store']);
      expect(headers).not.toHaveProperty('ETag');
      expect(headers).not.toHaveProperty('Last-Modified');
    });
  });

  it('is kept by nobody where a method changes something', () => {
    const post = { ...thing, method: 'POST' } as const;
    expect(renderResult(post, json('x'), context).headers['Cache-Control']).toBe('no-store');
  });

  it.each([
    ['created', created('x', '/things/x'), 201, '/cave/api/v1/things/x'],
    ['accepted', accepted('01ABC'), 202, '/cave/api/v1/tasks/01ABC'],
    ['moved for good', redirect(301, '/things/x'), 301, '/cave/api/v1/things/x?lang=it'],
    ['sent elsewhere', redirect(302, 'https://x.example/y'), 302, 'https://x.example/y'],
    ['sent elsewhere within the API', redirect(302, '/things'), 302, '/cave/api/v1/things'],
  ])('says where it is: %s', (_case, result, status, location) => {
    const response = renderResult(thing, result, context);
    expect([response.status, response.headers['Location']]).toEqual([status, location]);
  });

  it('tells when to look after what was accepted', () => {
    const { headers, body } = renderResult(thing, accepted('01ABC'), context);
    expect([headers['Retry-After'], String(body)]).toEqual([
      '2',
      '{"success":true,"data":{"task_id":"01ABC"}}',
    ]);
  });

  it('has no body and no type where there is nothing to say', () => {
    const response = renderResult({ ...thing, method: 'DELETE' }, noContent(), context);
    expect([response.status, response.body.length, response.headers['Content-Type']]).toEqual([
      204,
      0,
      undefined,
    ]);
  });
});

describe('renderError', () => {
  it('names the fields', () => {
    const error = new HttpError(400, 'Not right', { issues: { page: ['must be a number'] } });
    expect(renderError(error)).toMatchObject({
      status: 400,
      body: '{"success":false,"error":"Not right","errors":{"page":["must be a number"]}}',
    });
    expect(renderError(error, 'text')).toMatchObject({
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: 'Not right\npage: must be a number',
    });
  });

  it('says how to sign in to who has not', () => {
    expect(renderError(new HttpError(401, 'Sign in first')).headers).toMatchObject({
      'WWW-Authenticate': 'Bearer',
    });
    expect(renderError(new HttpError(404, 'None')).headers).not.toHaveProperty('WWW-Authenticate');
  });

  it('has the headers of the error', () => {
    const error = new HttpError(429, 'Too many requests', { headers: { 'Retry-After': '3' } });
    expect(renderError(error).headers).toMatchObject({ 'Retry-After': '3' });
  });
});
