import ical from 'node-ical';
import { startClub, type Club } from '../support/club';
import { faultsOfForm, parseCalendar, property } from '../support/ics';
import { publishEvent } from '../support/publish-event';
import { fillSmallClub, hour } from '../support/small-club';
import { ask } from '../support/v1';

const day = 24 * hour;
const now = new Date();
const at = (hours: number): string => new Date(now.getTime() + hours * hour).toISOString();

let club: Club;
beforeAll(async () => {
  club = await startClub();
  await fillSmallClub(club.strapi, now);
});
afterAll(() => club.stop());

const events = () => club.strapi.documents('api::event.event');
const editEvent = (documentId: string, data: object) => events().update({ documentId, locale: 'en', data });
const addEvent = (slug: string, data: object): Promise<string> => publishEvent(club.strapi, slug, data);

/** A calendar, which must be in good form and mean the same to two readers. */
async function calendar(path: string) {
  const answer = await ask(club, path);
  expect(answer.status).toBe(200);
  expect(faultsOfForm(answer.text)).toEqual([]);
  const parsed = parseCalendar(answer.text);
  const others = Object.values(ical.sync.parseICS(answer.text)).filter((part) => part?.type === 'VEVENT');
  expect(others.map((event) => event.uid)).toEqual(parsed.events.map(({ uid }) => uid));
  expect(others.map((event) => event.start.getTime())).toEqual(
    parsed.events.map(({ startDate }) => startDate.toJSDate().getTime()),
  );
  return { ...parsed, headers: answer.headers };
}

const titles = async (path: string): Promise<string[]> =>
  (await calendar(path)).events.map(({ summary }) => summary);

async function only(path: string) {
  const [event] = (await calendar(path)).events;
  if (!event) throw new Error(`No event in ${path}`);
  return event;
}

describe('calendars', () => {
  it('hold what was on lately and all to come, soonest first', async () => {
    const old = { startTime: at(-92 * 24), endTime: at(-91 * 24) };
    const late = { startTime: at(-90 * 24), endTime: at(-89 * 24) };
    const oldId = await addEvent('long-ago', old);
    const lateId = await addEvent('lately', late);
    await expect(titles('/events.ics')).resolves.toEqual([
      'lately',
      'Event yesterday',
      'Event on-stage',
      'Event tonight',
      'Event tomorrow',
      'Event in-the-cellar',
    ]);
    await events().delete({ documentId: oldId, locale: '*' });
    await events().delete({ documentId: lateId, locale: '*' });
  });

  it('are those of a location, of an artist, or of one event', async () => {
    await expect(titles('/locations/main-cave/events.ics')).resolves.toEqual([
      'Event yesterday',
      'Event on-stage',
      'Event tomorrow',
    ]);
    await expect(titles('/artists/elodie/events.ics')).resolves.toEqual([
      'Event yesterday',
      'Event on-stage',
    ]);
    await expect(titles('/events/tonight.ics')).resolves.toEqual(['Event tonight']);
  });

  it('are found by the longest slug there may be', async () => {
    const slug = 'x'.repeat(100);
    const documentId = await addEvent(slug, {});
    await expect(titles(`/events/${slug}.ics`)).resolves.toEqual([slug]);
    await events().delete({ documentId, locale: '*' });
  });

  it('are named, and say how they want to be kept', async () => {
    const { calendar: events, headers } = await calendar('/locations/main-cave/events.ics?lang=it');
    expect(property(events, 'x-wr-calname')).toMatch(/: La grotta grande$/);
    expect(property(events, 'x-wr-timezone')).toBe('Europe/Rome');
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('inline; filename="main-cave.ics"');
    expect(headers.get('content-language')).toBe('it');
    expect(headers.get('last-modified')).toBeNull();
    expect((await ask(club, '/events/tonight.ics')).headers.get('last-modified')).not.toBeNull();
  });

  it('speak the language of the reader', async () => {
    const { summary, description, location } = await only('/events/on-stage.ics?lang=it');
    expect([summary, location]).toEqual(['Sul palco', 'La grotta grande']);
    expect(description).toContain('Crème brûlée & songs');
    expect(description).toMatch(/Programma:\n\d\d:\d\d Élodie Vesper \(headliner\)\nZed \(DJ\)\n/);
    expect(description).toMatch(/Second Life: .+ (PST|PDT)/);
    expect(description).toMatch(/\/events\/on-stage$/);
  });

  it('show a cancelled event as cancelled', async () => {
    const event = await only('/events/tomorrow.ics');
    expect(property(event.component, 'status')).toBe('CANCELLED');
  });

  it('never say what is not public', async () => {
    for (const path of ['/events.ics', '/locations/main-cave/events.ics', '/artists/elodie/events.ics']) {
      expect((await ask(club, path)).text).not.toContain('SECRET');
    }
    for (const path of [
      '/events/secret-event.ics',
      '/locations/secret-cellar/events.ics',
      '/artists/secret-artist/events.ics',
    ]) {
      expect((await ask(club, path)).status).toBe(404);
    }
  });

  it.each([
    ['2026-03-28T23:30:00.000Z', '2026-03-29T02:00:00.000Z', 'Europe/Rome'],
    ['2026-10-24T23:30:00.000Z', '2026-10-25T02:00:00.000Z', 'Europe/Rome'],
    ['2026-03-08T09:30:00.000Z', '2026-03-08T11:00:00.000Z', 'America/Los_Angeles'],
    ['2026-11-01T08:30:00.000Z', '2026-11-01T10:00:00.000Z', 'America/Los_Angeles'],
    ['2026-06-30T21:00:00.000Z', '2026-07-01T01:00:00.000Z', 'Europe/Rome'],
  ])('an event from %s to %s in %s is then', async (startTime, endTime, timezone) => {
    const documentId = await addEvent('clock-change', { startTime, endTime, timezone });
    const event = await only('/events/clock-change.ics');
    expect([event.startDate, event.endDate].map((time) => time.toJSDate().toISOString())).toEqual([
      startTime,
      endTime,
    ]);
    expect(event.startDate.zone.tzid).toBe('UTC');
    await events().delete({ documentId, locale: '*' });
  });
});

describe('an event that is edited', () => {
  let documentId: string;
  beforeAll(async () => {
    documentId = await addEvent('edited', {});
    const earlier = new Date(now.getTime() - day);
    await club.strapi.db.query('api::event.event').updateMany({
      where: { documentId },
      data: { createdAt: earlier, updatedAt: earlier },
    });
    // As it was before there were revisions.
    await club.strapi.db.query('plugin::content.revision').deleteMany({ where: { target: documentId } });
  });

  it('keeps its UID and creation, and has a higher SEQUENCE', async () => {
    const before = await only('/events/edited.ics');
    expect([before.uid, before.sequence]).toEqual([`${documentId}@dreamers-cave`, 0]);

    await editEvent(documentId, { title: 'Edited' });
    expect((await only('/events/edited.ics')).sequence).toBe(0);
    await events().publish({ documentId, locale: 'en' });
    const after = await only('/events/edited.ics');
    expect([after.uid, after.summary]).toEqual([before.uid, 'Edited']);
    expect(after.sequence).toBeGreaterThanOrEqual(day / 1000);
    expect(property(after.component, 'created')).toBe(property(before.component, 'created'));

    await events().unpublish({ documentId, locale: 'en' });
    await events().publish({ documentId, locale: 'en' });
    const again = await only('/events/edited.ics');
    expect(again.uid).toBe(before.uid);
    expect(again.sequence).toBeGreaterThanOrEqual(after.sequence);
  });

  it('is found by its former slug', async () => {
    await editEvent(documentId, { slug: 'edited-anew' });
    await events().publish({ documentId, locale: 'en' });
    const moved = await ask(club, '/events/edited.ics?lang=it');
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe('/api/v1/events/edited-anew.ics?lang=it');
    await events().delete({ documentId, locale: '*' });
  });
});

describe('a place or a performer whose slug changed', () => {
  it.each([
    ['api::location.location', 'locations', { name: 'Old', moodCategory: 'hybrid', isActive: true }],
    ['api::artist.artist', 'artists', { name: 'Old' }],
  ] as const)('%s', async (uid, folder, data) => {
    const documents = club.strapi.documents(uid as 'api::artist.artist');
    const { documentId } = await documents.create({
      locale: 'en',
      status: 'published',
      data: { ...data, slug: 'old-slug' },
    });
    const renamed: object = { slug: 'new-slug' };
    await documents.update({ documentId, locale: 'en', status: 'published', data: renamed });
    const moved = await ask(club, `/${folder}/old-slug/events.ics`);
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(`/api/v1/${folder}/new-slug/events.ics`);
    await expect(titles(`/${folder}/new-slug/events.ics`)).resolves.toEqual([]);
    await documents.delete({ documentId, locale: '*' });
  });
});

describe('all of them', () => {
  const paths = [
    '/events.ics',
    '/events/on-stage.ics',
    '/locations/main-cave/events.ics',
    '/artists/elodie/events.ics',
    '/blog/feed.xml',
    '/events/feed.xml?format=atom',
  ];

  it.each(paths)('%s is unchanged until its content changes', async (path) => {
    const first = await ask(club, path);
    const etag = first.headers.get('etag') ?? '';
    const again = await ask(club, path, { headers: { 'If-None-Match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each(['/events/none.ics', '/locations/none/events.ics', '/artists/none/events.ics'])(
    '%s is not found',
    async (path) => {
      const answer = await ask(club, path);
      expect([answer.status, answer.body.error]).toEqual([404, expect.stringMatching(/'none' not found$/)]);
    },
  );

  it('cost as many queries for ten events as for one', async () => {
    const queries = (): number => club.strapi.plugin('public-api').service('reads').database.queries;
    const cost = async (path: string): Promise<number> => {
      const before = queries();
      await ask(club, path);
      return queries() - before;
    };
    const calendars = ['/events.ics', '/locations/main-cave/events.ics', '/events/feed.xml'];
    const before: number[] = [];
    for (const path of calendars) before.push(await cost(path));
    const more: string[] = [];
    for (let index = 0; index < 9; index += 1) more.push(await addEvent(`more-${index}`, {}));
    const after: number[] = [];
    for (const path of calendars) after.push(await cost(path));
    expect(after).toEqual(before);
    for (const documentId of more) await events().delete({ documentId, locale: '*' });
  });

  it('are in the OpenAPI document', async () => {
    const { paths: described } = JSON.parse((await ask(club, '/openapi.json')).text) as {
      paths: Record<string, { get: { responses: { 200: { content: object } } } }>;
    };
    expect(Object.keys(described)).toEqual(
      expect.arrayContaining([
        '/events.ics',
        '/events/{slug}.ics',
        '/locations/{slug}/events.ics',
        '/artists/{slug}/events.ics',
        '/blog/feed.xml',
        '/events/feed.xml',
      ]),
    );
    expect(described['/events/{slug}.ics']?.get.responses[200].content).toEqual({
      'text/calendar': { schema: { type: 'string' } },
    });
  });
});
