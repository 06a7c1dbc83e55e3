// A club in a process of its own, connected as the environment says. Its parent tells it, one at a time, what to do.
import { randomUUID } from 'node:crypto';
import { loadClub, serveTasks } from '../club.mjs';

const uid = 'api::event.event';
const hour = 60 * 60_000;

const strapi = await loadClub();

/** As callers have them who know a type only by its name. */
const documents = () => /** @type {any} */ (strapi.documents(uid));

/** A published event of a day to come. */
function eventOf(index) {
  const at = (hours) => new Date(Date.now() + (24 * (1 + index) + hours) * hour);
  return {
    slug: `night-${index}`,
    title: `Night ${index}`,
    description: 'Songs until late.',
    startTime: at(0),
    endTime: at(2),
    timezone: 'Europe/Rome',
    eventType: 'live_music',
    eventStatus: 'scheduled',
    announce: true,
  };
}

await serveTasks(strapi, {
  /** Events behind the back of whoever listens: as if they had been there before anybody connected anything. @returns their ids */
  async fill({ events }) {
    const rows = Array.from({ length: events }, (_, index) => ({
      ...eventOf(index),
      documentId: randomUUID(),
      locale: 'en',
      publishedAt: null,
    }));
    for (const row of rows)
      await strapi.db.query(uid).createMany({ data: [row, { ...row, publishedAt: new Date() }] });
    return rows.map(({ documentId }) => documentId);
  },
  /** @returns their ids */
  async create({ events }) {
    const ids = [];
    for (let index = 0; index < events; index += 1) {
      const data = eventOf(index);
      ids.push((await documents().create({ locale: 'en', status: 'published', data })).documentId);
    }
    return ids;
  },
  syncAll: () => strapi.plugin('integrations').service('integrations').syncAll('google-calendar'),
  /** As a save in the admin panel or through REST: to the end of its transaction. @returns how long it took, in ms */
  async save({ documentId, title }) {
    const since = performance.now();
    await documents().update({ documentId, locale: 'en', status: 'published', data: { title } });
    return performance.now() - since;
  },
});
