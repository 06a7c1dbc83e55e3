// Integrations that behave as a test of the page about them needs; their remote (TEST_REMOTE) is the test's own server.
import { createRequire } from 'node:module';
import { z } from 'zod';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { createReader } from './reader.mjs';

const require = createRequire(import.meta.url);
const { defineJob } = require(fromRoot('dist/src/plugins/jobs/server/definition.js'));

const payload = z.object({ events: z.int() });
const day = 24 * 60 * 60 * 1000;

/** Says how far it is, and stays there until it is stopped. */
const syncAll = defineJob({
  name: 'ballroom.sync-all',
  payload,
  handler: ({ payload: { events }, signal, progress }) => {
    progress(events / 2, events, 'half of the events');
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  },
});
const push = defineJob({ name: 'ballroom.push', payload, handler: () => Promise.resolve(null) });

/** An integration whose check reads `/me`, and its remote. */
function connect(strapi, { name, title, ...others }) {
  const integrations = strapi.plugin('integrations').service('integrations');
  const remote = integrations.remote(name, {
    title,
    baseUrl: `${process.env.TEST_REMOTE}/${name}`,
    patience: { retries: 0 },
    circuit: { failures: 100 },
  });
  integrations.register({
    name,
    title,
    isConfigured: true,
    jobs: [],
    budget: { calls: 1000, seconds: 1 },
    async check(signal) {
      await remote.request({ action: 'check', method: 'GET', path: '/me', signal, answer: z.unknown() });
    },
    ...others,
  });
  return remote;
}

export async function prepare(strapi) {
  await createReader(strapi, [{ action: 'plugin::integrations.read' }]);
  const jobs = strapi.plugin('jobs').service('jobs');
  jobs.register([syncAll, push]);
  const ballroom = connect(strapi, {
    name: 'ballroom',
    title: 'The ballroom’s screens',
    jobs: ['ballroom.sync-all', 'ballroom.push'],
    syncAll: () => jobs.enqueue('ballroom.sync-all', { events: 8 }, { key: 'all' }),
  });
  const radio = connect(strapi, { name: 'radio', title: 'The radio' });
  connect(strapi, {
    name: 'tickets',
    title: 'The box office',
    isConfigured: false,
    missing: ['TICKETS_URL', 'TICKETS_TOKEN'],
  });

  const { documentId } = await strapi
    .documents('api::artist.artist')
    .create({ data: { name: 'Ember Hour', slug: 'ember-hour' } });
  await ballroom.request({
    action: 'show artist',
    method: 'PUT',
    path: '/artists/1',
    body: { name: 'Ember Hour', access_token: 'EAAB-secret' },
    subject: { type: 'api::artist.artist', id: documentId },
    answer: z.unknown(),
  });
  for (let call = 1; call <= 21; call++)
    await ballroom.request({ action: 'list screens', method: 'GET', path: '/screens', answer: z.unknown() });
  await radio
    .request({ action: 'announce', method: 'POST', path: '/busy', body: {}, answer: z.unknown() })
    .catch(() => undefined);
  await jobs.enqueue('ballroom.push', { events: 1 }, { runAt: new Date(Date.now() + day) });
}
