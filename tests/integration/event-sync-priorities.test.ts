import { integrationsService } from '../../src/plugins/integrations/server/services';
import { jobsService } from '../../src/plugins/jobs/server/services';
import type { JobName } from '../../src/plugins/jobs/server/definition';
import type { Calendar } from '../fakes/google-calendar';
import { fieldsOf } from '../fakes/remote/http';
import { documentsOf } from '../support/documents';
import {
  createdEvent,
  forgetCalls,
  inStep,
  startSyncedClub,
  unfinishedJobs,
  type CreatedEvent,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';
import { until } from '../support/until';

const targets: JobName[] = ['event-sync.google-internal', 'event-sync.google-public'];
const all: JobName[] = ['event-sync.event', ...targets];

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub();
});
afterAll(() => club.stop());

const jobs = () => jobsService(club.strapi);
const hold = (names: JobName[]) => jobs().pause(names, { reason: 'The test lines them up first' });
const waiting = async (name: JobName): Promise<string[]> =>
  (await unfinishedJobs(club)).flatMap((job) => (job.name === name && job.key !== null ? [job.key] : []));
const save = ({ id }: CreatedEvent, title: string) =>
  documentsOf(club, 'api::event.event').update({
    documentId: id,
    locale: 'en',
    status: 'published',
    data: { title },
  });
const made = (count: number, more: object = {}) =>
  Promise.all(Array.from({ length: count }, () => createdEvent(club, more)));

/** The titles that a calendar was told, in that order. */
const told = ({ id }: Calendar): unknown[] =>
  club.google.requests
    .filter(({ params }) => params.calendarId === id)
    .map(({ body }) => fieldsOf(body).summary);

/** Lets them go, and sees in which order they were done. */
async function order(): Promise<unknown[][]> {
  forgetCalls(club);
  await jobs().resume(all);
  await inStep(club);
  return [told(club.google.internal), told(club.google.public)];
}

it('a save does not wait for what a repair of everything has found', async () => {
  await hold(targets);
  const events = await made(6);
  const last = events.at(-1);
  if (!last) throw new Error('Six were made');
  await until(
    () => waiting('event-sync.google-public'),
    ({ length }) => length === events.length,
  );
  // As if nobody had saved any of them: what waits is what the repair finds.
  await club.strapi.db.connection('jobs').whereIn('name', targets).delete();
  await integrationsService(club.strapi).syncAll('google-calendar');
  await until(
    () => waiting('event-sync.google-public'),
    ({ length }) => length === events.length,
  );

  await save(last, 'Saved, and waiting already');
  await until(
    () => waiting('event-sync.event'),
    ({ length }) => length === 0,
  );
  const { title } = await createdEvent(club);
  await until(
    () => waiting('event-sync.google-public'),
    ({ length }) => length === events.length + 1,
  );

  for (const titles of await order()) {
    expect(titles).toHaveLength(events.length + 1);
    expect(titles.slice(0, 2)).toEqual(['Saved, and waiting already', title]);
  }
});

it.each([
  ['location', 'api::location.location', (id: string) => ({ location: id })],
  ['artist', 'api::artist.artist', (id: string) => ({ lineUp: [{ artist: id, role: 'dj', position: 1 }] })],
] as const)('nor for all events of a renamed %s', async (_name, uid, shows) => {
  const its = documentsOf(club, uid);
  const data = { slug: fresh('shown'), name: 'Before', ...(uid.includes('location') && { isActive: true }) };
  const { documentId } = await its.create({ locale: 'en', status: 'published', data });
  const events = await made(6, shows(documentId));
  const [, saved] = events;
  if (!saved) throw new Error('Six were made');
  await inStep(club);

  await hold(all);
  await its.update({ documentId, locale: 'en', status: 'published', data: { name: 'After' } });
  await save(saved, `Saved at the renamed ${_name}`);
  const titles = await order();
  for (const calendar of titles) {
    expect(calendar).toHaveLength(events.length);
    expect(calendar[0]).toBe(`Saved at the renamed ${_name}`);
  }
});
