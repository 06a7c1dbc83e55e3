import {
  syncStatusAnswer,
  syncAnswer,
  type TargetStatus,
} from '../../src/plugins/event-sync/contract/sync-status';
import { permissions } from '../../src/plugins/event-sync/contract/permissions';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import type { JobsConfig } from '../../src/plugins/jobs/server/config';
import { startFacebook, type FakeFacebook } from '../fakes/facebook';
import { startGoogleCalendar, type FakeGoogleCalendar } from '../fakes/google-calendar';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { asEditor, asNobody, asStaffWho, type Send } from '../support/editors';
import { publishEvent } from '../support/publish-event';
import { hour } from '../support/small-club';
import { until } from '../support/until';
import { z } from 'zod';

let club: Club;
let google: FakeGoogleCalendar;
let facebook: FakeFacebook;
let editor: Send;

beforeAll(async () => {
  [google, facebook] = await Promise.all([startGoogleCalendar(), startFacebook()]);
  club = await startClub({
    env: { ...google.settings, ...facebook.settings, FRONTEND_URL: 'https://club.example' },
    prepare: (strapi) => Object.assign(strapi.config.get<JobsConfig>('plugin::jobs'), { pollMs: 20 }),
  });
  editor = await asEditor(club);
});
afterAll(async () => {
  await club.stop();
  await Promise.all([google.close(), facebook.close()]);
});

let count = 0;
const publish = (more: object = {}) => publishEvent(club.strapi, `night-${(count += 1)}`, more);

async function standings(id: string, send = editor) {
  const { status, body } = await send('GET', `/event-sync/events/${id}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  const { data } = syncStatusAnswer.parse(body);
  expect(data.hasWebsite).toBe(true);
  return data;
}
type TargetName = 'google-internal' | 'google-public' | 'facebook-page';
async function at(id: string, name: TargetName): Promise<TargetStatus> {
  const found = (await standings(id)).targets.find((target) => target.name === name);
  if (!found) throw new Error(`There is no target ${name}`);
  return found;
}
/** Waits until a target stands so. */
const reaches = (
  id: string,
  name: TargetName,
  state: TargetStatus['state'],
  reason: TargetStatus['reason'] = null,
) =>
  until(
    () => at(id, name),
    (found) => found.state === state && found.reason === reason,
  );
const states = async (id: string) => (await standings(id)).targets.map(({ state }) => state);
const inStep = (id: string) =>
  until(
    () => states(id),
    (found) => found.every((state) => state === 'in-step'),
  );
const sync = (id: string) => editor('POST', `/event-sync/events/${id}/sync`);

test('a published event is in step everywhere, with its addresses and the text for Facebook', async () => {
  const before = Date.now();
  const id = await publish({ title: 'Night of echoes' });
  await inStep(id);
  const { targets, facebookText } = await standings(id);
  expect(targets).toMatchObject([
    {
      name: 'google-internal',
      title: { text: 'Internal calendar' },
      state: 'in-step',
      reason: null,
      isUnderWay: false,
      address: expect.stringContaining('https://calendar.google.com/calendar/event?eid='),
    },
    { name: 'google-public', title: { text: 'Public calendar' }, address: expect.any(String) },
    {
      name: 'facebook-page',
      title: { text: 'Facebook page' },
      address: expect.stringMatching(/^https:\/\/www\.facebook\.com\/.+/),
    },
  ]);
  for (const { syncedAt } of targets) expect(Date.parse(syncedAt ?? '')).toBeGreaterThanOrEqual(before);
  expect(facebookText).toMatch(/^Night of echoes\n[^]*\/events\/night-/);
});

test('what a target does not show says why', async () => {
  const { documentId: id } = await documentsOf(club, 'api::event.event').create({
    locale: 'en',
    data: {
      title: 'A draft',
      slug: 'a-draft',
      startTime: new Date(Date.now() + hour).toISOString(),
      endTime: new Date(Date.now() + 2 * hour).toISOString(),
    },
  });
  await reaches(id, 'google-internal', 'in-step');
  expect(await at(id, 'google-public')).toMatchObject({ state: 'off', reason: 'draft', address: null });
  const quiet = await publish({ announce: false });
  await reaches(quiet, 'facebook-page', 'off', 'not-announced');
});

test('an event that is announced later says when, and is not announced sooner by Sync now', async () => {
  const announceAt = new Date(Date.now() + hour / 2).toISOString();
  const id = await publish({ announceAt });
  await reaches(id, 'google-public', 'in-step');
  const posts = facebook.page.posts.size;
  expect((await sync(id)).status).toBe(202);
  const later = { state: 'waiting', reason: 'announced-later', until: announceAt, isUnderWay: false };
  expect(await at(id, 'facebook-page')).toMatchObject(later);
  await inStepBut(id, 'facebook-page');
  expect(facebook.page.posts.size).toBe(posts);
});

const inStepBut = (id: string, name: TargetName) =>
  until(
    async () => (await standings(id)).targets.filter((target) => target.name !== name),
    (others) => others.every(({ state }) => state === 'in-step'),
  );

test('a refusal says what was said; Sync now tries again', async () => {
  google.faults.random({
    seed: 1,
    probability: 1,
    kinds: [{ kind: 'error', name: 'badRequest' }],
    match: ({ action, params }) => action === 'events.insert' && params.calendarId === google.public.id,
  });
  const id = await publish();
  const refused = await reaches(id, 'google-public', 'failed', 'refused');
  expect(refused).toMatchObject({
    detail: { text: 'Google answered 400: “Bad Request”' },
    isUnderWay: false,
  });
  await reaches(id, 'google-internal', 'in-step');

  google.faults.clear();
  const { status, body } = await sync(id);
  expect([status, syncAnswer.parse(body).data.targets]).toEqual([
    202,
    ['google-internal', 'google-public', 'facebook-page'],
  ]);
  await inStep(id);
});

test('what waits for another try says until when; Sync now does not wait', async () => {
  const kinds = [{ kind: 'error', name: 'service' }] as const;
  facebook.faults.random({ seed: 1, probability: 1, kinds });
  const id = await publish();
  const again = await reaches(id, 'facebook-page', 'waiting', 'again');
  expect(Date.parse(again.until ?? '')).toBeGreaterThan(Date.now());
  expect(again).toMatchObject({
    detail: { text: expect.stringContaining('Facebook answered') },
    isUnderWay: true,
  });
  facebook.faults.clear();
  await sync(id);
  await inStep(id);
});

test('what was deleted over there stays away until somebody wants it back', async () => {
  const id = await publish();
  await inStep(id);
  facebook.page.posts.clear();
  await documentsOf(club, 'api::event.event').update({
    documentId: id,
    locale: 'en',
    status: 'published',
    data: { title: 'Changed' },
  });
  expect(await reaches(id, 'facebook-page', 'off', 'withdrawn')).toMatchObject({ address: null });
  await sync(id);
  await inStep(id);
  expect([...facebook.page.posts.values()].map(({ message }) => message.split('\n')[0])).toEqual(['Changed']);
});

test('a broken connection says what to do, and what is in step stays so', async () => {
  const old = await publish();
  await inStep(old);
  facebook.faults.next({ kind: 'error', name: 'tokenExpired', match: 'feed.create' });
  const id = await publish();
  expect(await reaches(id, 'facebook-page', 'failed', 'broken')).toMatchObject({
    detail: { text: expect.stringContaining('Facebook answered 400: “Error validating access token') },
    advice: { text: expect.stringContaining('FACEBOOK_PAGE_TOKEN') },
  });
  expect(await at(old, 'facebook-page')).toMatchObject({ state: 'in-step' });
  await integrationsService(club.strapi).resume('facebook');
  await inStep(id);
});

describe('who may', () => {
  const answers = async (send: Send, id: string) => [
    (await send('GET', `/event-sync/events/${id}`)).status,
    (await send('POST', `/event-sync/events/${id}/sync`)).status,
  ];

  /** Somebody who may read these events in the content manager. */
  async function asReader(conditions: string[] = []): Promise<Send> {
    const roles = club.strapi.service('admin::role');
    const role = z
      .object({ id: z.number() })
      .parse(await roles.create({ name: `readers ${conditions.length}`, description: '' }));
    await roles.assignPermissions(role.id, [
      {
        action: 'plugin::content-manager.explorer.read',
        subject: 'api::event.event',
        properties: { fields: ['title'], locales: ['en'] },
        conditions,
      },
    ]);
    const account = { email: `reader-${conditions.length}@club.test`, password: 'Password-of-a-reader-1' };
    await club.strapi
      .service('admin::user')
      .create({ ...account, firstname: 'Rea', isActive: true, roles: [role.id] });
    const { body } = await asNobody(club)('POST', '/admin/login', account);
    const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(body);
    return async (method, path) => {
      const headers = { authorization: `Bearer ${data.token}` };
      const answer = await fetch(`${club.url}${path}`, { method, headers });
      return { status: answer.status, body: await answer.json() };
    };
  }

  test('each what he was granted, and nobody else anything', async () => {
    const id = await publish();
    expect(await answers(editor, id)).toEqual([200, 202]);
    expect(await answers(await asReader(), id)).toEqual([200, 403]);
    expect(await answers(await asReader(['admin::is-creator']), id)).toEqual([403, 403]);
    expect(await answers(await asStaffWho(club, [permissions.sync]), id)).toEqual([403, 202]);
    expect(await answers(await asStaffWho(club, ['plugin::upload.read']), id)).toEqual([403, 403]);
    expect(await answers(asNobody(club), id)).toEqual([401, 401]);
  });

  test('of an event that there is not, nothing', async () => {
    expect(await answers(editor, 'nobody')).toEqual([404, 404]);
  });
});
