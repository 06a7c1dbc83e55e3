import type { Core } from '@strapi/strapi';
import { checkWrites } from '../../../../database/health';
import { jobsService } from '../../../jobs/server/services';
import type { Readiness } from '../contract/site';
import type { ReadDatabase } from './database';

type Part = Readiness['parts']['database'];

const upOrDown = (question: Promise<unknown>): Promise<Part> =>
  question.then(
    () => 'up',
    () => 'down',
  );

const queueOf = (isUp: Promise<boolean | null>): Promise<Part> =>
  isUp.then(
    (answer) => (answer === null ? 'off' : answer ? 'up' : 'down'),
    () => 'down',
  );

/** Asks each part whether it serves. The queue is off where this process does no jobs; the cache until there is one. */
export function createReadiness(strapi: Core.Strapi, database: ReadDatabase) {
  return async (): Promise<Readiness['parts']> => ({
    database: await upOrDown(
      Promise.all([database.all('SELECT 1', []), strapi.db.connection.raw('SELECT 1'), checkWrites(strapi)]),
    ),
    migrations: await strapi.db.migrations.shouldRun().then(
      (pending) => (pending ? 'down' : 'up'),
      () => 'down',
    ),
    queue: await queueOf(jobsService(strapi).isUp()),
    cache: 'off',
  });
}
