import { manageAction, readAction } from '../../../../jobs/contract/permissions';
import { jobsService } from '../../../../jobs/server/services';
import type { AlertSource } from './source';

/** Jobs that wait until somebody resumes them. */
export const pausedQueues: AlertSource = {
  kind: 'queue',
  isFor: (staff) => staff.may(readAction),
  async read({ strapi, staff, cards }) {
    const paused = await jobsService(strapi).pausedNames();
    if (paused.length === 0) return { alerts: [] };
    const broken = (await cards()).filter(({ state }) => state === 'broken');
    // They resume with their connection, which has an alert of its own.
    const waiting = new Set(broken.flatMap(({ jobs }) => jobs.names));
    const alerts = paused
      .filter(({ name }) => !waiting.has(name))
      .map(({ name, pause: { reason, whatToDo, since } }) => ({
        kind: 'queue' as const,
        name,
        reason,
        whatToDo: whatToDo !== null && staff.may(manageAction) ? whatToDo : null,
        since,
      }));
    return { alerts };
  },
};
