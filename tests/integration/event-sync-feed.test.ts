/* eslint-disable max-lines -- One table, to be read as one. */
import type ICAL from 'ical.js';
import { z } from 'zod';
import { documentsOf } from '../support/documents';
import { createdEvent, eventOf, inStepInTime, startSyncedClub, type SyncedClub } from '../support/event-sync';
import { fresh } from '../support/faults';
import { parseCalendar, property } from '../support/ics';
import { hour } from '../support/small-club';
import { ask } from '../support/v1';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub();
});
afterAll(() => club.stop());

const day = 24 * hour;
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const events = () => documentsOf(club, 'api::event.event');
const locations = () => documentsOf(club, 'api::location.location');

/** What both say of an event to everyone. */
interface Said {
  start: string;
  end: string;
  summary: string;
  location: string;
  status: string;
}
type Calendar = Record<string, Said>;

const moment = z
  .object({ dateTime: z.string() })
  .transform(({ dateTime }) => new Date(dateTime).toISOString());
const onGoogle = z.object({
  start: moment,
  end: moment,
  summary: z.string(),
  location: z.string().default(''),
  status: z.string(),
});

const feedSays = (event: ICAL.Event): Said => ({
  start: event.startDate.toJSDate().toISOString(),
  end: event.endDate.toJSDate().toISOString(),
  summary: event.summary,
  location: property(event.component, 'location') ?? '',
  status: property(event.component, 'status')?.toLowerCase() ?? '',
});

/** By the events' documentIds, as somebody reads it who has not signed in. */
async function feed(): Promise<Calendar> {
  const { text } = await ask(club, '/events.ics');
  return Object.fromEntries(
    parseCalendar(text).events.map((event) => [event.uid.replace(/@.*/, ''), feedSays(event)]),
  );
}

function publicCalendar(): Calendar {
  const shown = club.google.shown(club.google.public);
  return Object.fromEntries(shown.map((stored) => [eventOf(stored) ?? stored.id, onGoogle.parse(stored)]));
}

/**
 * The feed as the calendar would say it. Where they are meant to differ: what is cancelled is marked in the feed, whose readers
 * keep what they have, and is gone from the calendar; what is postponed is marked in the calendar's title too, since Google
 * shows people no such status. (And ids, descriptions, and that the feed leaves out
 * what was on 90 days ago, and the furthest off of more than a thousand.)
 */
const asCalendar = (said: Calendar): Calendar =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([, { status }]) => status !== 'cancelled')
      .map(([id, event]) => [
        id,
        event.status === 'tentative' ? { ...event, summary: `Postponed: ${event.summary}` } : event,
      ]),
  );

async function expectAgreement(): Promise<Calendar> {
  await inStepInTime(club);
  const said = await feed();
  expect(publicCalendar()).toEqual(asCalendar(said));
  return said;
}

const spans: [string, object][] = [
  ['over the night', { startTime: at(20), endTime: at(30) }],
  ['for two days', { startTime: at(20), endTime: at(68) }],
  ['on now', { startTime: at(-1), endTime: at(1) }],
  ['over since yesterday', { startTime: at(-26), endTime: at(-24) }],
  ...(
    [
      ['over the change to summer', '2037-03-29T00:30:00.000Z', '2037-03-29T01:30:00.000Z', 'Europe/Rome'],
      ['in the hour that comes twice', '2037-10-25T00:30:00.000Z', '2037-10-25T00:45:00.000Z', 'Europe/Rome'],
      ['when it has come again', '2037-10-25T01:30:00.000Z', '2037-10-25T01:45:00.000Z', 'Europe/Rome'],
      [
        'over a change elsewhere',
        '2037-03-08T09:30:00.000Z',
        '2037-03-08T11:00:00.000Z',
        'America/Los_Angeles',
      ],
      ['a day ahead', '2037-06-30T11:00:00.000Z', '2037-06-30T13:00:00.000Z', 'Pacific/Kiritimati'],
      ['a quarter of an hour off', '2037-06-30T11:00:00.000Z', '2037-06-30T13:00:00.000Z', 'Asia/Kathmandu'],
      ['over New Year', '2037-12-31T22:59:59.000Z', '2038-01-01T00:00:00.000Z', 'UTC'],
    ] as const
  ).map(([name, startTime, endTime, timezone]): [string, object] => [name, { startTime, endTime, timezone }]),
];

const texts: [string, object][] = [
  ['nothing but a title', {}],
  ['a text', { description: '# Songs\n\n*Long* and <b>loud</b>, at <https://club.test>' }],
  ['a title with space about', { title: '  Night   of\techoes ' }],
  ['a title of letters that files must quote', { title: 'Soul; funk, "jazz" \\ <b>&amp;</b>: 100 %' }],
  ['a title from elsewhere', { title: '夜の洞窟 🎸 naïve café 👩‍👩‍👧' }],
  ['the longest title', { title: 'Long '.repeat(51) }],
  ['postponed', { eventStatus: 'postponed' }],
  ['cancelled', { eventStatus: 'cancelled' }],
  ['not for Facebook', { announce: false }],
];

const place = (data: object, status = 'published') =>
  locations().create({
    locale: 'en',
    status,
    data: { slug: fresh('place'), name: 'The Cave', isActive: true, ...data },
  });

describe('the feed and the public calendar say the same', () => {
  it.each([...spans, ...texts])('of an event: %s', async (_name, data) => {
    const { id } = await createdEvent(club, data);
    expect(await expectAgreement()).toHaveProperty(id);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['a draft', async () => undefined],
    [
      'what was published, and is not any more',
      async (id) => {
        await events().publish({ documentId: id, locale: 'en' });
        await inStepInTime(club);
        await events().unpublish({ documentId: id, locale: 'en' });
      },
    ],
    [
      'what is deleted',
      async (id) => {
        await events().publish({ documentId: id, locale: 'en' });
        await inStepInTime(club);
        await events().delete({ documentId: id, locale: '*' });
      },
    ],
  ])('nothing of %s', async (_name, act) => {
    const { id } = await createdEvent(club, {}, 'draft');
    await act(id);
    expect(await expectAgreement()).not.toHaveProperty(id);
  });

  it('nothing of a draft without an end', async () => {
    const { id } = await createdEvent(club, { endTime: null }, 'draft');
    expect(await expectAgreement()).not.toHaveProperty(id);
  });

  it('what is published, while a draft says otherwise', async () => {
    const { id, title } = await createdEvent(club);
    const data = { title: 'Only a draft', startTime: at(40), endTime: at(41), eventStatus: 'postponed' };
    await events().update({ documentId: id, locale: 'en', data });
    expect((await expectAgreement())[id]).toMatchObject({ summary: title, status: 'confirmed' });
  });

  it('the English of an event in several languages, and of one that is translated as a draft', async () => {
    const { id, title } = await createdEvent(club);
    for (const locale of ['it', 'fr', 'es'])
      await events().update({ documentId: id, locale, data: { title: `In ${locale}` } });
    await events().publish({ documentId: id, locale: 'it' });
    expect((await expectAgreement())[id]).toMatchObject({ summary: title });
  });

  it('nothing of an event whose Italian alone is published', async () => {
    const { id } = await createdEvent(club, {}, 'draft');
    await events().update({ documentId: id, locale: 'it', data: { title: 'Solo in italiano' } });
    await events().publish({ documentId: id, locale: 'it' });
    expect(await expectAgreement()).not.toHaveProperty(id);
  });

  it.each<[string, string, () => Promise<{ documentId: string }>]>([
    ['is active', 'The Cave', () => place({})],
    ['is not active', '', () => place({ isActive: false })],
    ['is a draft', '', () => place({}, 'draft')],
    ['is named with space about', 'A cave', () => place({ name: ' A  cave ' })],
    [
      'is named otherwise as a draft',
      'The Cave',
      async () => {
        const made = await place({});
        await locations().update({ ...made, locale: 'en', data: { name: 'A draft of a name' } });
        return made;
      },
    ],
    [
      'is named otherwise in another language',
      'The Cave',
      async () => {
        const made = await place({});
        await locations().update({ ...made, locale: 'it', data: { name: 'La grotta' } });
        await locations().publish({ ...made, locale: 'it' });
        return made;
      },
    ],
  ])('where it is, when the location %s', async (_name, expected, make) => {
    const { documentId } = await make();
    const { id } = await createdEvent(club, { location: documentId });
    expect((await expectAgreement())[id]).toMatchObject({ location: expected });
  });

  it.each<[string, string, (documentId: string) => Promise<unknown>]>([
    [
      'is renamed',
      'The Garden',
      (documentId) =>
        locations().update({ documentId, locale: 'en', status: 'published', data: { name: 'The Garden' } }),
    ],
    [
      'is closed',
      '',
      (documentId) =>
        locations().update({ documentId, locale: 'en', status: 'published', data: { isActive: false } }),
    ],
    [
      'is closed as a draft only',
      'The Cave',
      (documentId) => locations().update({ documentId, locale: 'en', data: { isActive: false } }),
    ],
    ['is unpublished', '', (documentId) => locations().unpublish({ documentId, locale: 'en' })],
    [
      'is unpublished and published again',
      'The Cave',
      async (documentId) => {
        await locations().unpublish({ documentId, locale: 'en' });
        await inStepInTime(club);
        await locations().publish({ documentId, locale: 'en' });
      },
    ],
    ['is deleted', '', (documentId) => locations().delete({ documentId, locale: '*' })],
  ])('where it is, when the location %s later', async (_name, expected, act) => {
    const { documentId } = await place({});
    const { id } = await createdEvent(club, { location: documentId });
    await expectAgreement();
    await act(documentId);
    expect((await expectAgreement())[id]).toMatchObject({ location: expected });
  });

  it('where it was, when the location of an event of last month is renamed', async () => {
    const { documentId } = await place({});
    const was = { startTime: at(-30 * 24), endTime: at(-30 * 24 + 2) };
    const { id } = await createdEvent(club, { ...was, location: documentId });
    await expectAgreement();
    await locations().update({ documentId, locale: 'en', status: 'published', data: { name: 'Renamed' } });
    expect((await expectAgreement())[id]).toMatchObject({ location: 'Renamed' });
  });

  it.each<[string, object]>([
    ['moved', { startTime: at(50), endTime: at(52) }],
    ['moved to another zone', { timezone: 'America/New_York' }],
    ['postponed', { eventStatus: 'postponed' }],
    ['cancelled', { eventStatus: 'cancelled' }],
    ['renamed', { title: 'Another night', slug: fresh('another') }],
  ])('of an event that is %s later', async (_name, data) => {
    const { id } = await createdEvent(club);
    await expectAgreement();
    await events().update({ documentId: id, locale: 'en', status: 'published', data });
    await expectAgreement();
  });
});

it('the calendar keeps what was on longer ago than the feed tells', async () => {
  const startTime = new Date(Date.now() - 92 * day).toISOString();
  const endTime = new Date(Date.now() - 91 * day).toISOString();
  const { id } = await createdEvent(club, { startTime, endTime });
  await inStepInTime(club);
  expect(await feed()).not.toHaveProperty(id);
  expect(publicCalendar()).toHaveProperty(id);
});
