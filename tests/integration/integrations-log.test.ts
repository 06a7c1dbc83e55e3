import { z } from 'zod';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import { integrationMessages } from '../../src/plugins/integrations/server/domain/messages';
import { createLog, createLogReader } from '../../src/plugins/integrations/server/services/log';
import { untranslated } from '../../src/plugins/jobs/contract/message';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { withIntegrationSettings } from '../support/integrations';
import { withJobs } from '../support/jobs';

const uid = 'plugin::integrations.log-entry';
const day = 24 * 60 * 60_000;
const now = Date.parse('2026-06-01T12:00:00Z');

let club: Club;
beforeAll(async () => {
  club = await startClub({
    prepare: (strapi) => {
      withIntegrationSettings({ now: () => now, keepDays: 90, pruneBatch: 7 })(strapi);
      withJobs([], { worker: false })(strapi);
    },
  });
});
afterAll(() => club.stop());
beforeEach(() => club.strapi.db.query(uid).deleteMany({}));
afterEach(() => {
  jest.restoreAllMocks();
});

const entry = (action: string, at = now) => ({
  integration: 'test',
  action,
  outcome: 'ok' as const,
  subject: null,
  attempt: 1,
  durationMs: 5,
  request: 'GET /',
  answer: '200',
  failure: null,
  message: null,
  at,
});

const actions = async (): Promise<string[]> => {
  const rows: unknown = await club.strapi.db.query(uid).findMany({ orderBy: { id: 'asc' } });
  return z
    .array(z.object({ action: z.string() }))
    .parse(rows)
    .map(({ action }) => action);
};

const logOf = (settings = {}) =>
  createLog(club.strapi, { flushAt: 10, flushMs: 60_000, keepUnwritten: 100, ...settings });

describe('writing', () => {
  test('a message whole, and reading one of before messages had ids as it stands', async () => {
    const said = integrationMessages.say('timeout', { title: 'Page' });
    const log = logOf();
    log.write({ ...entry('new'), message: said });
    await log.flush();
    const { at, message } = { at: now - 1, message: 'Page did not answer' };
    const { subject: _subject, ...old } = { ...entry('old', at), message };
    await club.strapi.db.query(uid).create({ data: old });
    const { rows } = await createLogReader(club.strapi).page({ page: 1, pageSize: 10 });
    expect(rows.map((row) => row.message)).toEqual([said, untranslated(message)]);
  });

  test('in batches, in their order, a statement each', async () => {
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }): void => {
      if (/^insert/i.test(sql)) statements.push(sql);
    };
    club.strapi.db.connection.on('query', listen);
    const log = logOf({ flushAt: 1000, keepUnwritten: 1000 });
    const names = Array.from({ length: 250 }, (_, index) => `call ${index}`);
    for (const name of names) log.write(entry(name));
    expect(statements).toEqual([]);
    await log.flush();
    club.strapi.db.connection.removeListener('query', listen);
    expect(await actions()).toEqual(names);
    expect(statements.length).toBeLessThanOrEqual(250 / 50);
  });

  test('a full batch does not wait for the clock', async () => {
    const log = logOf({ flushAt: 3 });
    const written = new Promise((resolve) => {
      club.strapi.db.connection.once('query-response', resolve);
    });
    for (const name of ['a', 'b', 'c']) log.write(entry(name));
    await written;
    await log.stop();
    expect(await actions()).toEqual(['a', 'b', 'c']);
  });

  test('the clock writes what is not full', async () => {
    const log = logOf({ flushMs: 1 });
    const written = new Promise((resolve) => {
      club.strapi.db.connection.once('query-response', resolve);
    });
    log.start();
    log.write(entry('a'));
    await written;
    await log.stop();
    expect(await actions()).toEqual(['a']);
  });

  test('what is left is written at the end', async () => {
    const log = logOf();
    log.start();
    log.write(entry('a'));
    await log.stop();
    expect(await actions()).toEqual(['a']);
  });

  test('while the database is away it is kept, the oldest are dropped and counted, and nobody who calls is hurt', async () => {
    const warn = jest.spyOn(club.strapi.log, 'warn').mockReturnValue(club.strapi.log);
    const log = logOf({ keepUnwritten: 20 });
    await club.strapi.db.connection.schema.renameTable('integration_logs', 'integration_logs_away');
    try {
      for (let call = 0; call < 25; call += 1) log.write(entry(`call ${call}`));
      await log.flush();
      await log.flush();
      for (let call = 25; call < 30; call += 1) log.write(entry(`call ${call}`));
      await log.flush();
    } finally {
      await club.strapi.db.connection.schema.renameTable('integration_logs_away', 'integration_logs');
    }
    expect(warn).toHaveBeenCalledTimes(1);
    await log.flush();
    expect(await actions()).toEqual(Array.from({ length: 20 }, (_, index) => `call ${index + 10}`));
    expect(warn).toHaveBeenLastCalledWith('10 calls are missing in the log: it could not be written.');
  });
});

test('it is kept for 90 days, and pruned in small batches by a job that is scheduled', async () => {
  const log = logOf();
  for (let call = 0; call < 20; call += 1) log.write(entry(`old ${call}`, now - 90 * day - 1 - call));
  log.write(entry('young', now - 90 * day));
  await log.flush();
  const deletions: number[] = [];
  const listen = ({ sql, bindings }: { sql: string; bindings: unknown[] }): void => {
    if (/^delete/i.test(sql)) deletions.push(bindings.length);
  };
  club.strapi.db.connection.on('query', listen);
  expect(await integrationsService(club.strapi).prune(new AbortController().signal)).toBe(20);
  club.strapi.db.connection.removeListener('query', listen);
  expect(await actions()).toEqual(['young']);
  expect(deletions).toEqual([7, 7, 6]);
  // Known to the queue, by name and payload.
  await jobsService(club.strapi).enqueue('integrations.prune-log', {});
});

test('pruning stops when it is told to', async () => {
  await expect(
    integrationsService(club.strapi).prune(AbortSignal.abort(new Error('enough'))),
  ).rejects.toThrow('enough');
});
