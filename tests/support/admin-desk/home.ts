import type { z } from 'zod';
import {
  alertsAnswer,
  draftsAnswer,
  translationsAnswer,
  upcomingAnswer,
  type Alert,
  type Draft,
  type UpcomingEvent,
} from '../../../src/plugins/admin-desk/contract/home';
import { jobsService } from '../../../src/plugins/jobs/server/services';
import { settled, type SyncedClub } from '../event-sync';
import type { Send } from '../editors';
import { publishEvent } from '../publish-event';
import { hour } from '../small-club';
import { asStaff, type StaffRole } from '../staff';
import { until } from '../until';
import { writeEvent } from './requests';

const desk = '/admin-desk';
const events = '/content-manager/collection-types/api::event.event';

async function read<Schema extends z.ZodType>(send: Send, path: string, schema: Schema) {
  const { status, body } = await send('GET', `${desk}${path}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return schema.parse(body);
}
const upcoming = async (send: Send): Promise<UpcomingEvent[]> =>
  (await read(send, '/upcoming', upcomingAnswer)).data;
const drafts = async (send: Send): Promise<Draft[]> => (await read(send, '/drafts', draftsAnswer)).data;
const alerts = async (send: Send): Promise<Alert[]> => (await read(send, '/alerts', alertsAnswer)).data;
const translations = async (send: Send) => (await read(send, '/translations', translationsAnswer)).data;

const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

/** What the home page is told, by role. The club has no event but those of these tests. */
export function describeHome(club: () => SyncedClub): void {
  const staff = (code: StaffRole): Promise<Send> => asStaff(club(), code);
  const publish = (slug: string, data: object): Promise<string> => publishEvent(club().strapi, slug, data);

  /** How many queries a request costs; those of the queue, which looks for work all the time, are left out. */
  async function queriesOf(request: () => Promise<unknown>): Promise<number> {
    await settled(club());
    let count = 0;
    const note = ({ sql }: { sql: string }): void => {
      if (/\bfrom\b/i.test(sql) && !/jobs|queues/.test(sql)) count += 1;
    };
    club().strapi.db.connection.on('query', note);
    try {
      await request();
    } finally {
      club().strapi.db.connection.removeListener('query', note);
    }
    return count;
  }

  describe('tonight and next', () => {
    beforeAll(async () => {
      await publish('over', { startTime: at(-4), endTime: at(-3) });
      await publish('on-now', { startTime: at(-1), endTime: at(1), eventType: 'exhibition' });
      const documents = club().strapi.documents('api::event.event');
      const location = await club()
        .strapi.documents('api::location.location')
        .create({
          locale: 'en',
          status: 'published',
          data: { name: 'The Cave', slug: 'the-cave', moodCategory: 'hybrid', isActive: true },
        });
      const later = await publish('later', {
        title: 'Later',
        description: 'All night',
        startTime: at(5),
        endTime: at(6),
        eventStatus: 'postponed',
        location: location.documentId,
      });
      await documents.update({
        documentId: later,
        locale: 'it',
        data: { title: 'Dopo', description: 'Tutta' },
      });
      await documents.update({ documentId: later, locale: 'fr', data: { title: 'Après' } });
    });

    it('lists what is on and what follows, with what it lacks', async () => {
      const listed = await upcoming(await staff('club-host'));
      expect(listed.map(({ title }) => title)).toEqual(['on-now', 'Later']);
      expect(listed).toMatchObject([
        {
          isNow: true,
          status: 'published',
          eventStatus: 'scheduled',
          gaps: ['location', 'cover', 'description'],
        },
        {
          isNow: false,
          eventStatus: 'postponed',
          location: 'The Cave',
          timezone: 'Europe/Rome',
          gaps: ['cover', 'lineUp'],
          untranslated: ['fr', 'es'],
        },
      ]);
    });

    it('shows drafts and changes as what they are, to Authors their own alone', async () => {
      const author = await staff('strapi-author');
      const times = { startTime: at(2), endTime: at(3), timezone: 'Europe/Rome' };
      await writeEvent(author, { title: 'Of the author', ...times });
      await expect(upcoming(author)).resolves.toMatchObject([{ title: 'Of the author', status: 'draft' }]);
      const booker = await staff('club-booker');
      const [first] = await upcoming(booker);
      await booker('PUT', `${events}/${first?.documentId}?locale=en`, { title: 'On now' });
      await expect(upcoming(booker)).resolves.toMatchObject([
        { title: 'On now', status: 'modified' },
        { title: 'Of the author', status: 'draft' },
        { title: 'Later' },
      ]);
    });
  });

  describe('to translate', () => {
    it('tells Translators what is public and lacks a language, and nobody who may not write it', async () => {
      const translator = await staff('club-translator');
      const before = await translations(translator);
      const id = await publish('to-translate', { title: 'Untold', startTime: at(-2), endTime: at(2) });
      const { counts, entries } = await translations(translator);
      const count = (language: string, of = counts) =>
        of.find((each) => each.language === language)?.count ?? 0;
      expect(count('it')).toBe(count('it', before.counts) + 1);
      const [soonest] = entries;
      expect(soonest).toEqual({
        type: 'api::event.event',
        documentId: id,
        title: 'Untold',
        languages: ['it', 'fr', 'es'].map((language) => ({ language, state: 'missing' })),
      });
      await expect(translations(await staff('club-host'))).resolves.toEqual({ counts: [], entries: [] });
      await expect(translations(await staff('strapi-author'))).resolves.toEqual({ counts: [], entries: [] });

      const data = { title: 'Ignoto' };
      expect((await translator('PUT', `${events}/${id}?locale=it`, data)).status).toBe(200);
      const after = await translations(translator);
      expect(count('it', after.counts)).toBe(count('it', before.counts));
      expect(after.entries[0]?.languages).toEqual(
        ['fr', 'es'].map((language) => ({ language, state: 'missing' })),
      );
    });

    it('tells what is older than its English, once that is public, until it is translated anew', async () => {
      const [translator, editor] = [await staff('club-translator'), await staff('strapi-editor')];
      const id = await publish('older', { title: 'Older', startTime: at(-2.5), endTime: at(2) });
      const path = (locale: string): string => `${events}/${id}?locale=${locale}`;
      const ofItalian = async () => {
        const { entries } = await translations(translator);
        const entry = entries.find(({ documentId }) => documentId === id);
        return entry?.languages.find(({ language }) => language === 'it')?.state;
      };
      const publishEnglish = () => editor('POST', `${events}/${id}/actions/publish?locale=en`, {});
      await translator('PUT', path('it'), { title: 'Vecchio' });
      await editor('PUT', path('en'), { isFeatured: true });
      await publishEnglish();
      await expect(ofItalian()).resolves.toBeUndefined();
      await editor('PUT', path('en'), { title: 'Older still' });
      await expect(ofItalian()).resolves.toBeUndefined();
      await publishEnglish();
      await expect(ofItalian()).resolves.toBe('outdated');
      await translator('PUT', path('it'), { title: 'Più vecchio' });
      await expect(ofItalian()).resolves.toBeUndefined();
    });
  });

  describe('my drafts', () => {
    it('are what somebody has written or changed and not published, the newest first', async () => {
      const editor = await staff('strapi-editor');
      await expect(drafts(editor)).resolves.toEqual([]);
      const id = await publish('not-mine', { title: 'Not mine', startTime: at(7), endTime: at(8) });
      await writeEvent(editor, { title: 'Begun', startTime: at(8), endTime: at(9) });
      await editor('PUT', `${events}/${id}?locale=en`, { title: 'Changed by me' });
      await editor('PUT', `${events}/${id}?locale=it`, { title: 'Mio' });
      const named = ({ title, language, status }: Draft) => [title, language, status];
      expect((await drafts(editor)).map(named)).toEqual([
        ['Mio', 'it', 'draft'],
        ['Changed by me', 'en', 'modified'],
        ['Begun', 'en', 'draft'],
      ]);
      await editor('POST', `${events}/${id}/actions/publish?locale=en`, {});
      expect((await drafts(editor)).map(named)).toEqual([
        ['Mio', 'it', 'draft'],
        ['Begun', 'en', 'draft'],
      ]);
      await expect(drafts(await staff('strapi-editor'))).resolves.toEqual([]);
    });
  });

  it.each(['/upcoming', '/translations', '/drafts'])(
    '%s costs as much however many events there are',
    async (path) => {
      const manager = await staff('club-manager');
      const ask = (): Promise<unknown> => manager('GET', `${desk}${path}`);
      const write = (hours: number) =>
        writeEvent(manager, { title: `Many ${path} ${hours}`, startTime: at(hours), endTime: at(hours + 1) });
      await write(20);
      const few = await queriesOf(ask);
      for (let hours = 21; hours < 33; hours += 1) await write(hours);
      await expect(queriesOf(ask)).resolves.toBe(few);
    },
  );

  describe('what needs attention', () => {
    const kinds = async (code: StaffRole) =>
      (await alerts(await staff(code))).map(({ kind }) => kind).toSorted();

    it('is nothing while everything works', async () => {
      await settled(club());
      await expect(alerts(await staff('club-manager'))).resolves.toEqual([]);
    });

    it('is an event that a calendar has refused, until it is synced', async () => {
      club().google.faults.next({ kind: 'error', name: 'badRequest', match: 'events.insert', times: 1 });
      const booker = await staff('club-booker');
      const id = await writeEvent(booker, { title: 'Refused', startTime: at(3), endTime: at(4) });
      const [alert] = await until(
        () => alerts(booker),
        (found) => found.length > 0,
      );
      expect(alert).toMatchObject({ kind: 'sync', documentId: id, title: 'Refused' });
      expect(alert?.kind === 'sync' && alert.targets).toMatchObject([
        { detail: { text: expect.stringContaining('400') } },
      ]);
      await booker('POST', `/event-sync/events/${id}/sync`);
      await until(
        () => alerts(booker),
        (found) => found.length === 0,
      );
    });

    it('is a broken connection, with what to do for those who may', async () => {
      club().facebook.token.problem = 'tokenExpired';
      await publish('broken', { title: 'Broken', startTime: at(3), endTime: at(4) });
      const manager = await staff('club-manager');
      const [alert] = await until(
        () => alerts(manager),
        // Its queue is paused a moment before the connection counts as broken.
        ([first]) => first?.kind === 'integration',
      );
      expect(alert).toMatchObject({
        kind: 'integration',
        name: 'facebook',
        reason: { text: expect.any(String) },
        whatToDo: { id: 'event-sync.message.facebook.new-token' },
      });
      const [forEditor] = await alerts(await staff('strapi-editor'));
      expect(forEditor).toMatchObject({ kind: 'integration', whatToDo: null });
      await expect(kinds('club-booker')).resolves.toEqual([]);
      // Its queue is paused with it, and resumes with it.
      await expect(kinds('club-manager')).resolves.toEqual(['integration']);
    });

    it('is a queue that somebody has paused', async () => {
      await jobsService(club().strapi).pause(['integrations.prune-log'], { reason: 'Looking into it' });
      await expect(kinds('club-manager')).resolves.toEqual(['integration', 'queue']);
      await expect(kinds('strapi-editor')).resolves.toEqual(['integration']);
    });
  });
}
