// Who Google lets in, how many requests, and every error that it documents, as its own client sees them.
import type { calendar_v3 } from '@googleapis/calendar';
import { generateKeyPairSync, sign } from 'node:crypto';
import { z } from 'zod';
import { eventsScope, googleClient, refusal } from '../support/google-client';
import { startGoogleCalendar, type FakeGoogleCalendar } from './google-calendar';
import { calendarError, calendarErrorNames } from './google-calendar/errors';

let fake: FakeGoogleCalendar;
let google: calendar_v3.Calendar;
let calendarId: string;

beforeEach(async () => {
  fake = await startGoogleCalendar();
  google = googleClient(fake);
  calendarId = fake.public.id;
});

afterEach(() => fake.close());

const evening = { dateTime: '2030-05-01T20:00:00', timeZone: 'Europe/Rome' };
const hour = 60 * 60 * 1000;
const night = { dateTime: '2030-05-01T22:00:00', timeZone: 'Europe/Rome' };
const concert = { id: 'concert0', summary: 'Concert', start: evening, end: night };

const insert = async (requestBody: calendar_v3.Schema$Event = concert): Promise<calendar_v3.Schema$Event> =>
  (await google.events.insert({ calendarId, requestBody, sendUpdates: 'none' })).data;
const get = async (eventId = concert.id): Promise<calendar_v3.Schema$Event> =>
  (await google.events.get({ calendarId, eventId })).data;
const patch = () =>
  google.events.patch({ calendarId, eventId: concert.id, requestBody: { summary: 'Other' } });
const remove = (sendUpdates = 'none') =>
  google.events.delete({ calendarId, eventId: concert.id, sendUpdates });
const list = () => google.events.list({ calendarId });

describe('signing in', () => {
  test('one token serves until it expires', async () => {
    await insert();
    await get();
    expect(fake.calls('token')).toHaveLength(1);
    const [token] = fake.accessTokens.values();
    expect(token!.scopes).toEqual([eventsScope]);
    fake.accessTokens.clear();
    expect(await refusal(list())).toEqual([401, 'authError']);
  });

  test('a token of the past is refused, and the client renews one that is about to end', async () => {
    fake.tokenLifetime = 1;
    await list();
    await list();
    expect(fake.calls('token')).toHaveLength(2);
    fake.clock.skewMs = 5000;
    const { authorization = '' } = fake.requests.at(-1)!.headers;
    const late = await fetch(`${fake.url}${fake.requests.at(-1)!.path}`, { headers: { authorization } });
    expect([late.status, await late.json()]).toEqual([401, calendarError('authError').body]);
  });

  const otherKey = (): string =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();

  test.each<[string, () => unknown, string, RegExp]>([
    [
      'a key that is not the account’s',
      () => (google = googleClient(fake, { key: otherKey() })),
      'invalid_grant',
      /Invalid JWT Signature/,
    ],
    [
      'an account that is gone',
      () => (fake.account.email = 'other@example.org'),
      'invalid_grant',
      /account not found/,
    ],
    [
      'a clock of the club that is two hours behind',
      () => (fake.clock.skewMs = 2 * hour),
      'invalid_grant',
      /reasonable timeframe/,
    ],
    [
      'a clock of the club that is an hour ahead',
      () => (fake.clock.skewMs = -hour),
      'invalid_grant',
      /reasonable timeframe/,
    ],
    [
      'a scope that Google does not know',
      () => (google = googleClient(fake, { scopes: ['calendar'] })),
      'invalid_scope',
      /Invalid OAuth scope/,
    ],
  ])('%s is refused', async (_what, arrange, error, description) => {
    arrange();
    const data = { error, error_description: expect.stringMatching(description) };
    await expect(list()).rejects.toMatchObject({ response: { status: 400, data } });
    expect(fake.calls('events.list')).toEqual([]);
  });

  const assertion = (change: object, alg = 'RS256'): string => {
    const { client_email: iss, private_key: key } = JSON.parse(fake.settings.GOOGLE_CALENDAR_CREDENTIALS);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss,
      aud: 'https://oauth2.googleapis.com/token',
      scope: eventsScope,
      iat: now,
      exp: now + 3600,
    };
    const parts = [
      { alg, typ: 'JWT' },
      { ...claims, ...change },
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  };
  const bearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

  test.each<[string, () => Record<string, string>, number, string]>([
    ['as Google asks', () => ({ grant_type: bearer, assertion: assertion({}) }), 200, 'Bearer'],
    [
      'to the fake itself',
      () => ({ grant_type: bearer, assertion: assertion({ aud: `${fake.url}/token` }) }),
      200,
      'Bearer',
    ],
    [
      'to another audience',
      () => ({ grant_type: bearer, assertion: assertion({ aud: 'https://example.org' }) }),
      400,
      'invalid_grant',
    ],
    [
      'for two hours',
      () => ({ grant_type: bearer, assertion: assertion({ exp: Date.now() / 1000 + 7200 }) }),
      400,
      'invalid_grant',
    ],
    [
      'of another algorithm',
      () => ({ grant_type: bearer, assertion: assertion({}, 'HS256') }),
      400,
      'invalid_grant',
    ],
    ['of no form', () => ({ grant_type: bearer, assertion: 'a.b.c' }), 400, 'invalid_grant'],
    ['of another kind', () => ({ grant_type: 'refresh_token' }), 400, 'unsupported_grant_type'],
  ])('a request for a token %s', async (_what, form, status, said) => {
    const body = new URLSearchParams(form());
    const answer = await fetch(fake.settings.GOOGLE_TOKEN_URL, { method: 'POST', body });
    expect(answer.status).toBe(status);
    expect(Object.values(z.record(z.string(), z.unknown()).parse(await answer.json()))).toContain(said);
  });
});

describe('what the account may do', () => {
  test('calendars of other people', async () => {
    fake.public.role = 'none';
    expect(await refusal(list())).toEqual([404, 'notFound']);
    fake.public.role = 'freeBusyReader';
    expect(await refusal(list())).toEqual([403, 'forbidden']);
    fake.public.role = 'reader';
    expect((await list()).data).toMatchObject({ items: [], accessRole: 'reader' });
    expect(await refusal(insert())).toEqual([403, 'requiredAccessLevel']);
    expect(await refusal(google.events.list({ calendarId: 'nobody@example.org' }))).toEqual([
      404,
      'notFound',
    ]);
  });

  test('a calendar itself needs a wider scope than its events', async () => {
    expect(await refusal(google.calendars.get({ calendarId }))).toEqual([403, 'insufficientPermissions']);
    google = googleClient(fake, { scopes: ['https://www.googleapis.com/auth/calendar'] });
    expect((await google.calendars.get({ calendarId })).data).toMatchObject({
      id: calendarId,
      timeZone: 'Europe/Rome',
    });
    expect(await refusal(google.calendarList.get({ calendarId }))).toEqual([404, 'notFound']);
    fake.public.listed = true;
    expect((await google.calendarList.get({ calendarId })).data).toMatchObject({ accessRole: 'writer' });
    google = googleClient(fake, { scopes: ['https://www.googleapis.com/auth/calendar.readonly'] });
    expect(await refusal(insert())).toEqual([403, 'insufficientPermissions']);
  });

  test('only so many requests a minute', async () => {
    fake.quota.limit = 3;
    await Promise.all([list(), list(), list()]);
    expect(await refusal(list())).toEqual([403, 'rateLimitExceeded']);
    fake.quotaError = 'tooManyRequests';
    expect(await refusal(list())).toEqual([429, 'rateLimitExceeded']);
    fake.quota.windowMs = 0;
    expect((await list()).status).toBe(200);
  });
});

describe('faults', () => {
  test.each(calendarErrorNames)('%s reaches the client as it is', async (name) => {
    await insert();
    fake.faults.next({ kind: 'error', name, match: 'events.patch' });
    const { status, body } = calendarError(name);
    await expect(patch()).rejects.toMatchObject({ status, response: { data: body } });
    expect(fake.calls('events.patch')).toMatchObject([{ status, fault: 'error' }]);
    expect(await get()).toMatchObject({ summary: 'Concert' });
    expect((await patch()).data).toMatchObject({ summary: 'Other' });
  });

  test('Google’s clock is the one that answers and events tell', async () => {
    fake.clock.skewMs = -2 * 60 * 1000;
    const { headers, data } = await google.events.insert({ calendarId, requestBody: concert });
    const behind = Date.now() - Date.parse(data.updated!);
    expect(behind).toBeGreaterThan(119_000);
    expect(Date.parse(String(headers.date))).toBeLessThanOrEqual(Date.parse(data.updated!));
  });

  test('every request is on record', async () => {
    await insert();
    await remove();
    expect(fake.about(concert.id)).toMatchObject([
      { action: 'events.insert', method: 'POST', params: { calendarId }, body: concert, status: 200 },
      { action: 'events.delete', method: 'DELETE', params: { calendarId, eventId: concert.id }, status: 204 },
    ]);
    expect(fake.calls(['events.delete'])[0]!.query.get('sendUpdates')).toBe('none');
    expect(await refusal(remove('everybody'))).toEqual([400, 'invalid']);
  });
});
