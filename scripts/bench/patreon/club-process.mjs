// A club in its own process, which asks the Patreon of its environment. Its parent sends tasks, one at a time.
import { loadClub, serveTasks } from '../club.mjs';

const strapi = await loadClub();
const patreon = () => strapi.plugin('patreon').service('patreon');
const megabytes = () => process.memoryUsage.rss() / 2 ** 20;

/** The most memory while some work is done, beyond what was used before. */
async function mostMemory(work) {
  globalThis.gc?.();
  const before = megabytes();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, megabytes())), 20);
  try {
    return { result: await work(), added: Math.max(most, megabytes()) - before };
  } finally {
    clearInterval(timer);
  }
}

await serveTasks(strapi, {
  async tiers({ tiers }) {
    for (const { id, title, amount_cents } of tiers)
      await strapi.documents('api::patreon-tier.patreon-tier').create({
        locale: 'en',
        data: { name: title, amountCents: amount_cents, currency: 'EUR', patreonTierId: id },
      });
  },
  /** Syncs all supporters. @returns seconds, megabytes, and what the sync says; its message where it fails */
  async sync() {
    const since = performance.now();
    const run = () =>
      patreon()
        .sync.run({ signal: new AbortController().signal, progress: () => undefined })
        .catch((error) => ({ problem: error.message }));
    const { result, added } = await mostMemory(run);
    return { ...result, added, seconds: (performance.now() - since) / 1000 };
  },
  /** The levels in cents, by membership. */
  async levels() {
    const rows = await strapi.db
      .query('plugin::patreon.supporter')
      .findMany({ select: ['patreonMemberId', 'levelCents'] });
    return Object.fromEntries(rows.map(({ patreonMemberId, levelCents }) => [patreonMemberId, levelCents]));
  },
  /** How many deliveries are stored, and how many jobs about members are left. */
  async state() {
    const left = await strapi.db
      .query('plugin::jobs.job')
      .count({ where: { name: 'patreon.member', state: { $in: ['pending', 'delayed', 'running'] } } });
    return { deliveries: await strapi.db.query('plugin::patreon.delivery').count({}), left };
  },
});
