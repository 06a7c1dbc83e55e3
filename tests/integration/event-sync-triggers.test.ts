import { z } from 'zod';
import { asEditor, asProgram, type Send } from '../support/editors';
import {
  changed,
  created,
  eventSaves,
  everywhere,
  form,
  nowhere,
  removed,
  staffOnly,
  taken,
} from '../support/event-saves';
import { forgetCalls, inStep, shownOf, startSyncedClub, type SyncedClub } from '../support/event-sync';
import { fresh } from '../support/faults';

let club: SyncedClub;
let editor: Send;
let program: Send;

beforeAll(async () => {
  club = await startSyncedClub({ graphql: true });
  editor = await asEditor(club);
  program = await asProgram(club);
});
afterAll(() => club.stop());

const panel = '/content-manager/collection-types/api::event.event';
const { documents, given, callsAfterwards } = eventSaves(() => club);

const made = z.object({ data: z.object({ documentId: z.string() }) });

async function sent(send: Send, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await send(method, path, body);
  if (answer.status >= 300) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
  return answer.body;
}

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
