// `npm run bench`: the speed of public reads, compared with Strapi's own REST and with bare Koa, in one run.
import fs from 'node:fs';
import path from 'node:path';
import { benchmark } from './bench/benchmark.mjs';
import { cases, koaCases, targetsOf } from './bench/cases.mjs';
import { preparedClubs } from './bench/clubs.mjs';
import { measure } from './bench/measure.mjs';
import { clubIn, peakMemory, worker } from './bench/processes.mjs';
import { reportOf } from './bench/report.mjs';
import { Problem } from './lib/problem.mjs';
import { step } from './lib/step.mjs';

/** Starts each club in its own process, and a second one of the large club for Strapi's REST, to measure memory separately. */
async function startServers(clubs, folder) {
  const serve = (name) => worker('club-process.mjs', clubIn(clubs[name]));
  const servers = {
    large: await serve('large'),
    strapi: await serve('large'),
    small: await serve('small'),
    demo: await serve('demo'),
  };
  const answers = await answersOf(servers);
  const file = path.join(folder, 'answers.json');
  fs.writeFileSync(file, JSON.stringify(Object.fromEntries(answers)));
  return { ...servers, koa: await worker('koa-process.mjs', { BENCH_ANSWERS: file }) };
}

/** The responses that bare Koa repeats, by path. Compared lists must have the same content. */
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
      throw new Problem(`'${name}' and '${against}' cannot be compared:\n${ours}\n${theirs}`);
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
  const before = await server.do({ do: 'queries' });
  await ask(url);
  return (await server.do({ do: 'queries' })) - before;
}

async function run({ rounds, seconds }, folder) {
  const clubs = await preparedClubs();
  const servers = await step('Starting the servers', () => startServers(clubs, folder));
  const asked = [...cases, ...koaCases.map((each, index) => ({ ...each, path: `/${index}` }))];
  const addresses = new Map(
    asked.map(({ name, server, path: target }) => [
      name,
      { url: servers[server].url + target, pid: servers[server].pid },
    ]),
  );
  try {
    const figures = await step('Measuring', (report) => measure(addresses, { rounds, seconds }, report));
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
    return reportOf(
      `Median of ${rounds} rounds of ${seconds} s a case, interleaved; 20 connections.`,
      [{ head: columns, rows: lines.map(rowOf) }],
      targetsOf(of, memory.large),
    );
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

const columns = [
  '',
  'requests/s',
  'CPU ms',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'queries',
  'of bare Koa',
  "× Strapi's REST",
  'peak MB',
];

function rowOf({ name, figures: { rate, cpu, p50, p95, p99 }, memory, queries, koa, strapi }) {
  return [
    name,
    rate.toFixed(0),
    cpu.toFixed(2),
    ...[p50, p95, p99].map((time) => time.toFixed(1)),
    queries === undefined ? '' : String(queries),
    koa === undefined ? '' : `${(koa * 100).toFixed(1)} %`,
    strapi === undefined ? '' : strapi.toFixed(1),
    memory === undefined ? '' : memory.toFixed(0),
  ];
}

await benchmark(
  'bench',
  {
    full: { settings: { rounds: 5, seconds: 3 }, usage: 'five rounds of three seconds a case' },
    quick: { settings: { rounds: 1, seconds: 1 }, usage: 'one round of one second a case' },
  },
  run,
);
