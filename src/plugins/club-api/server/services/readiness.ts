import type { Core } from '@strapi/strapi';
import type { Readiness } from '../contract/site';
import type { ReadDatabase } from './database';

type Part = Readiness['parts']['database'];

const upOrDown = (question: Promise<unknown>): Promise<Part> =>
  question.then(
    () => 'up',
    () => 'down',
  );

/** Asks each part whether it serves. Queue and cache are off until there are such. */
export function createReadiness(strapi: Core.Strapi, database: ReadDatabase) {
  return async (): Promise<Readiness['parts']> => ({
    database: await upOrDown(
      Promise.all([database.all('SELECT 1', []), strapi.db.connection.raw('SELECT 1')]),
    ),
    migrations: await strapi.db.migrations.shouldRun().then(
      (pending) => (pending ? 'down' : 'up'),
      () => 'down',
    ),
    queue: 'off',
    cache: 'off',
  });
}
