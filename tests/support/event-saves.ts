import { documentsOf, type Documents } from './documents';
import { callsOf, forgetCalls, inStep, type SyncedClub } from './event-sync';
import { fresh } from './faults';
import { hour } from './small-club';

/** So many hours from now; ISO, UTC. */
export const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

/** What the panel sends when somebody presses a button: the whole form. */
export const form = (slug: string, more: object = {}) => ({
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

export interface SavedEvent {
  id: string;
  slug: string;
  data: ReturnType<typeof form>;
}

/** The calls that an event of which all targets know costs, by what has become of it. */
export const created = ['internal insert', 'page create', 'public insert'];
export const changed = ['internal patch', 'page update', 'public patch'];
export const taken = ['internal patch', 'page delete', 'public delete'];
export const removed = ['internal delete', 'page delete', 'public delete'];

/** Whom an event is shown to, and under which title. */
export const everywhere = (title: string) => ({ internal: [title], public: [title], page: [title] });
export const staffOnly = (title: string) => ({ internal: [title], public: [], page: [] });
export const nowhere = { internal: [], public: [], page: [] };

/** Saves events, and tells what calls follow. */
export function eventSaves(clubOf: () => SyncedClub) {
  const documents = (): Documents => documentsOf(clubOf(), 'api::event.event');
  return {
    documents,

    /** A new event, as a draft or published, of which the targets know. */
    given: async (state: 'draft' | 'published', more: object = {}): Promise<SavedEvent> => {
      const slug = fresh('night');
      const data = form(slug, more);
      const { documentId: id } = await documents().create({ locale: 'en', data });
      if (state === 'published') await documents().publish({ documentId: id, locale: 'en' });
      await inStep(clubOf());
      forgetCalls(clubOf());
      return { id, slug, data };
    },

    /** Once the queue is empty: the calls that were made. */
    callsAfterwards: async (): Promise<string[]> => {
      await inStep(clubOf());
      return callsOf(clubOf());
    },
  };
}
