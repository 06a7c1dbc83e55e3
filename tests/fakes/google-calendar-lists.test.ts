// Google's own client must be content with the fake's lists.
import type { calendar_v3 } from '@googleapis/calendar';
import { googleClient, refusal } from '../support/google-client';
import { startGoogleCalendar, type FakeGoogleCalendar } from './google-calendar';

let fake: FakeGoogleCalendar;
let google: calendar_v3.Calendar;
let calendarId: string;

const list = async (more: calendar_v3.Params$Resource$Events$List = {}) =>
  (await google.events.list({ calendarId, ...more })).data;
const idsOf = ({ items }: calendar_v3.Schema$Events) => items?.map(({ id }) => id);

const day = async (date: string, id: string, more: calendar_v3.Schema$Event = {}): Promise<void> => {
  const times = { start: { dateTime: `${date}T20:00:00Z` }, end: { dateTime: `${date}T22:00:00Z` } };
  await google.events.insert({ calendarId, requestBody: { id, ...times, ...more } });
};

beforeEach(async () => {
  fake = await startGoogleCalendar();
  google = googleClient(fake);
  calendarId = fake.public.id;
  await day('2030-05-01', 'first', { extendedProperties: { private: { club: 'cave', kind: 'a' } } });
  await day('2030-05-02', 'second', { extendedProperties: { private: { club: 'cave', kind: 'b' } } });
  await day('2030-05-03', 'third');
});

afterEach(() => fake.close());

test('an event that was deleted is shown to who asks', async () => {
  await google.events.delete({ calendarId, eventId: 'second' });
  expect(idsOf(await list())).toEqual(['first', 'third']);
  expect(idsOf(await list({ showDeleted: true }))).toEqual(['first', 'second', 'third']);
});

test.each<[string[], string[]]>([
  [['club=cave'], ['first', 'second']],
  [['kind=b'], ['second']],
  [
    ['kind=a', 'kind=b'],
    ['first', 'second'],
  ],
  [['club=other'], []],
])('the events with any of %j', async (privateExtendedProperty, ids) => {
  expect(idsOf(await list({ privateExtendedProperty }))).toEqual(ids);
});

test.each<[calendar_v3.Params$Resource$Events$List, string[]]>([
  [{ timeMin: '2030-05-01T22:00:00Z' }, ['second', 'third']],
  [{ timeMin: '2030-05-01T21:59:00Z' }, ['first', 'second', 'third']],
  [{ timeMax: '2030-05-02T20:00:00Z' }, ['first']],
  [{ timeMin: '2030-05-02T00:00:00+02:00', timeMax: '2030-05-03T00:00:00+02:00' }, ['second']],
])('the events of %j', async (times, ids) => {
  expect(idsOf(await list(times))).toEqual(ids);
});

test('pages follow one another until there is no token', async () => {
  const one = await list({ maxResults: 2 });
  expect(idsOf(one)).toEqual(['first', 'second']);
  const two = await list({ maxResults: 2, pageToken: one.nextPageToken! });
  expect(idsOf(two)).toEqual(['third']);
  expect(two.nextPageToken).toBeUndefined();
  expect(two.nextSyncToken).toBeDefined();
  expect(await refusal(list({ pageToken: 'nonsense' }))).toEqual([400, 'invalid']);
  expect(await refusal(list({ syncToken: two.nextSyncToken! }))).toEqual([410, 'fullSyncRequired']);
  const backwards = { timeMin: '2030-05-02T00:00:00Z', timeMax: '2030-05-01T00:00:00Z' };
  expect(await refusal(list(backwards))).toEqual([400, 'timeRangeEmpty']);
});
