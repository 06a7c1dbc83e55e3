import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { startClub, type Club } from '../support/club';
import { graphqlRequests } from '../support/costly/graphql-requests';
import { restRequests, v1Requests, type Costly } from '../support/costly/requests';
import { malformedExamples, someMalformedQueries } from '../support/costly/malformed';
import { onMariadb } from '../support/database';
import { endlessCondition } from '../support/database-faults';
import { tokenDoors } from '../support/doors';
import { until } from '../support/until';
import { illFormedStrings } from '../support/well-formed';

/** What is to be reached, and printed: machines differ, and other suites run beside this one. */
const bounds = { answerMs: 500, waitMs: 1500, growthMb: 300 };

const production = { NODE_ENV: 'production', LOG_LEVEL: 'error' };
let club: Club;
const figures: { name: string; ms: number }[] = [];

beforeAll(async () => {
  club = await startClub({ graphql: true, env: production });
  const demo = path.resolve(__dirname, '../../database/demo');
  await club.strapi
    .plugin('content')
    .service('import')
    .importFolder(demo, { now: new Date('2026-05-20T19:30:00Z') });
}, 600_000);
afterAll(() => club.stop());

/** As it goes over the wire: brackets and quotes are not for addresses. */
const addressOf = (target: string): string =>
  club.url + target.replace(/[[\]"`';|^{}<> $]/g, (sign) => encodeURIComponent(sign));

async function ask(
  { path: target, body }: Pick<Costly, 'path' | 'body'>,
  headers: Record<string, string> = {},
) {
  const startedAt = performance.now();
  const answer = await fetch(addressOf(target), {
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, text: await answer.text(), ms: performance.now() - startedAt };
}

/** The queries of content that the database is asked meanwhile. */
async function contentQueries<Answer>(
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; queries: string[] }> {
  const queries: string[] = [];
  const count = ({ sql }: { sql: string }) => {
    if (/from [`"](events|posts|artists|locations)[`"] as/.test(sql)) queries.push(sql);
  };
  club.strapi.db.connection.on('query', count);
  try {
    return { answer: await work(), queries };
  } finally {
    club.strapi.db.connection.removeListener('query', count);
  }
}

/** Asks for something else again and again until `stop`, and says how long the longest answer took. */
function bystander(): { stop(): Promise<number> } {
  const state = { isOver: false };
  const longest = (async () => {
    let worst = 0;
    while (!state.isOver) worst = Math.max(worst, (await ask({ path: '/api/v1/locations' })).ms);
    return worst;
  })();
  return {
    stop() {
      state.isOver = true;
      return longest;
    },
  };
}

const measured = (value: number, bound: number, unit: string): string =>
  ` ${Math.round(value)} ${unit} (at most ${bound}: ${value <= bound ? 'reached' : 'not reached'})`;

describe('costly requests', () => {
  const all = [...restRequests, ...graphqlRequests, ...v1Requests];
  let others: ReturnType<typeof bystander>;
  let rssBefore = 0;

  beforeAll(() => {
    rssBefore = process.memoryUsage().rss;
    others = bystander();
  });
  afterAll(async () => {
    const waited = await others.stop();
    const growth = (process.memoryUsage().rss - rssBefore) / 1024 / 1024;
    const worst = figures.toSorted((one, other) => other.ms - one.ms).slice(0, 5);
    process.stdout.write(
      `${club.database}: the slowest allowed took${measured(worst[0]?.ms ?? 0, bounds.answerMs, 'ms')}, ` +
        `others waited${measured(waited, bounds.waitMs, 'ms')}, memory grew by${measured(growth, bounds.growthMb, 'MB')}; ` +
        `slowest: ${worst.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`).join(', ')}\n`,
    );
  });

  it('are some 70', () => expect(all.length).toBeGreaterThanOrEqual(60));

  it.each(all.filter(({ refused }) => refused === null))('$name is answered', async (request) => {
    const { status, text, ms } = await ask(request);
    figures.push({ name: request.name, ms });
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    expect(JSON.parse(text).errors).toBeUndefined();
  });

  it.each(all.filter(({ refused }) => refused !== null))(
    '$name is refused before the database is asked',
    async (request) => {
      const { answer, queries } = await contentQueries(() => ask(request));
      expect(answer.text).toMatch(request.refused ?? '');
      expect(answer.status).toBe(request.oneField ? 200 : 400);
      expect(queries).toHaveLength(request.oneField?.queries ?? 0);
    },
  );
});

describe('malformed queries', () => {
  it.each(malformedExamples)('%s is refused by the name of its parameter', async (query, parameter) => {
    const { answer, queries } = await contentQueries(() => ask({ path: `/api/events?${query}` }));
    expect(answer.status).toBe(400);
    const { error } = JSON.parse(answer.text);
    expect(error.details.param).toBe(parameter);
    expect(error.message).toContain(`'${parameter}'`);
    expect(illFormedStrings(error)).toEqual([]);
    expect(queries).toEqual([]);
  });

  it('of every operator, shape and place are answered or refused, never a failure of ours', async () => {
    const failed: string[] = [];
    for (const target of someMalformedQueries(61, 1)) {
      const { status } = await ask({ path: target });
      if (status >= 500) failed.push(`${status} ${target}`);
    }
    expect(failed).toEqual([]);
  }, 1_800_000);
});

describe('errors of GraphQL in production', () => {
  const errorOf = async (query: string) => {
    const { text } = await ask({ path: '/graphql', body: { query } });
    return { text, error: JSON.parse(text).errors[0] };
  };

  it('tell nothing of the database where a list cannot be sorted', async () => {
    const { text, error } = await errorOf('{ events { lineUp(sort: ["artist.name"]) { role } } }');
    expect(error.message).toMatch(/sorted by attributes of its own/);
    expect(text).not.toMatch(/select|sqlite|no such column|unknown column|stacktrace/i);
  });

  it('tell what is wrong with a field, and not which there are', async () => {
    const { error } = await errorOf('{ events { titel } }');
    expect(error.message).toBe('Cannot query field "titel" on type "Event".');
  });

  it('have an id that the log has too where the fault is ours', async () => {
    const logged: string[] = [];
    const { error: log } = club.strapi.log;
    Object.assign(club.strapi.log, { error: (line: unknown) => logged.push(String(line)) });
    await club.strapi.db.connection.schema.renameTable('categories', 'no_categories');
    try {
      const { text, error } = await errorOf('{ categories { slug } }');
      expect(error.message).toMatch(/^Internal error\. Reference: [0-9a-f-]{36}$/);
      expect(text.replaceAll('"categories"', '')).not.toMatch(
        /no such|doesn't exist|select|stacktrace|categories/i,
      );
      expect(logged.join()).toContain(error.extensions.reference);
      expect(logged.join()).toMatch(/categories/);
    } finally {
      await club.strapi.db.connection.schema.renameTable('no_categories', 'categories');
      Object.assign(club.strapi.log, { error: log });
    }
  });
});

describe('a query that takes for ever', () => {
  const sentence = /The database needed more than 3 seconds for this query, so it was ended/;

  beforeAll(async () => {
    const { connection } = club.strapi.db;
    await connection.schema.renameTable('ui_texts', 'all_ui_texts');
    await connection.raw(
      `CREATE VIEW ui_texts AS SELECT * FROM all_ui_texts WHERE ${endlessCondition[club.database]}`,
    );
  });

  it('is ended in REST and GraphQL, while others are answered', async () => {
    const progress = { isOver: false };
    const endless = Promise.all([
      ask({ path: '/api/ui-texts' }),
      ask({ path: '/graphql', body: { query: '{ uiTexts { key } }' } }),
    ]).finally(() => (progress.isOver = true));
    for (let others = 0; others < 5; others += 1) await ask({ path: '/api/v1/locations' });
    expect(progress.isOver).toBe(false);
    const [rest, graphql] = await endless;
    expect(rest.status).toBe(400);
    expect(rest.text).toMatch(sentence);
    expect(graphql.text).toMatch(sentence);
    expect((await ask({ path: '/api/categories' })).status).toBe(200);
  });

  onMariadb('is ended in v1 too', async () => {
    const { status, text } = await ask({ path: '/api/v1/i18n/en' });
    expect([status, text]).toEqual([503, expect.stringContaining('The database took too long to answer.')]);
  });

  it('keeps the next waiting until it is ended, and no longer', async () => {
    const startedAt = performance.now();
    const endless = Array.from({ length: 2 }, () => ask({ path: '/api/ui-texts' }));
    // Whoever came with them would be told to come again at the same moment.
    await until(
      () => ask({ path: '/api/v1/locations' }),
      () => performance.now() - startedAt > 1500,
    );
    expect(await ask({ path: '/api/categories' })).toMatchObject({ status: 200 });
    for (const answer of await Promise.all(endless)) expect(answer.status).toBe(400);
    expect((await ask({ path: '/api/categories' })).status).toBe(200);
  });
});

describe('programs of staff', () => {
  const branches = (count: number) =>
    `/api/events?${Array.from({ length: count }, (_, index) => `filters[$and][${index}][lineUp][id][$notNull]=true`).join('&')}`;

  it('may ask more, but not what would stop the club', async () => {
    const staff = await tokenDoors(club);
    const status = async (target: string) =>
      (await staff.get(new URL(addressOf(target)).href.slice(club.url.length))).status;
    expect(await status(branches(4))).toBe(200);
    expect(await status(branches(12))).toBe(400);
  });
});
