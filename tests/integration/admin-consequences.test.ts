import type { ConsequencesQuestion } from '../../src/plugins/admin-desk/contract/consequences';
import { askConsequences, syncs } from '../support/consequences';
import { creator } from '../support/documents';
import { asEditor, asNobody, asStaffWho, type Send } from '../support/editors';
import {
  callsOf,
  createdEvent,
  forgetCalls,
  inStep,
  linkOf,
  startSyncedClub,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';
import { hour } from '../support/small-club';
import { until } from '../support/until';

let club: SyncedClub;
let staff: Send;
beforeAll(async () => {
  club = await startSyncedClub();
  staff = await asEditor(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const published = { status: 'published' } as const;
const [events, places, artists, posts, people] = [
  'api::event.event',
  'api::location.location',
  'api::artist.artist',
  'api::post.post',
  'api::staff-member.staff-member',
] as const;
const panel = (uid: string, rest: string): string => `/content-manager/collection-types/${uid}${rest}`;

const ask = (question: ConsequencesQuestion) => askConsequences(staff, question);

/** Makes it so in the panel, and returns the calls that calendars and page then got. */
async function doIt(method: string, path: string, body?: object): Promise<string[]> {
  await inStep(club);
  forgetCalls(club);
  const { status } = await staff(method, path, body);
  expect(status).toBe(200);
  await inStep(club);
  return callsOf(club);
}

const rowsOf = (uid: typeof events | typeof posts, documentId: string) =>
  club.strapi.db.query(uid).findMany({ where: { documentId }, orderBy: 'id' });

describe('publishing an event', () => {
  it('says what calendars and page will do, which they then do', async () => {
    const { id } = await createdEvent(club, {}, 'draft');
    await inStep(club);
    const question = {
      type: events,
      action: 'publish',
      documentId: id,
      data: { title: 'Ember Hour' },
    } as const;
    const answer = await ask(question);
    expect(answer).toMatchObject({
      needsConfirmation: true,
      refusal: null,
      missing: { gaps: ['location', 'cover', 'description', 'lineUp'], untranslated: ['it', 'fr', 'es'] },
    });
    expect(answer.consequences[0]).toEqual({ kind: 'visibility', before: [], after: ['en'], from: null });
    expect(syncs(answer)).toEqual([
      ['google-internal', 'change', null, 'working'],
      ['google-public', 'create', null, 'working'],
      ['facebook-page', 'create', null, 'working'],
    ]);
    const calls = await doIt('POST', panel(events, `/${id}/actions/publish`), question.data);
    expect(calls).toEqual(['internal patch', 'page create', 'public insert']);
  });

  it('leaves nothing behind for having been asked', async () => {
    const { id } = await createdEvent(club, {}, 'draft');
    await inStep(club);
    forgetCalls(club);
    const before = await rowsOf(events, id);
    const count = await club.strapi.db.query(events).count();
    await ask({ type: events, action: 'publish', documentId: id, data: { title: 'Never' } });
    await ask({ type: events, action: 'delete', documentId: id, locale: '*' });
    const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
    const made = await ask({ type: events, action: 'publish', data: { title: 'New', ...times } });
    expect(syncs(made).map(([target, change]) => [target, change])).toEqual([
      ['google-internal', 'create'],
      ['google-public', 'create'],
      ['facebook-page', 'create'],
    ]);
    await inStep(club);
    expect(await rowsOf(events, id)).toEqual(before);
    expect(await club.strapi.db.query(events).count()).toBe(count);
    expect(callsOf(club)).toEqual([]);
  });

  it('asks nothing where nothing changes, and knows what is announced later', async () => {
    const announceAt = new Date(club.clock.now() + 20 * hour).toISOString();
    const { id } = await createdEvent(club);
    await inStep(club);
    const again = await ask({ type: events, action: 'publish', documentId: id });
    expect(again).toMatchObject({ consequences: [], needsConfirmation: false });
    const { id: draft } = await createdEvent(club, { announceAt }, 'draft');
    const later = await ask({ type: events, action: 'publish', documentId: draft });
    expect(later.consequences.at(-1)).toMatchObject({
      target: 'facebook-page',
      change: 'wait',
      at: announceAt,
    });
    await staff('POST', panel(events, `/${draft}/actions/publish`), {});
    const taken = await ask({ type: events, action: 'unpublish', documentId: draft });
    expect(syncs(taken)).toContainEqual(['facebook-page', 'cancel', null, 'working']);
  });

  it('leaves refusals of fields to the form', async () => {
    const { id } = await createdEvent(club, {}, 'draft');
    const answer = await ask({ type: events, action: 'publish', documentId: id, data: { title: ' ' } });
    expect(answer).toMatchObject({ consequences: [], refusal: null, needsConfirmation: false });
  });
});

it('unpublishing an event says in which languages it vanishes, and what calendars and page remove', async () => {
  const { id } = await createdEvent(club);
  const document = { documentId: id, locale: 'it' } as const;
  await club.strapi.documents(events).update({ ...document, data: { title: 'Notte' } });
  await club.strapi.documents(events).publish(document);
  await inStep(club);
  const answer = await ask({ type: events, action: 'unpublish', documentId: id });
  expect(answer.consequences[0]).toEqual({ kind: 'visibility', before: ['en', 'it'], after: [], from: null });
  expect(answer.missing).toEqual({ gaps: [], untranslated: [] });
  expect(syncs(answer).map(([target, change]) => [target, change])).toEqual([
    ['google-internal', 'change'],
    ['google-public', 'remove'],
    ['facebook-page', 'remove'],
  ]);
  const italian = await ask({ type: events, action: 'unpublish', documentId: id, locale: 'it' });
  expect(italian.consequences[0]).toMatchObject({ before: ['en', 'it'], after: ['en'] });
  const calls = await doIt('POST', panel(events, `/${id}/actions/unpublish`), {});
  expect(calls).toEqual(['internal patch', 'page delete', 'public delete']);
});

describe('what events use', () => {
  const place = () => ({ slug: fresh('grotto'), name: 'Grotto', moodCategory: 'hybrid', isActive: true });

  it('says which events change with a location’s name', async () => {
    const location = await create(places, place(), published);
    const { id, title } = await createdEvent(club, { location });
    await inStep(club);
    const question = {
      type: places,
      action: 'publish',
      documentId: location,
      data: { name: 'Cave' },
    } as const;
    expect(syncs(await ask(question))).toEqual([
      ['google-internal', 'change', [title], 'working'],
      ['google-public', 'change', [title], 'working'],
      ['facebook-page', 'change', [title], 'working'],
    ]);
    const calls = await doIt('POST', panel(places, `/${location}/actions/publish`), { name: 'Cave' });
    expect(calls).toEqual(['internal patch', 'page update', 'public patch']);
    for (const action of ['unpublish', 'delete'] as const) {
      const { refusal } = await ask({
        type: places,
        action,
        documentId: location,
        locale: action === 'delete' ? '*' : 'en',
      });
      expect(refusal).toContain(`1 event (“${title}”)`);
    }
    const off = { ...question, data: { isActive: false } };
    expect((await ask(off)).refusal).toContain(`Still needed by what is upcoming: 1 event (“${title}”)`);
    await club.strapi.documents(events).delete({ documentId: id, locale: '*' });
  });

  it('says which past events a location vanishes from', async () => {
    const location = await create(places, place(), published);
    const past = { startTime: '2001-01-01T20:00:00.000Z', endTime: '2001-01-01T22:00:00.000Z', location };
    const { title } = await createdEvent(club, past);
    const question = {
      type: places,
      action: 'publish',
      documentId: location,
      data: { isActive: false },
    } as const;
    const { consequences, needsConfirmation } = await ask(question);
    expect(needsConfirmation).toBe(true);
    expect(consequences).toEqual([
      { kind: 'visibility', before: ['en'], after: [], from: null },
      { kind: 'uses', type: 'event', entries: { names: [`“${title}”`], count: 1 } },
    ]);
  });

  it('of a type without drafts, says what saving does', async () => {
    const member = await create(people, { slug: fresh('calix'), name: 'Calix', isActive: true });
    const save = (data: object) =>
      ask({ type: people, action: 'save', documentId: member, data: { ...data } });
    expect(await save({ roleTitle: 'Host' })).toMatchObject({ consequences: [], needsConfirmation: false });
    expect(await save({ isActive: false })).toMatchObject({
      consequences: [{ kind: 'visibility', before: ['en'], after: [] }],
      needsConfirmation: true,
    });
  });
});

it('a post says who reads it, and from when on', async () => {
  const tier = await create('api::patreon-tier.patreon-tier', {
    slug: fresh('silver'),
    name: 'Silver',
    amountCents: 500,
  });
  const date = '2090-01-01T12:00:00.000Z';
  const post = await create(posts, {
    slug: fresh('news'),
    title: 'News',
    body: 'All',
    date,
    minimumTier: tier,
  });
  expect((await ask({ type: posts, action: 'publish', documentId: post })).consequences).toEqual([
    { kind: 'visibility', before: [], after: ['en'], from: date },
    { kind: 'gate', isOpen: false, tier: 'Silver' },
  ]);
  await staff('POST', panel(posts, `/${post}/actions/publish`), {});
  const open = { minimumTier: { disconnect: [{ documentId: tier }] } };
  expect((await ask({ type: posts, action: 'publish', documentId: post, data: open })).consequences).toEqual([
    { kind: 'gate', isOpen: true, tier: null },
  ]);
});

describe('who may ask', () => {
  it('is whoever may do it', async () => {
    const { id } = await createdEvent(club);
    const post = (as: Send, action: string, type: string = events) =>
      as('POST', '/admin-desk/consequences', { type, action, documentId: id }).then(({ status }) => status);
    const reader = await asStaffWho(club, ['plugin::jobs.read']);
    for (const action of ['publish', 'unpublish', 'delete', 'save'])
      expect([action, await post(reader, action)]).toEqual([action, 403]);
    expect(await post(asNobody(club), 'publish')).toBe(401);
    expect(await post(staff, 'discard')).toBe(400);
    expect(await post(staff, 'publish', 'admin::user')).toBe(403);
    expect(await post(staff, 'publish', artists)).toBe(404);
  });
});

// The last one: the page stays broken.
it('says so where a target cannot be reached', async () => {
  const { id } = await createdEvent(club, {}, 'draft');
  await inStep(club);
  club.facebook.token.problem = 'tokenExpired';
  const waiting = await createdEvent(club);
  await until(
    () => linkOf(club, 'facebook-page', waiting.id),
    (link) => (link?.problem ?? null) !== null,
  );
  expect(syncs(await ask({ type: events, action: 'publish', documentId: id }))).toContainEqual([
    'facebook-page',
    'create',
    null,
    'broken',
  ]);
});
