/* eslint-disable max-lines -- One table, to be read as one. */
import { z } from 'zod';
import { documentsOf, type Documents } from '../support/documents';
import { asEditor, asProgram, type Send } from '../support/editors';
import {
  callsOf,
  forgetCalls,
  inStep,
  linkOf,
  shownOf,
  startSyncedClub,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';
import { hour } from '../support/small-club';

let club: SyncedClub;
let editor: Send;
let program: Send;

beforeAll(async () => {
  club = await startSyncedClub();
  editor = await asEditor(club);
  program = await asProgram(club);
});
afterAll(() => club.stop());

const panel = '/content-manager/collection-types/api::event.event';
const documents = (): Documents => documentsOf(club, 'api::event.event');
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

/** What the panel sends when somebody presses a button: the whole form. */
const form = (slug: string, more: object = {}) => ({
  slug,
  title: `Night ${slug}`,
  description: 'Songs',
  eventType: 'live_music',
  eventStatus: 'scheduled',
  startTime: at(24),
  endTime: at(26),
  timezone: 'Europe/Rome',
  isFeatured: false,
  announce: true,
  ...more,
});

const made = z.object({ data: z.object({ documentId: z.string() }) });

async function sent(send: Send, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await send(method, path, body);
  if (answer.status >= 300) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
  return answer.body;
}

interface Event {
  id: string;
  slug: string;
  data: ReturnType<typeof form>;
}

/** A new event, as a draft or published, of which the targets know. */
async function given(state: 'draft' | 'published', more: object = {}): Promise<Event> {
  const slug = fresh('night');
  const data = form(slug, more);
  const { documentId: id } = await documents().create({ locale: 'en', data });
  if (state === 'published') await documents().publish({ documentId: id, locale: 'en' });
  await inStep(club);
  forgetCalls(club);
  return { id, slug, data };
}

/** Once the queue is empty: the calls that were made. */
async function callsAfterwards(): Promise<string[]> {
  await inStep(club);
  return callsOf(club);
}

const everywhere = (title: string) => ({ internal: [title], public: [title], page: [title] });
const staffOnly = (title: string) => ({ internal: [title], public: [], page: [] });
const nowhere = { internal: [], public: [], page: [] };
const created = ['internal insert', 'page create', 'public insert'];
const changed = ['internal patch', 'page update', 'public patch'];
const taken = ['internal patch', 'page delete', 'public delete'];
const removed = ['internal delete', 'page delete', 'public delete'];

describe('the admin panel', () => {
  it('publishes what is new: put everywhere with one call each', async () => {
    forgetCalls(club);
    const slug = fresh('night');
    const answer = await sent(editor, 'POST', `${panel}/actions/publish?locale=en`, form(slug));
    await expect(callsAfterwards()).resolves.toEqual(created);
    const id = made.parse(answer).data.documentId;
    expect(shownOf(club, id, slug)).toEqual(everywhere(`Night ${slug}`));
  });

  it('saves a draft: staff alone see it', async () => {
    forgetCalls(club);
    const slug = fresh('night');
    const id = made.parse(await sent(editor, 'POST', `${panel}?locale=en`, form(slug))).data.documentId;
    await expect(callsAfterwards()).resolves.toEqual(['internal insert']);
    expect(shownOf(club, id, slug)).toEqual(staffOnly(`[DRAFT] Night ${slug}`));
  });

  it('publishes a draft', async () => {
    const { id, slug, data } = await given('draft');
    await sent(editor, 'POST', `${panel}/${id}/actions/publish?locale=en`, { ...data, title: 'Published' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'page create', 'public insert']);
    expect(shownOf(club, id, slug)).toEqual(everywhere('Published'));
  });

  it('publishes a change: one call each, though it is an update and then a publish', async () => {
    const { id, slug, data } = await given('published');
    await sent(editor, 'POST', `${panel}/${id}/actions/publish?locale=en`, { ...data, title: 'Renamed' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(shownOf(club, id, slug)).toEqual(everywhere('Renamed'));
  });

  it('publishes, saves and saves again what nobody is shown: no call', async () => {
    const { id, slug, data } = await given('published');
    await sent(editor, 'PUT', `${panel}/${id}?locale=en`, data);
    await sent(editor, 'POST', `${panel}/${id}/actions/publish?locale=en`, { ...data, isFeatured: true });
    await sent(editor, 'POST', `${panel}/${id}/actions/publish?locale=en`, data);
    await expect(callsAfterwards()).resolves.toEqual([]);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });

  it('saves a draft of what is published: staff alone are told that it differs', async () => {
    const { id, slug, data } = await given('published');
    await sent(editor, 'PUT', `${panel}/${id}?locale=en`, { ...data, title: 'Not yet' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch']);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
    forgetCalls(club);
    await sent(editor, 'POST', `${panel}/${id}/actions/discard?locale=en`, {});
    await expect(callsAfterwards()).resolves.toEqual(['internal patch']);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });

  it('unpublishes: staff keep the draft, everybody else sees nothing', async () => {
    const { id, slug, data } = await given('published');
    await sent(editor, 'POST', `${panel}/${id}/actions/unpublish?locale=en`, {});
    await expect(callsAfterwards()).resolves.toEqual(taken);
    expect(shownOf(club, id, slug)).toEqual(staffOnly(`[DRAFT] ${data.title}`));
  });

  it('unpublishes and discards the draft at once', async () => {
    const { id, slug, data } = await given('published');
    await documents().update({ documentId: id, locale: 'en', data: { title: 'Discarded' } });
    await inStep(club);
    forgetCalls(club);
    await sent(editor, 'POST', `${panel}/${id}/actions/unpublish?locale=en`, { discardDraft: true });
    await expect(callsAfterwards()).resolves.toEqual(taken);
    expect(shownOf(club, id, slug)).toEqual(staffOnly(`[DRAFT] ${data.title}`));
  });

  it('deletes', async () => {
    const { id, slug } = await given('published');
    await sent(editor, 'DELETE', `${panel}/${id}`);
    await expect(callsAfterwards()).resolves.toEqual(removed);
    expect(shownOf(club, id, slug)).toEqual(nowhere);
  });

  it('publishes again what it had unpublished: the same event of the calendar, and a new post', async () => {
    const { id, slug, data } = await given('published');
    const [before] = club.google.shown(club.google.public).filter(({ summary }) => summary === data.title);
    await sent(editor, 'POST', `${panel}/${id}/actions/unpublish?locale=en`, {});
    await inStep(club);
    await sent(editor, 'POST', `${panel}/${id}/actions/publish?locale=en`, data);
    await inStep(club);
    const [after] = club.google.shown(club.google.public).filter(({ summary }) => summary === data.title);
    expect(after?.id).toBe(before?.id);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });

  it.each([
    ['bulkPublish', 'draft', ['internal patch', 'page create', 'public insert']],
    ['bulkUnpublish', 'published', taken],
    ['bulkDelete', 'published', removed],
  ] as const)('%s', async (action, before, calls) => {
    const one = await given(before);
    const two = await given(before);
    const documentIds = [one.id, two.id];
    await sent(editor, 'POST', `${panel}/actions/${action}?locale=en`, { documentIds, locale: ['en'] });
    await expect(callsAfterwards()).resolves.toEqual([...calls, ...calls].sort());
    for (const { id, slug, data } of [one, two]) {
      const expected = {
        bulkPublish: everywhere(data.title),
        bulkUnpublish: staffOnly(`[DRAFT] ${data.title}`),
        bulkDelete: nowhere,
      };
      expect(shownOf(club, id, slug)).toEqual(expected[action]);
    }
  });
});

describe('programs', () => {
  it('create and publish through REST in one request', async () => {
    forgetCalls(club);
    const slug = fresh('night');
    const answer = await sent(program, 'POST', '/api/events', { data: form(slug) });
    await expect(callsAfterwards()).resolves.toEqual(created);
    const id = made.parse(answer).data.documentId;
    expect(shownOf(club, id, slug)).toEqual(everywhere(`Night ${slug}`));
  });

  it('create a draft through REST, change it, publish it, delete it', async () => {
    forgetCalls(club);
    const slug = fresh('night');
    const id = made.parse(await sent(program, 'POST', '/api/events?status=draft', { data: form(slug) })).data
      .documentId;
    await expect(callsAfterwards()).resolves.toEqual(['internal insert']);
    forgetCalls(club);
    await sent(program, 'PUT', `/api/events/${id}?status=draft`, { data: { title: 'Changed' } });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch']);
    expect(shownOf(club, id, slug)).toEqual(staffOnly('[DRAFT] Changed'));
    forgetCalls(club);
    await sent(program, 'PUT', `/api/events/${id}`, { data: { title: 'Published' } });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'page create', 'public insert']);
    expect(shownOf(club, id, slug)).toEqual(everywhere('Published'));
    forgetCalls(club);
    await sent(program, 'DELETE', `/api/events/${id}`);
    await expect(callsAfterwards()).resolves.toEqual(removed);
    expect(shownOf(club, id, slug)).toEqual(nowhere);
  });

  it('create, change and delete through GraphQL', async () => {
    const ask = async (query: string, variables: object): Promise<unknown> => {
      const body = z
        .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: z.unknown().optional() })
        .parse(await sent(program, 'POST', '/graphql', { query, variables }));
      if (body.errors) throw new Error(JSON.stringify(body.errors));
      return body.data;
    };
    forgetCalls(club);
    const slug = fresh('night');
    const { createEvent } = z.object({ createEvent: z.object({ documentId: z.string() }) }).parse(
      await ask('mutation ($data: EventInput!) { createEvent(data: $data) { documentId } }', {
        data: form(slug),
      }),
    );
    const id = createEvent.documentId;
    await expect(callsAfterwards()).resolves.toEqual(created);
    forgetCalls(club);
    await ask(
      'mutation ($id: ID!, $data: EventInput!) { updateEvent(documentId: $id, data: $data) { documentId } }',
      { id, data: { title: 'Changed' } },
    );
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(shownOf(club, id, slug)).toEqual(everywhere('Changed'));
    forgetCalls(club);
    await ask('mutation ($id: ID!) { deleteEvent(documentId: $id) { documentId } }', { id });
    await expect(callsAfterwards()).resolves.toEqual(removed);
    expect(shownOf(club, id, slug)).toEqual(nowhere);
  });
});

describe('another language', () => {
  it('concerns the calendars, and not the page, which speaks English', async () => {
    const { id, slug, data } = await given('published');
    await documents().update({ documentId: id, locale: 'it', data: { title: 'Notte' } });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch']);
    forgetCalls(club);
    await documents().publish({ documentId: id, locale: 'it' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'public patch']);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
    const [shown] = club.google.shown(club.google.public).filter(({ summary }) => summary === data.title);
    expect(shown?.description).toContain('— Italiano —\nNotte');
    forgetCalls(club);
    await documents().unpublish({ documentId: id, locale: 'it' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'public patch']);
    forgetCalls(club);
    await documents().delete({ documentId: id, locale: 'it' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch']);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });
});

describe('what an event is and is not', () => {
  it('moves, is postponed, is cancelled', async () => {
    const { id, slug, data } = await given('published');
    const update = (more: object) =>
      documents().update({ documentId: id, locale: 'en', status: 'published', data: more });
    await update({ startTime: at(48), endTime: at(50) });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    forgetCalls(club);
    await update({ eventStatus: 'postponed' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(shownOf(club, id, slug)).toEqual({
      internal: [`[POSTPONED] ${data.title}`],
      public: [`Postponed: ${data.title}`],
      page: [`POSTPONED: ${data.title}`],
    });
    forgetCalls(club);
    await update({ eventStatus: 'cancelled' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'page update', 'public delete']);
    expect(shownOf(club, id, slug)).toEqual({
      internal: [`[CANCELLED] ${data.title}`],
      public: [],
      page: [`CANCELLED: ${data.title}`],
    });
  });

  it('is not announced where staff have said so', async () => {
    const { id, slug, data } = await given('published', { announce: false });
    expect(shownOf(club, id, slug)).toEqual({ ...everywhere(data.title), page: [] });
  });

  it('is announced when staff have said so', async () => {
    const { id, slug, data } = await given('published', { announceAt: at(3) });
    expect(shownOf(club, id, slug)).toEqual({ ...everywhere(data.title), page: [] });
    const isPosted = club.facebook.arrival('feed.create');
    await documents().update({
      documentId: id,
      locale: 'en',
      status: 'published',
      data: { announceAt: new Date(Date.now() + 300).toISOString() },
    });
    await isPosted;
    await inStep(club);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });

  it('leaves its post when it is over, and is not posted then', async () => {
    const { id, slug } = await given('published', { startTime: at(-3), endTime: at(-1) });
    expect(shownOf(club, id, slug)).toMatchObject({ page: [] });
    await expect(linkOf(club, 'facebook-page', id)).resolves.toBeNull();
  });
});

describe('what an event shows of others', () => {
  async function inAPlace() {
    const places = documentsOf(club, 'api::location.location');
    const artists = documentsOf(club, 'api::artist.artist');
    const { documentId: place } = await places.create({
      locale: 'en',
      status: 'published',
      data: { slug: fresh('cave'), name: 'The Cave', moodCategory: 'hybrid', isActive: true },
    });
    const { documentId: artist } = await artists.create({
      locale: 'en',
      status: 'published',
      data: { slug: fresh('zed'), name: 'Zed' },
    });
    const event = await given('published', {
      location: place,
      lineUp: [{ artist, role: 'dj', position: 1 }],
    });
    return { event, places, artists, place, artist };
  }
  const detailOf = (event: Event) => ({
    internal: club.google.shown(club.google.internal).find(({ summary }) => summary === event.data.title),
    public: club.google.shown(club.google.public).find(({ summary }) => summary === event.data.title),
    page: [...club.facebook.page.posts.values()].find(({ message }) => message.includes(event.slug)),
  });

  it('follows the name of a location, once it is published', async () => {
    const { event, places, place } = await inAPlace();
    await places.update({ documentId: place, locale: 'en', data: { name: 'The Grotto' } });
    await expect(callsAfterwards()).resolves.toEqual([]);
    await places.publish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({
      internal: { location: 'The Grotto' },
      public: { location: 'The Grotto' },
      page: { message: expect.stringContaining('The Grotto') },
    });
    forgetCalls(club);
    await places.update({
      documentId: place,
      locale: 'en',
      status: 'published',
      data: { tagline: 'It echoes' },
    });
    await places.update({ documentId: place, locale: 'it', status: 'published', data: { name: 'Grotta' } });
    await expect(callsAfterwards()).resolves.toEqual([]);
  });

  it('loses a location that is unpublished or deleted', async () => {
    const { event, places, place } = await inAPlace();
    await places.unpublish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ internal: { location: '' }, public: { location: '' } });
    expect(detailOf(event).page?.message).not.toContain('The Cave');
    forgetCalls(club);
    await places.publish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ public: { location: 'The Cave' } });
    forgetCalls(club);
    await places.delete({ documentId: place });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ internal: { location: '' }, public: { location: '' } });
  });

  it('hides a location that is not active from the public', async () => {
    const { event, places, place } = await inAPlace();
    await places.update({ documentId: place, locale: 'en', status: 'published', data: { isActive: false } });
    await expect(callsAfterwards()).resolves.toEqual(['page update', 'public patch']);
    expect(detailOf(event)).toMatchObject({
      internal: { location: 'The Cave' },
      public: { location: '' },
    });
  });

  it('follows the name of an artist', async () => {
    const { event, artists, artist } = await inAPlace();
    await artists.update({ documentId: artist, locale: 'en', status: 'published', data: { name: 'Zoë' } });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({
      public: { description: expect.stringContaining('Zoë (DJ)') },
      page: { message: expect.stringContaining('With Zoë') },
    });
    forgetCalls(club);
    await artists.update({
      documentId: artist,
      locale: 'en',
      status: 'published',
      data: { genres: ['Dub'] },
    });
    await expect(callsAfterwards()).resolves.toEqual([]);
  });
});

it('a save that is rolled back is none', async () => {
  const { id, slug, data } = await given('published');
  const failing = club.strapi.db.transaction(async () => {
    await documents().update({ documentId: id, locale: 'en', status: 'published', data: { title: 'Lost' } });
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  await expect(callsAfterwards()).resolves.toEqual([]);
  expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
});
