// A club in its own process, connected according to the environment. Its parent sends tasks, one at a time.
import { randomUUID } from 'node:crypto';
import { loadClub, serveTasks } from '../club.mjs';

const uid = 'api::event.event';
const hour = 60 * 60_000;

const strapi = await loadClub();

/** Untyped, since the type is only known by name. */
const documents = () => /** @type {any} */ (strapi.documents(uid));

/** A published upcoming event. */
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
  /** Creates events without document middlewares, as if they were older than the connection. @returns their ids */
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
  /** Saves like the admin panel or REST, up to the end of the transaction. @returns how long it took, in ms */
  async save({ documentId, title }) {
    const since = performance.now();
    await documents().update({ documentId, locale: 'en', status: 'published', data: { title } });
    return performance.now() - since;
  },
});
