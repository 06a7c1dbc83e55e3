import { manageAction, readAction } from '../../../../jobs/contract/permissions';
import { jobsService } from '../../../../jobs/server/services';
import type { AlertSource } from './source';

/** Jobs that wait until somebody resumes them. */
export const pausedQueues: AlertSource = {
  isFor: (staff) => staff.may(readAction),
  async read({ strapi, staff, cards }) {
    const paused = await jobsService(strapi).pausedNames();
    if (paused.length === 0) return [];
    const broken = (await cards()).filter(({ state }) => state === 'broken');
    // They resume with their connection, which has an alert of its own.
    const waiting = new Set(broken.flatMap(({ jobs }) => jobs.names));
    return paused
      .filter(({ name }) => !waiting.has(name))
      .map(({ name, pause: { reason, whatToDo, since } }) => ({
        kind: 'queue',
        name,
        reason,
        whatToDo: staff.may(manageAction) ? whatToDo : null,
        since,
      }));
  },
};
