import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JobsConfig, Stage } from '../../src/plugins/jobs/server/config';
import type { JobName } from '../../src/plugins/jobs/server/definition';
import type { JobRow } from '../../src/plugins/jobs/server/domain/job';
import { jobsService } from '../../src/plugins/jobs/server/services';
import type { JobsService } from '../../src/plugins/jobs/server/services';
import { startNode, type Child } from './child';
import { startClub, type Club } from './club';
import { testJob, withJobs } from './jobs';
import { until } from './until';

declare module '../../src/plugins/jobs/server/definition' {
  interface JobPayloads {
    'test.count': { n: number };
    'test.slow': { n: number };
    'test.single': { n: number };
    'test.poison': { n: number };
  }
}

const names: readonly JobName[] = ['test.count', 'test.slow', 'test.single', 'test.poison'];

/** What a worker is told to do at a stage, once. */
export type Misfortunes = Partial<Record<Stage, 'kill' | 'throw'>>;

export interface Effect {
  what: string;
  id: string;
  /** The attempt, or the key. */
  which: string;
}

export interface Fleet {
  club: Club;
  jobs: JobsService;
  /** Starts a worker process (tests/support/jobs-worker.mjs); it is ready when this resolves. */
  worker(settings?: Partial<JobsConfig>, at?: Misfortunes): Promise<Child>;
  /** Kills a worker, as nothing can keep it from. */
  kill(worker: Child): Promise<void>;
  effects(): Effect[];
  ended(id: string): Promise<JobRow>;
  /** Resolves when no job waits or runs. */
  isIdle(): Promise<void>;
  /** Ends the workers that are left. */
  killAll(): Promise<void>;
  stop(): Promise<void>;
}

/** A club that enqueues and does nothing, and worker processes on its database that do. */
export async function startFleet(defaults: Partial<JobsConfig>): Promise<Fleet> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-fleet-'));
  const file = path.join(folder, 'effects');
  fs.writeFileSync(file, '');
  const definitions = names.map((name) => testJob(async () => undefined, { name }));
  const club = await startClub({ prepare: withJobs(definitions, { worker: false, schedules: false }) });
  const jobs = jobsService(club.strapi);
  const children: Child[] = [];

  const kill = async (child: Child): Promise<void> => {
    child.process.kill('SIGKILL');
    await child.ended;
  };

  const killAll = async (): Promise<void> => {
    await Promise.all(children.splice(0).map(kill));
  };

  return {
    club,
    jobs,
    kill,
    async worker(settings = {}, at = {}) {
      const database = Object.entries(process.env).filter(([name]) => name.startsWith('DATABASE_'));
      const child = startNode(['tests/support/jobs-worker.mjs'], {
        ...Object.fromEntries(database.map(([name, value]) => [name, value ?? ''])),
        TEST_JOBS: JSON.stringify({ settings: { ...defaults, ...settings }, at, effects: file }),
      });
      children.push(child);
      await child.says(/ready/);
      return child;
    },
    effects: () =>
      fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [what = '', id = '', which = ''] = line.split(' ');
          return { what, id, which };
        }),
    ended: async (id) => {
      const row = await until(
        () => jobs.find(id),
        (found) => found !== null && ['done', 'failed', 'cancelled'].includes(found.state),
      );
      if (!row) throw new Error(`There is no job ${id}`);
      return row;
    },
    async isIdle() {
      await until(
        () => jobs.counts(names),
        ({ waiting, running }) => waiting === 0 && running === 0,
        120_000,
      );
    },
    killAll,
    async stop() {
      await killAll();
      await club.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the database engine, and BullMQ where there is a Redis, are told in each of their tests. */
export const engines: readonly (readonly [string, Partial<JobsConfig>])[] = [
  ['database', {}],
  ...(process.env.TEST_REDIS_URL ? [['BullMQ', { redisUrl: process.env.TEST_REDIS_URL }] as const] : []),
];
