import { integrationsService } from '../../src/plugins/integrations/server/services';
import { documentsOf, type Documents } from './documents';
import {
  createdEvent,
  eventOf,
  postsOf,
  problemKindOf,
  startSyncedClub,
  type SyncedClub,
} from './event-sync';

/** A club that does not wait long for an answer, does not repeat calls itself, and goes on after however many failures. */
export const startTroubledClub = (): Promise<SyncedClub> =>
  startSyncedClub({
    settings: {
      calls: {
        limits: { timeoutMs: 1000 },
        patience: { longestPauseMs: 0 },
        circuit: { failures: 1000 },
      },
    },
  });

/** What the tests of one connection's troubles do and see in the club. */
function connection(clubOf: () => SyncedClub, name: 'google-calendar' | 'facebook') {
  const service = () => integrationsService(clubOf().strapi);
  const documents = (): Documents => documentsOf(clubOf(), 'api::event.event');
  return {
    documents,
    change: (id: string, data: object) =>
      documents().update({ documentId: id, locale: 'en', status: 'published', data }),
    stateOf: async (): Promise<string> => (await service().card(name)).state,
    check: async () => (await service().check(name))?.text ?? null,
    resume: () => service().resume(name),
  };
}

/** What the tests of the calendars' troubles do and see. */
export function googleTroubles(clubOf: () => SyncedClub) {
  const { change, ...rest } = connection(clubOf, 'google-calendar');
  const on =
    (calendar: 'internal' | 'public') =>
    (action: string) =>
    (request: { action: string; params: Record<string, string> }): boolean =>
      request.action === action && request.params.calendarId === clubOf().google[calendar].id;
  return {
    ...rest,
    given: () => createdEvent(clubOf()),
    rename: (id: string, title: string) => change(id, { title }),
    publicTitles: (id: string): string[] =>
      clubOf()
        .google.shown(clubOf().google.public)
        .filter((each) => eventOf(each) === id)
        .map(({ summary }) => String(summary)),
    onPublic: on('public'),
    onInternal: on('internal'),
    /** The remote as it was before the test. */
    restored: async (): Promise<void> => {
      const { google } = clubOf();
      google.faults.clear();
      google.clock.skewMs = 0;
      for (const calendar of [google.internal, google.public]) calendar.role = 'writer';
      await rest.resume();
    },
  };
}

/** What the tests of the page's troubles do and see. */
export function facebookTroubles(clubOf: () => SyncedClub) {
  const club = connection(clubOf, 'facebook');
  return {
    ...club,
    /** Of the day after next month, so that no wait ends after it. */
    given: () => {
      const at = (days: number): string =>
        new Date(clubOf().clock.now() + days * 24 * 60 * 60_000).toISOString();
      return createdEvent(clubOf(), { startTime: at(40), endTime: at(41) });
    },
    headlines: (slug: string): string[] =>
      postsOf(clubOf().facebook, slug).map(({ message }) => message.split('\n')[0] ?? ''),
    problemOf: (id: string) => problemKindOf(clubOf(), 'facebook-page', id),
    /** The remote as it was before the test. */
    restored: async (): Promise<void> => {
      const { facebook } = clubOf();
      facebook.faults.clear();
      delete facebook.token.problem;
      await club.resume();
    },
  };
}
