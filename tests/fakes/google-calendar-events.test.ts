// Google's own client must be content with what the fake does with events.
import type { calendar_v3 } from '@googleapis/calendar';
import { googleClient, refusal } from '../support/google-client';
import { startGoogleCalendar, type FakeGoogleCalendar } from './google-calendar';

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
const night = { dateTime: '2030-05-01T22:00:00', timeZone: 'Europe/Rome' };
const concert = { id: 'concert0', summary: 'Concert', start: evening, end: night };

const insert = async (requestBody: calendar_v3.Schema$Event = concert): Promise<calendar_v3.Schema$Event> =>
  (await google.events.insert({ calendarId, requestBody, sendUpdates: 'none' })).data;
const get = async (eventId = concert.id): Promise<calendar_v3.Schema$Event> =>
  (await google.events.get({ calendarId, eventId })).data;
const patch = async (
  requestBody: calendar_v3.Schema$Event,
  headers: Record<string, string> = {},
): Promise<calendar_v3.Schema$Event> =>
  (await google.events.patch({ calendarId, eventId: concert.id, requestBody }, { headers })).data;
const update = async (requestBody: calendar_v3.Schema$Event): Promise<calendar_v3.Schema$Event> =>
  (await google.events.update({ calendarId, eventId: concert.id, requestBody })).data;
const remove = (eventId = concert.id) => google.events.delete({ calendarId, eventId, sendUpdates: 'none' });

describe('events', () => {
  test('an event is kept under the id that the caller chose', async () => {
    const made = await insert({ ...concert, htmlLink: 'https://example.org' });
    expect(made).toMatchObject({ ...concert, kind: 'calendar#event', status: 'confirmed', sequence: 0 });
    expect(made.htmlLink).toMatch(/^https:\/\/www\.google\.com\/calendar\/event\?eid=/);
    expect(await get()).toEqual(made);
    expect(fake.public.events.get(concert.id)).toEqual(made);
    expect(fake.internal.events.size).toBe(0);
    expect((await insert({ start: evening, end: night })).id).toMatch(/^[a-v0-9]{5,}$/);
  });

  test.each(['abcd', 'a-b-c-d', 'Concert0', 'wxyz0', 'a'.repeat(1025), ''])(
    'the id %p is refused',
    async (id) => {
      expect(await refusal(insert({ ...concert, id }))).toEqual([400, 'invalid']);
    },
  );

  test('an id and an iCalUID together are refused', async () => {
    expect(await refusal(insert({ ...concert, iCalUID: 'a@b' }))).toEqual([400, 'invalid']);
  });

  test('an id is taken for good, also once its event is deleted', async () => {
    await insert();
    expect(await refusal(insert())).toEqual([409, 'duplicate']);
    expect(await remove()).toMatchObject({ status: 204, data: '' });
    expect(await get()).toMatchObject({ status: 'cancelled', summary: 'Concert' });
    expect(await refusal(insert())).toEqual([409, 'duplicate']);
    expect(await refusal(remove())).toEqual([410, 'deleted']);
    expect(await patch({ summary: 'Again', status: 'confirmed' })).toMatchObject({ status: 'confirmed' });
    expect(fake.shown(fake.public)).toMatchObject([{ summary: 'Again' }]);
  });

  test('a patch merges, and null deletes', async () => {
    const pairs = { a: '1', b: '2' };
    await insert({
      ...concert,
      location: 'Cave',
      extendedProperties: { private: pairs, shared: { s: '1' } },
    });
    const patched = await patch({
      description: 'Loud',
      location: null,
      extendedProperties: { private: { b: null, c: '3' } as never },
    });
    expect(patched).toMatchObject({ summary: 'Concert', description: 'Loud', start: evening });
    expect(patched).not.toHaveProperty('location');
    expect(patched.extendedProperties).toEqual({ private: { a: '1', c: '3' }, shared: { s: '1' } });
  });

  test('an update replaces, and must not go back in sequence', async () => {
    await insert({ ...concert, location: 'Cave', extendedProperties: { private: { a: '1' } } });
    const updated = await update({ summary: 'Other', start: evening, end: night });
    expect(updated).toMatchObject({ id: concert.id, summary: 'Other', status: 'confirmed', sequence: 0 });
    expect(updated).not.toHaveProperty('location');
    expect(updated).not.toHaveProperty('extendedProperties');
    const later = { ...night, dateTime: '2030-05-01T23:00:00' };
    expect(await patch({ end: later })).toMatchObject({ sequence: 1 });
    expect(await refusal(update({ start: evening, end: later }))).toEqual([400, 'invalid']);
    expect(await update({ start: evening, end: later, sequence: 1 })).toMatchObject({ sequence: 1 });
    expect(await refusal(update({ summary: 'No times', sequence: 1 }))).toEqual([400, 'required']);
  });

  test('every write has a new etag, and If-Match holds writers apart', async () => {
    const first = await insert();
    const second = await patch({ summary: 'Other' }, { 'If-Match': first.etag! });
    expect(second.etag).not.toBe(first.etag);
    expect(await refusal(patch({ summary: 'Late' }, { 'If-Match': first.etag! }))).toEqual([
      412,
      'conditionNotMet',
    ]);
    expect(await get()).toEqual(second);
    const late = google.events.delete(
      { calendarId, eventId: concert.id },
      { headers: { 'If-Match': first.etag! } },
    );
    expect(await refusal(late)).toEqual([412, 'conditionNotMet']);
  });

  test('what is not there is not found', async () => {
    expect(await refusal(get('nothing0'))).toEqual([404, 'notFound']);
    expect(await refusal(patch({}))).toEqual([404, 'notFound']);
    expect(await refusal(update(concert))).toEqual([404, 'notFound']);
    expect(await refusal(remove())).toEqual([404, 'notFound']);
  });

  test.each<[string, object, [number, string]]>([
    ['without a start', { start: undefined }, [400, 'required']],
    ['without an end', { end: undefined }, [400, 'required']],
    ['with a day and a time', { start: { date: '2030-05-01' } }, [400, 'invalid']],
    ['ending before it starts', { start: night, end: evening }, [400, 'timeRangeEmpty']],
    ['with a time nowhere', { start: { dateTime: '2030-05-01T20:00:00' } }, [400, 'required']],
    [
      'repeating without a zone',
      { recurrence: ['RRULE:FREQ=DAILY'], start: { dateTime: '2030-05-01T20:00:00Z' } },
      [400, 'required'],
    ],
    ['in a zone of no country', { start: { ...evening, timeZone: 'Europe/Atlantis' } }, [400, 'badRequest']],
    ['at no time', { start: { ...evening, dateTime: 'tonight' } }, [400, 'badRequest']],
    ['with an unknown status', { status: 'postponed' }, [400, 'badRequest']],
    ['with guests', { attendees: [{ email: 'a@b.example' }] }, [403, 'forbiddenForServiceAccounts']],
  ])('an event %s is refused', async (_what, change, expected) => {
    expect(await refusal(insert({ ...concert, ...change }))).toEqual(expected);
    expect(fake.public.events.size).toBe(0);
  });

  test.each<[string, object]>([
    ['of whole days', { start: { date: '2030-05-01' }, end: { date: '2030-05-02' } }],
    [
      'with offsets',
      { start: { dateTime: '2030-05-01T20:00:00+02:00' }, end: { dateTime: '2030-05-01T19:00:00Z' } },
    ],
    [
      'across zones',
      { start: evening, end: { dateTime: '2030-05-01T12:00:00', timeZone: 'America/Los_Angeles' } },
    ],
  ])('an event %s is taken', async (_what, times) => {
    expect(await insert({ ...concert, ...times })).toMatchObject(times);
  });

  test('properties are cut to Google’s limits without a word', async () => {
    const { extendedProperties } = await insert({
      ...concert,
      extendedProperties: { private: { ['k'.repeat(44)]: 'v'.repeat(1025), ['k'.repeat(45)]: 'lost' } },
    });
    expect(extendedProperties?.private).toEqual({ ['k'.repeat(44)]: 'v'.repeat(1024) });
  });
});
