import type { JobsConfig } from '../../../src/plugins/jobs/server/config';
import type { JobDefinition, JobName, JobPayloads } from '../../../src/plugins/jobs/server/definition';
import type { JobRow, State } from '../../../src/plugins/jobs/server/domain/job';
import { jobsService } from '../../../src/plugins/jobs/server/services';
import type { EnqueueOptions } from '../../../src/plugins/jobs/server/services/enqueue';
import type { JobsService } from '../../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../club';
import { testJob, withJobs, type Work } from '../jobs';
import { until } from '../until';

interface Numbered {
  n: number;
}

declare module '../../../src/plugins/jobs/server/definition' {
  interface JobPayloads {
    'test.pair': Numbered;
    'test.line': Numbered;
    'test.limited': Numbered;
    'test.grouped': Numbered;
    'test.grouped-too': Numbered;
    'test.hasty': Numbered;
  }
}

/** In which at most three of `test.limited` start. Milliseconds. */
export const window = 600;

/** The jobs of the suite, by what is special about them; what they do is each test's own matter. */
const special: Readonly<Partial<Record<JobName, Partial<JobDefinition>>>> = {
  'test.work': {},
  'test.pair': { concurrency: 2 },
  'test.line': { concurrency: 1 },
  'test.limited': { limiter: { max: 3, duration: window } },
  'test.grouped': { group: 'test' },
  'test.grouped-too': { group: 'test' },
  'test.hasty': { timeout: 150, attempts: 1 },
};

export type TestName = Extract<JobName, `test.${string}`>;

/** A booted club whose jobs do what the test at hand says. */
export interface World {
  club: Club;
  jobs: JobsService;
  config: JobsConfig;
  /** What the jobs of a name do until the test is over. */
  on: (name: TestName, work: Work) => void;
  enqueue: (name: TestName, n: number, options?: EnqueueOptions) => Promise<string>;
  row: (id: string) => Promise<JobRow>;
  /** Resolves with the row when it is in one of these states. */
  reaches: (id: string, ...states: State[]) => Promise<JobRow>;
  ended: (...ids: string[]) => Promise<JobRow[]>;
  rows: (name: string) => Promise<JobRow[]>;
  stop: () => Promise<void>;
}

/** @param settings of the engine under test; nothing is found by polling, unless they say otherwise */
export async function createWorld(
  settings: Partial<JobsConfig>,
  env: Record<string, string> = {},
): Promise<World> {
  const handlers = new Map<string, Work>();
  const perform: Work = (context) => {
    const work = handlers.get(context.job.name);
    if (!work) throw new Error(`No test has said what ${context.job.name} does`);
    return work(context);
  };
  const definitions = Object.entries(special).map(([name, options]) =>
    testJob(perform, { name, attempts: 3, backoff: { first: 20, most: 20 }, ...options }),
  );
  const club = await startClub({
    env,
    prepare: withJobs(definitions, {
      concurrency: 4,
      pollMs: 600_000,
      leaseMs: 1500,
      drainMs: 300,
      schedules: false,
      random: () => 0,
      ...settings,
    }),
  });
  const { strapi } = club;
  // Jobs that fail are what most of this is about.
  strapi.log.silent = true;
  const jobs = jobsService(strapi);

  const row = async (id: string): Promise<JobRow> => {
    const found = await jobs.find(id);
    if (!found) throw new Error(`There is no job ${id}`);
    return found;
  };
  const reaches = (id: string, ...states: State[]): Promise<JobRow> =>
    until(
      () => row(id),
      ({ state }) => states.includes(state),
    );

  return {
    club,
    jobs,
    config: strapi.config.get<JobsConfig>('plugin::jobs'),
    on: (name, work) => void handlers.set(name, work),
    enqueue: (name, n, options) => jobs.enqueue(name, { n } satisfies JobPayloads[TestName], options),
    row,
    reaches,
    ended: (...ids) => Promise.all(ids.map((id) => reaches(id, 'done', 'failed', 'cancelled'))),
    async rows(name) {
      const found: unknown = await strapi.db
        .connection('jobs')
        .where({ name })
        .orderBy('id')
        .select('document_id');
      return Promise.all((found as { document_id: string }[]).map(({ document_id: id }) => row(id)));
    },
    stop: () => club.stop(),
  };
}

/** Counts how many do something at once. */
export function crowd() {
  let now = 0;
  const counted = { most: 0 };
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    now += 1;
    counted.most = Math.max(counted.most, now);
    try {
      return await work();
    } finally {
      now -= 1;
    }
  };
  return { counted, within };
}
