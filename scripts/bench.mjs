// `npm run bench`: how fast the public reads are, beside Strapi's own REST and beside bare Koa, in one run.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cases, koaCases, targetsOf } from './bench/cases.mjs';
import { preparedClubs } from './bench/clubs.mjs';
import { measure } from './bench/measure.mjs';
import { clubIn, peakMemory, serve } from './bench/processes.mjs';
import { reportOf, writeReport } from './bench/report.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';
import { compileServer, serverIsStale } from './lib/server-build.mjs';
import { step } from './lib/step.mjs';

const usage = `npm run bench              five rounds of three seconds a case; writes BENCHMARKS.md
npm run bench -- --quick   one round of one second a case; writes nothing`;

/** Each club in a process of its own, and a second one of the large club for Strapi's REST: memory is then told apart. */
async function startServers(clubs) {
  const servers = {
    large: await serve('club-process.mjs', [], clubIn(clubs.large)),
    strapi: await serve('club-process.mjs', [], clubIn(clubs.large)),
    small: await serve('club-process.mjs', [], clubIn(clubs.small)),
    demo: await serve('club-process.mjs', [], clubIn(clubs.demo)),
  };
  const answers = await answersOf(servers);
  const file = path.join(path.dirname(clubs.large), 'answers.json');
  fs.writeFileSync(file, JSON.stringify(Object.fromEntries(answers)));
  return { ...servers, koa: await serve('koa-process.mjs', [file]) };
}

/** The answers that bare Koa repeats, by its paths. Lists that are to be compared must hold the same. */
async function answersOf(servers) {
  const bodies = new Map();
  for (const { name, server, path: target } of cases)
    bodies.set(name, await ask(servers[server].url + target));
  for (const { name, against, slugs } of cases) {
    if (!against || !slugs) continue;
    const [ours, theirs] = [name, against].map((each) =>
      slugs(JSON.parse(bodies.get(each).body))
        .toSorted()
        .join(),
    );
    if (ours !== theirs || ours === '') {
      throw new Problem(`'${name}' and '${against}' are no comparison:\n${ours}\n${theirs}`);
    }
  }
  return koaCases.map(({ of }, index) => [`/${index}`, bodies.get(of)]);
}

async function ask(url) {
  const response = await fetch(url);
  const body = await response.text();
  if (response.status !== 200) throw new Problem(`${url} answers ${response.status}: ${body.slice(0, 300)}`);
  const kept = ['content-type', 'cache-control', 'etag', 'vary', 'content-language'];
  const headers = kept
    .flatMap((name) => [[name, response.headers.get(name)]])
    .filter(([, value]) => value !== null);
  return { body, headers: Object.fromEntries(headers) };
}

async function queriesOf(server, url) {
  const before = await server.queries();
  await ask(url);
  return (await server.queries()) - before;
}

async function run({ rounds, seconds }) {
  if (serverIsStale()) await step('Compiling the server', compileServer);
  const clubs = await preparedClubs();
  const servers = await step('Starting the servers', () => startServers(clubs));
  const asked = [...cases, ...koaCases.map((each, index) => ({ ...each, path: `/${index}` }))];
  const addresses = new Map(
    asked.map(({ name, server, path: target }) => [
      name,
      { url: servers[server].url + target, pid: servers[server].pid },
    ]),
  );
  try {
    const figures = await step('Measuring', (tell) => measure(addresses, { rounds, seconds }, tell));
    const memory = Object.fromEntries(
      Object.entries(servers).map(([name, { pid }]) => [name, peakMemory(pid)]),
    );
    const of = (name) => figures.get(name) ?? { rate: NaN, cpu: NaN, p50: NaN, p95: NaN, p99: NaN };
    const lines = [];
    for (const asking of asked) {
      const { name, kind, server } = asking;
      const against = 'against' in asking ? asking.against : undefined;
      const koa = koaCases.find((each) => each.of === name);
      lines.push({
        name,
        figures: of(name),
        memory: memory[server],
        queries: kind === 'koa' ? undefined : await queriesOf(servers[server], addresses.get(name)?.url),
        koa: koa && of(name).rate / of(koa.name).rate,
        strapi: against ? of(name).rate / of(against).rate : undefined,
      });
    }
    return reportOf(lines, targetsOf(of, memory.large), { rounds, seconds });
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

await orSayWhy(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, strict: false });
  const isQuick = values.quick === true;
  if (positionals.length > 0 || Object.keys(values).some((name) => name !== 'quick'))
    throw new Problem(usage);
  const report = await run(isQuick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 3 });
  console.log(`\n${report}\n`);
  if (!isQuick) writeReport(report, 'bench');
});
process.exit(0);
