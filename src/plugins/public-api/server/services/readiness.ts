import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { checkWrites } from '../../../../database/health';
import { withTimeLimit } from '../../../../shared/server/time-limit';
import { jobsService } from '../../../jobs/server/services';
import type { ReadDatabase } from './read-database';

const part = z.enum(['up', 'down', 'off']);
export const readiness = z
  .strictObject({
    status: z.enum(['ready', 'unavailable']),
    parts: z.strictObject({ database: part, migrations: part, queue: part, cache: part }),
  })
  .meta({ id: 'Readiness' });

type Part = z.infer<typeof part>;

/** Whoever asks (a load balancer, a monitor) gives up after some seconds itself. Milliseconds. */
const longestMs = 3_000;

/** What a part answers, or `down` when it fails or says nothing. */
async function answerOf<Answer>(question: Promise<Answer>, of: (answer: Answer) => Part): Promise<Part> {
  const answer = question.then(of, (): Part => 'down');
  return withTimeLimit(answer, longestMs, (): Part => 'down');
}

/** Asks each part whether it serves. The queue is off where this process does no jobs; the cache until there is one. */
export function createReadiness(strapi: Core.Strapi, database: ReadDatabase) {
  return async (): Promise<z.infer<typeof readiness>['parts']> => {
    const stores = Promise.all([
      database.all('SELECT 1', []),
      strapi.db.connection.raw('SELECT 1'),
      checkWrites(strapi),
    ]);
    const [db, migrations, queue] = await Promise.all([
      answerOf(stores, () => 'up'),
      answerOf(strapi.db.migrations.shouldRun(), (isPending) => (isPending ? 'down' : 'up')),
      answerOf(jobsService(strapi).isUp(), (isUp) => (isUp === null ? 'off' : isUp ? 'up' : 'down')),
    ]);
    return { database: db, migrations, queue, cache: 'off' };
  };
}
