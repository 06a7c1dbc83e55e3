// `npm run bench:panel`: what the club's code adds to Strapi's admin panel, in size and in time, and how its lists and home
// page fare with 10,000 events.
import fs from 'node:fs';
import path from 'node:path';
import { benchmark } from './bench/benchmark.mjs';
import { preparedClubs } from './bench/clubs.mjs';
import { createAdministrator, openChromium } from './bench/panel/browser.mjs';
import { firstLoads } from './bench/panel/first-load.mjs';
import { answerTimes, questions } from './bench/panel/large-lists.mjs';
import { sizesOf, sum } from './bench/panel/sizes.mjs';
import { buildStockApp } from './bench/panel/stock-app.mjs';
import { clubIn, worker } from './bench/processes.mjs';
import { atMost, percentile, reportOf } from './bench/report.mjs';
import { adminIsStale, buildAdmin } from './lib/admin-build.mjs';
import { fromRoot } from './lib/paths.mjs';
import { step } from './lib/step.mjs';

const mostAddedKB = 400;
const mostOfStock = 1.1;
const median = (times) => percentile(times, 0.5);

/** A copy: an administrator is added. */
function copyOf(club, folder, name) {
  const copy = path.join(folder, name);
  fs.cpSync(club, copy, { recursive: true });
  return copy;
}

async function run({ rounds }, folder) {
  if (adminIsStale()) await step('Building the admin panel', buildAdmin);
  const stock = path.join(folder, 'stock');
  await step("Building Strapi's own admin panel", () => buildStockApp(stock));
  const prepared = await preparedClubs();
  const serve = (name) => worker('panel/club-process.mjs', clubIn(copyOf(prepared[name], folder, name)));
  const servers = {
    stock: await worker('panel/stock-process.mjs', {
      BENCH_STOCK: stock,
      DATABASE_FILENAME: path.join(folder, 'stock.db'),
    }),
    demo: await serve('demo'),
    small: await serve('small'),
    large: await serve('large'),
  };
  try {
    const tokens = {};
    for (const [name, { url }] of Object.entries(servers)) tokens[name] = await createAdministrator(url);
    const loads = await step('Opening the panels', (report) => opened(servers, { rounds }, report));
    const asked = Object.fromEntries(
      ['small', 'large'].map((name) => [name, { url: servers[name].url, token: tokens[name] }]),
    );
    const times = await step('Asking for lists', (report) =>
      answerTimes(asked, { rounds: rounds * 3 }, report),
    );
    const sizes = { stock: sizesOf(path.join(stock, 'build')), demo: sizesOf(fromRoot('dist/build')) };
    return panelReport({ rounds, loads, times, sizes });
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

async function opened({ stock, demo }, settings, report) {
  const browser = await openChromium();
  try {
    return await firstLoads(browser, { stock: stock.url, demo: demo.url }, settings, report);
  } finally {
    await browser.close();
  }
}

const loadNames = {
  signIn: 'the sign-in page, for the first time',
  home: 'the home page, for the first time',
  homeAgain: 'the home page, once more',
};

function panelReport({ rounds, loads, times, sizes }) {
  const needed = (server, load) =>
    sum([...loads[server].files[load]].map((file) => sizes[server].get(file) ?? 0));
  const ratio = (load) => median(loads.demo[load]) / median(loads.stock[load]);
  const loadRows = Object.entries(loadNames).map(([load, name]) => [
    `${name}, ms`,
    ...[median(loads.stock[load]), median(loads.demo[load])].map((time) => time.toFixed(0)),
    ratio(load).toFixed(2),
  ]);
  const sizeRow = (name, stock, demo) => [name, stock.toFixed(0), demo.toFixed(0), (demo / stock).toFixed(2)];
  const [all, allOfStock] = [sum(sizes.demo.values()), sum(sizes.stock.values())];
  const listRows = Object.keys(questions).map((name) => {
    const [small, large] = [median(times[name].small), median(times[name].large)];
    return [name, small.toFixed(1), large.toFixed(1), (large / small).toFixed(1)];
  });
  return reportOf(
    `Median of ${rounds} rounds, by turns; Chromium and both servers on this machine.`,
    [
      {
        head: ['', 'stock Strapi', 'the club', 'ratio'],
        rows: [
          ...loadRows,
          sizeRow('code for the sign-in page, KB', needed('stock', 'signIn'), needed('demo', 'signIn')),
          sizeRow('code for the home page, KB', needed('stock', 'home'), needed('demo', 'home')),
          sizeRow('all code, KB', allOfStock, all),
        ],
      },
      { head: ['an answer, ms', '100 events', '10,000 events', 'ratio'], rows: listRows },
    ],
    [
      atMost('KB (gzip) that the club adds to the panel', all - allOfStock, mostAddedKB, 0),
      atMost("First load of the sign-in page ÷ stock Strapi's", ratio('signIn'), mostOfStock),
      atMost("First load of the home page ÷ stock Strapi's", ratio('home'), mostOfStock),
    ],
  );
}

await benchmark(
  'bench:panel',
  {
    full: { settings: { rounds: 11 }, usage: 'eleven rounds; five minutes' },
    quick: { settings: { rounds: 2 }, usage: 'two rounds' },
  },
  run,
);
