// `npm run bench:patreon`: a sync of all supporters with Patreon, and a burst of its webhook.
import path from 'node:path';
import { patron, startPatreon } from '../tests/fakes/load.mjs';
import { benchmark } from './bench/benchmark.mjs';
import { burst } from './bench/patreon/burst.mjs';
import { worker } from './bench/processes.mjs';
import { atMost, percentile, reportOf } from './bench/report.mjs';
import { step } from './lib/step.mjs';

const mostMemory = 150;
const slowestAnswer = 250;

async function run({ members, burst: settings }, folder) {
  const fake = await startPatreon();
  const env = { DATABASE_FILENAME: path.join(folder, 'patreon.db'), CLUB_DEMO: 'false', ...fake.settings };
  const club = await worker('patreon/club-process.mjs', env);
  try {
    await club.do({ do: 'tiers', tiers: fake.tiers.filter(({ amount_cents }) => amount_cents > 0) });
    const sent = await step('A burst of deliveries', (report) => burst(club, fake, settings, report));
    fake.members.clear();
    fake.add(...Array.from({ length: members }, () => patron({ tiers: ['9000002'] })));
    fake.quota.limit = 100;
    const first = await step('The first sync', () => club.do({ do: 'sync' }));
    const again = await step('The second sync', () => club.do({ do: 'sync' }));
    const broken = await step('A sync that breaks', () => brokenSync(club, fake));
    return patreonReport({ members, sent, first, again, broken, throttled: throttledCalls(fake) });
  } finally {
    await club.stop();
    await fake.close();
  }
}

/** A sync of which a page in the middle cannot be had. @returns how many have lost their level by it */
async function brokenSync(club, fake) {
  const countSupporters = async () =>
    Object.values(await club.do({ do: 'levels' })).filter((cents) => cents > 0).length;
  const before = await countSupporters();
  let page = 0;
  fake.faults.next({
    kind: 'error',
    name: 'forbidden',
    match: ({ action }) => action === 'members.list' && (page += 1) === 20,
  });
  const { problem } = await club.do({ do: 'sync' });
  return { problem, lost: before - (await countSupporters()) };
}

const throttledCalls = (fake) => fake.requests.filter(({ status }) => status === 429).length;

function patreonReport({ members, sent, first, again, broken, throttled }) {
  const rows = [
    ['seconds', first.seconds, again.seconds],
    ['seconds that its pages take at 96 a minute', members / 1000 / 1.6, members / 1000 / 1.6],
    ['MB more at most', first.added, again.added],
    ['levels that changed', first.changed, again.changed],
  ].map(([what, ...values]) => [what, ...values.map((value) => value.toFixed(0))]);
  const { times } = sent;
  const p99 = percentile(times, 0.99);
  return reportOf(
    `${members} members; ${sent.sent} deliveries, a fifth of them twice, in any order, 16 at once. The sync that breaks ended with: ${broken.problem}`,
    [
      { head: ['a sync', 'the first', 'the next'], rows },
      {
        head: ['an answer to a delivery, ms', ''],
        rows: [0.5, 0.99, 1].map((share) => [`p${share * 100}`, percentile(times, share).toFixed(1)]),
      },
    ],
    [
      atMost('MB that a sync adds', Math.max(first.added, again.added), mostMemory, 0),
      atMost('p99 of an answer to a delivery, ms', p99, slowestAnswer),
      atMost('deliveries that were refused', sent.refused, 0, 0),
      atMost('members whose level is not as Patreon says', sent.wrong, 0, 0),
      atMost('calls that Patreon throttled', throttled, 0, 0),
      atMost('supporters who lost their level by a sync that broke', broken.lost, 0, 0),
    ],
  );
}

await benchmark(
  'bench:patreon',
  {
    full: {
      settings: { members: 50_000, burst: { members: 200, steps: 20, atOnce: 16 } },
      usage: '50,000 members, 5,000 deliveries; six minutes',
    },
    quick: {
      settings: { members: 3_000, burst: { members: 20, steps: 5, atOnce: 16 } },
      usage: '3,000 members, 125 deliveries',
    },
  },
  run,
);
