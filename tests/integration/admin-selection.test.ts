import { selectionAnswer } from '../../src/plugins/admin-desk/contract/selection';
import { creator } from '../support/documents';
import { asEditor, asNobody, asStaffWho, type Send } from '../support/editors';
import {
  callsOf,
  createdEvent,
  forgetCalls,
  inStep,
  startSyncedClub,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';

let club: SyncedClub;
let staff: Send;
beforeAll(async () => {
  club = await startSyncedClub();
  staff = await asEditor(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const [events, places, artists] = [
  'api::event.event',
  'api::location.location',
  'api::artist.artist',
] as const;
const path = '/admin-desk/consequences/selection';

interface Asked {
  type: string;
  action: string;
  documentIds: string[];
  locales?: string[];
}

/** What the panel would say before somebody does this with a selection. */
async function ask(question: Asked) {
  const { status, body } = await staff('POST', path, question);
  expect([status, body]).toEqual([200, { data: expect.any(Object) }]);
  return selectionAnswer.parse(body).data;
}

/** Does it as the panel's list does. */
const act = (type: string, action: string, documentIds: string[], locale: string | string[] = 'en') =>
  staff('POST', `/content-manager/collection-types/${type}/actions/${action}`, { documentIds, locale });

const publicity = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.consequences.flatMap(({ consequence: each, entries }) =>
    each.kind === 'visibility' ? [[each.before, each.after, entries.names, entries.count]] : [],
  );
/** In which languages the first of them is public before and after. */
const languagesOf = (answer: Awaited<ReturnType<typeof ask>>) => publicity(answer)[0]?.slice(0, 2);
const syncs = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.consequences.flatMap(({ consequence: each, entries }) =>
    each.kind === 'sync' ? [[each.target, each.change, entries.count]] : [],
  );

describe('publishing a selection', () => {
  it('says by name which will be refused and what follows for the others, as it then does', async () => {
    const [one, two] = [await createdEvent(club, {}, 'draft'), await createdEvent(club, {}, 'draft')];
    const untitled = await create(events, { ...times, slug: fresh('untitled') });
    const documentIds = [one.id, untitled, two.id];
    await inStep(club);
    forgetCalls(club);
    const answer = await ask({ type: events, action: 'publish', documentIds });
    expect(answer.allowed).toBe(2);
    expect(answer.refused).toEqual([
      {
        names: [expect.stringMatching(/^event without a title, May 4, 2090/)],
        reason: 'title must be given',
        errors: [expect.objectContaining({ path: ['title'] })],
      },
    ]);
    expect(publicity(answer)).toEqual([[[], ['en'], [`“${one.title}”`, `“${two.title}”`], 2]]);
    expect(syncs(answer)).toEqual([
      ['google-internal', 'change', 2],
      ['google-public', 'create', 2],
      ['facebook-page', 'create', 2],
    ]);
    expect(answer.missing).toHaveLength(1);
    expect(answer.missing[0]).toMatchObject({
      lacks: expect.arrayContaining([{ kind: 'gap', gap: 'location' }]),
      entries: { names: [`“${one.title}”`, `“${two.title}”`], count: 2 },
    });

    await inStep(club);
    expect(callsOf(club)).toEqual([]);
    await expect(club.strapi.documents(events).count({ status: 'published' })).resolves.toBe(0);

    const { body } = await act(events, 'bulkPublish', documentIds);
    expect(body).toMatchObject({
      count: 2,
      message: expect.stringMatching(/Not published: event without a title, May 4.* – title must be given/),
    });
    await inStep(club);
    expect(callsOf(club).sort()).toEqual([
      'internal patch',
      'internal patch',
      'page create',
      'page create',
      'public insert',
      'public insert',
    ]);
  });

  it('says which link to what is not published', async () => {
    const [draft, shown] = [
      await create(places, { slug: fresh('den'), name: 'Den', moodCategory: 'hybrid' }),
      await create(
        places,
        { slug: fresh('hall'), name: 'Hall', moodCategory: 'hybrid' },
        { status: 'published' },
      ),
    ];
    const [dark, lit] = [
      await createdEvent(club, { location: draft }, 'draft'),
      await createdEvent(club, { location: shown }, 'draft'),
    ];
    const { missing } = await ask({ type: events, action: 'publish', documentIds: [dark.id, lit.id] });
    expect(missing).toContainEqual({
      lacks: [{ kind: 'publishedLinks' }],
      entries: { names: [`“${dark.title}”`], count: 1 },
    });
  });
});

const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };

it('unpublishing a selection says what vanishes, and nothing of what is not published', async () => {
  const [shown, draft] = [await createdEvent(club), await createdEvent(club, {}, 'draft')];
  await inStep(club);
  const answer = await ask({ type: events, action: 'unpublish', documentIds: [shown.id, draft.id] });
  expect(answer).toMatchObject({ refused: [], missing: [], allowed: 2 });
  expect(publicity(answer)).toEqual([[['en'], [], [`“${shown.title}”`], 1]]);
  expect(syncs(answer)).toEqual([
    ['google-internal', 'change', 1],
    ['google-public', 'remove', 1],
    ['facebook-page', 'remove', 1],
  ]);
});

it('deleting a selection says by name what is in use, and by whom', async () => {
  const used = await create(artists, { slug: fresh('echo'), name: 'Echo' }, { status: 'published' });
  const free = await create(artists, { slug: fresh('hush'), name: 'Hush' }, { status: 'published' });
  const { title } = await createdEvent(club, { lineUp: [{ artist: used, position: 1 }] });
  const answer = await ask({ type: artists, action: 'delete', documentIds: [used, free] });
  expect(answer.refused).toEqual([
    expect.objectContaining({ names: ['“Echo”'], reason: expect.stringContaining(`1 event (“${title}”)`) }),
  ]);
  expect(publicity(answer)).toEqual([[['en'], [], ['“Hush”'], 1]]);
  await expect(club.strapi.db.query(artists).count({ where: { documentId: free } })).resolves.toBe(2);
});

describe('several languages of one entry', () => {
  it('are published together, or not at all', async () => {
    const { id } = await createdEvent(club, {}, 'draft');
    for (const locale of ['it', 'fr'])
      await club.strapi.documents(events).update({ documentId: id, locale, data: { title: `In ${locale}` } });
    const question = { type: events, action: 'publish', documentIds: [id] };
    const both = await ask({ ...question, locales: ['en', 'it'] });
    expect(languagesOf(both)).toEqual([[], ['en', 'it']]);
    expect(both.missing.flatMap(({ lacks }) => lacks)).toContainEqual({
      kind: 'translation',
      language: 'es',
    });
    const early = await ask({ ...question, locales: ['it', 'fr'] });
    expect(early).toMatchObject({ allowed: 0, consequences: [], missing: [] });
    expect(early.refused).toMatchObject([{ reason: expect.stringContaining('English') }]);

    expect(await act(events, 'bulkPublish', [id], ['it', 'fr'])).toMatchObject({ status: 400 });
    expect(await act(events, 'bulkPublish', [id], ['en', 'it', 'fr'])).toMatchObject({ status: 200 });
    const taken = { ...question, action: 'unpublish' };
    const all = ['en', 'it', 'fr'];
    expect(languagesOf(await ask({ ...taken, locales: ['it', 'fr'] }))).toEqual([all, ['en']]);
    expect(languagesOf(await ask({ ...taken, locales: ['en'] }))).toEqual([all, []]);
  });
});

it('answers whoever may do it, of what there is', async () => {
  const { id } = await createdEvent(club);
  const status = async (as: Send, more: Partial<Asked>): Promise<number> =>
    (await as('POST', path, { type: events, action: 'delete', documentIds: [id], ...more })).status;
  const reader = await asStaffWho(club, ['plugin::jobs.read']);
  for (const action of ['publish', 'unpublish', 'delete'])
    expect([action, await status(reader, { action })]).toEqual([action, 403]);
  expect(await status(asNobody(club), {})).toBe(401);
  expect(await status(staff, { action: 'save' })).toBe(400);
  expect(await status(staff, { documentIds: [] })).toBe(400);
  expect(await status(staff, { locales: ['de'] })).toBe(400);
  expect(await status(staff, { type: 'admin::user' })).toBe(403);
  expect(await ask({ type: events, action: 'delete', documentIds: [id, 'gone'] })).toMatchObject({
    allowed: 1,
    refused: [{ names: ['“gone”'], reason: 'no longer there' }],
  });
});
