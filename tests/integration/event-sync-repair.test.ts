import { jobsService } from '../../src/plugins/jobs/server/services';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import type { Calendar, StoredEvent } from '../fakes/google-calendar';
import { documentsOf } from '../support/documents';
import {
  createdEvent,
  eventOf,
  forgetCalls,
  inStepInTime,
  startSyncedClub,
  type SyncedClub,
} from '../support/event-sync';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub();
});
afterAll(() => club.stop());

const shown = (calendar: Calendar): string[] =>
  club.google
    .shown(calendar)
    .map(({ summary }) => String(summary))
    .sort();

function stored(calendar: Calendar, id: string): StoredEvent {
  const found = club.google.shown(calendar).find((each) => eventOf(each) === id);
  if (!found) throw new Error(`The calendar does not show ${id}`);
  return found;
}

/** Somebody at work in the public calendar itself: edits, deletes, copies; and what is left of former times. */
async function drift() {
  const { google } = club;
  const calendar = google.public;
  const [edited, moved, deleted, forgotten, copied, gone] = await Promise.all(
    Array.from({ length: 6 }, () => createdEvent(club)),
  );
  await inStepInTime(club);
  if (!edited || !moved || !deleted || !forgotten || !copied || !gone) throw new Error('Six were made');
  Object.assign(stored(calendar, edited.id), { summary: 'Somebody else wrote this' });
  Object.assign(stored(calendar, moved.id), { start: stored(calendar, moved.id).end });
  stored(calendar, deleted.id).status = 'cancelled';
  calendar.events.delete(stored(calendar, forgotten.id).id);
  for (const id of ['copy1', 'copy2']) calendar.events.set(id, { ...stored(calendar, copied.id), id });
  const orphan = { ...stored(calendar, gone.id), id: 'orphan', summary: 'Of a night long deleted' };
  await documentsOf(club, 'api::event.event').delete({ documentId: gone.id });
  await inStepInTime(club);
  calendar.events.set('orphan', orphan);
  const alien = { private: { club: 'https://another.club', event: 'their-night', hash: 'x' } };
  calendar.events.set('alien', { ...orphan, id: 'alien', summary: 'Theirs', extendedProperties: alien });
  const plain = { ...orphan, id: 'plain', summary: 'A birthday', extendedProperties: {} };
  calendar.events.set('plain', plain);
  return [edited, moved, deleted, forgotten, copied].map(({ title }) => title);
}

const nightly = () =>
  jobsService(club.strapi).enqueue('event-sync.repair', { integration: 'google-calendar' });
const syncAll = () => integrationsService(club.strapi).syncAll('google-calendar');

async function resultOf(task: string): Promise<unknown> {
  const row: unknown = await club.strapi.db.connection('jobs').where({ document_id: task }).first('result');
  return row && typeof row === 'object' && 'result' in row ? JSON.parse(String(row.result)) : null;
}

it.each([
  ['the nightly pass', nightly],
  ['*sync all*', syncAll],
] as const)(
  '%s heals what somebody changed, and leaves alone what is not the club’s',
  async (_name, start) => {
    const before = shown(club.google.public).filter((title) => !['Theirs', 'A birthday'].includes(title));
    const titles = await drift();
    const task = await start();
    await inStepInTime(club);
    expect(shown(club.google.public)).toEqual([...before, ...titles, 'A birthday', 'Theirs'].sort());
    const all = before.length + titles.length + 1;
    await expect(resultOf(task)).resolves.toMatchObject([
      { target: 'google-internal', healed: 0, orphans: 0, duplicates: 0 },
      { target: 'google-public', events: expect.any(Number), healed: 5, orphans: 1, duplicates: 2 },
    ]);
    expect(all).toBeGreaterThan(5);
    forgetCalls(club);
    const again = await start();
    await inStepInTime(club);
    await expect(resultOf(again)).resolves.toMatchObject([{ healed: 0 }, { healed: 0 }]);
    expect(club.google.requests.map(({ action }) => action)).toEqual(['events.list', 'events.list']);
  },
);

it('what was written while nobody listened is put right: the page too', async () => {
  const { id } = await createdEvent(club);
  await inStepInTime(club);
  await club.strapi.db
    .query('api::event.event')
    .updateMany({ where: { documentId: id }, data: { title: 'Written past the document service' } });
  await syncAll();
  await integrationsService(club.strapi).syncAll('facebook');
  await inStepInTime(club);
  expect(shown(club.google.public)).toContain('Written past the document service');
  const messages = [...club.facebook.page.posts.values()].map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringContaining('Written past the document service'));
});

it('Google in trouble lets the repair wait, and one that is refused does not go on', async () => {
  club.google.faults.next({ kind: 'error', name: 'quotaExceeded', match: 'events.list' });
  const task = await syncAll();
  await inStepInTime(club);
  await expect(resultOf(task)).resolves.toMatchObject([{ healed: 0 }, { healed: 0 }]);
  club.google.faults.next({ kind: 'error', name: 'insufficientPermissions', match: 'events.list' });
  const refused = await syncAll();
  await inStepInTime(club);
  const row: unknown = await club.strapi.db
    .connection('jobs')
    .where({ document_id: refused })
    .first('state', 'attempt');
  expect(row).toEqual({ state: 'failed', attempt: 1 });
  await expect(integrationsService(club.strapi).check('google-calendar')).resolves.toBeNull();
});
