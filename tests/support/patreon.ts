import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { PatreonConfig } from '../../src/plugins/patreon/server/config';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import { startPatreon, type FakePatreon } from '../fakes/patreon';
import { startClub, type Club } from './club';
import { createTestClock, type TestClock } from './event-sync';
import { until } from './until';
import { ask, type Answer } from './v1';

/** A club that Patreon tells of its supporters. */
export interface PatreonClub extends Club {
  patreon: FakePatreon;
  clock: TestClock;
}

const plenty = { calls: 100_000, seconds: 1 };

/**
 * Starts the fake, and a club that talks to it as often as it likes.
 *
 * @param options.env settings that differ, for a club without access to the API for one
 * @param options.more settings of the plugin that differ
 */
export async function startPatreonClub({
  env = {},
  more = {},
  graphql,
  worker = true,
}: {
  env?: Record<string, string>;
  more?: Partial<PatreonConfig>;
  graphql?: boolean;
  worker?: boolean;
} = {}): Promise<PatreonClub> {
  const patreon = await startPatreon();
  const clock = createTestClock();
  const set = (strapi: Core.Strapi, plugin: string, values: object): void => {
    Object.assign(strapi.config.get<object>(`plugin::${plugin}`), values);
  };
  const club = await startClub({
    graphql,
    env: { ...patreon.settings, ...env },
    prepare(strapi) {
      set(strapi, 'patreon', { now: clock.now, budget: plenty, ...more });
      set(strapi, 'integrations', { now: clock.now, standingMs: 0 });
      set(strapi, 'jobs', { now: clock.now, pollMs: 20, drainMs: 100, worker });
    },
  });
  return {
    ...club,
    patreon,
    clock,
    async stop() {
      await club.stop();
      await patreon.close();
    },
  };
}

/** Sends a delivery as Patreon does. */
export const deliver = (
  club: Club,
  { headers, body }: { headers: Record<string, string>; body: string | Buffer },
): Promise<Answer> => ask(club, '/webhooks/patreon', { method: 'POST', headers, body });

const counted = z.object({ count: z.coerce.number() });

/** Resolves once no job of the plugin is waiting or at work. */
export const atRest = ({ strapi }: Club): Promise<number> =>
  until(
    async () => {
      const rows: unknown = await strapi.db
        .connection('jobs')
        .count({ count: '*' })
        .where('name', 'like', 'patreon.%')
        .whereIn('state', ['pending', 'running']);
      return z.array(counted).parse(rows)[0]?.count ?? 0;
    },
    (left) => left === 0,
  );

const supporter = z.object({
  documentId: z.string(),
  patreonMemberId: z.string().nullable(),
  member: z.string().nullable(),
  name: z.string().nullable(),
  levelCents: z.number(),
  levelTier: z.string().nullable(),
  levelRule: z.string().nullable(),
  held: z.unknown(),
});
export type StoredSupporter = z.infer<typeof supporter>;

/** The stored supporters, by their memberships at Patreon. */
export async function supportersOf({ strapi }: Club): Promise<Map<string, StoredSupporter>> {
  const rows: unknown = await strapi.db
    .query('plugin::patreon.supporter')
    .findMany({ orderBy: { id: 'asc' } });
  return new Map(
    z
      .array(supporter)
      .parse(rows)
      .map((row) => [row.patreonMemberId ?? row.documentId, row]),
  );
}

const change = z.object({
  fromCents: z.number(),
  toCents: z.number(),
  cause: z.string(),
  causeId: z.string().nullable(),
  rule: z.string(),
});

/** What was recorded of levels, oldest first. */
export async function levelChanges({ strapi }: Club): Promise<z.infer<typeof change>[]> {
  const rows: unknown = await strapi.db
    .query('plugin::patreon.level-change')
    .findMany({ orderBy: { id: 'asc' } });
  return z.array(change).parse(rows);
}

/** Runs the sync, as its job does. */
export async function runSync(club: Club, signal = new AbortController().signal) {
  const { sync } = patreonServices(club.strapi);
  if (!sync) throw new Error('Patreon is off');
  return sync.run({ signal, progress: () => undefined });
}

/** The club's tiers, of the prices that the fake has at first. */
export async function makeTiers({ strapi }: Club): Promise<Record<'dreamer' | 'stargazer', string>> {
  const make = async (name: string, amountCents: number, patreonTierId: string): Promise<string> => {
    const { documentId } = await strapi.documents('api::patreon-tier.patreon-tier').create({
      locale: 'en',
      data: { name, amountCents, currency: 'EUR', patreonTierId },
    });
    return documentId;
  };
  return {
    dreamer: await make('Dreamer', 500, '9000002'),
    stargazer: await make('Stargazer', 1500, '9000003'),
  };
}
