// Jobs that behave as a test of the page about them needs, and an hour behind them.
import { createRequire } from 'node:module';
import { z } from 'zod';
import { fromRoot } from '../../../scripts/lib/paths.mjs';
import { createReader } from './reader.mjs';

const require = createRequire(import.meta.url);
const { defineJob } = require(fromRoot('dist/src/plugins/jobs/server/definition.js'));

const minute = 60_000;
const payload = z.object({ event: z.string(), access_token: z.string().optional() });
const tried = new Set();

/** Fails each event the first time, and does it the second. */
const sync = defineJob({
  name: 'calendar.sync',
  payload,
  attempts: 2,
  backoff: { first: 10, most: 10 },
  async handler({ payload: { event }, job }) {
    const isRetried = tried.has(event);
    if (job.attempt === 2) tried.add(event);
    if (!isRetried) throw new Error(`The calendar refused ${event}: 503 Service Unavailable`);
    return { event, shown: true };
  },
});

/** Runs until it is stopped. */
const watching = defineJob({
  name: 'stream.watch',
  payload,
  handler: ({ signal, progress }) => {
    progress(3, 10, 'listening');
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  },
});

/** Rows as the last hour has left them; later minutes are busier, and every eighth job of a minute has failed. */
function hourOf(now) {
  return Array.from({ length: 55 }, (_, index) => 55 - index).flatMap((ago) =>
    Array.from(
      { length: ago % 7 === 0 ? 0 : 2 + Math.round(9 * Math.abs(Math.sin(ago / 9))) },
      (_, index) => {
        const finished = now - ago * minute;
        const started = finished - 40;
        return {
          document_id: `past-${ago}-${index}`,
          name: 'mail.send',
          payload: '{"to":"member"}',
          state: index % 8 === 7 ? 'failed' : 'done',
          priority: 0,
          run_at: 0,
          enqueued_at: started - (4 + index * index * (1 + (ago % 5))),
          started_at: started,
          finished_at: finished,
          attempt: 1,
          ...(index % 8 === 7 && { error: 'The mail server did not answer' }),
        };
      },
    ),
  );
}

export async function prepare(strapi) {
  await createReader(strapi, [{ action: 'plugin::jobs.read' }]);
  const jobs = strapi.plugin('jobs').service('jobs');
  jobs.register([sync, watching]);
  await strapi.db.connection.batchInsert('jobs', hourOf(Date.now()), 100);
  for (const event of ['ember-hour', 'blue-hour', 'poetry-night'])
    await jobs.enqueue('calendar.sync', { event, access_token: 'EAAB-secret' }, { key: event });
  await jobs.enqueue('stream.watch', { event: 'ember-hour' });
  await jobs.enqueue(
    'stream.watch',
    { event: 'tomorrow' },
    { runAt: new Date(Date.now() + 24 * 60 * minute) },
  );
}
