import { isoTime } from '../../../../shared/server/iso-time';
import type { Card } from '../../contract/integrations';
import type { IntegrationsConfig } from '../config';
import { deriveStatus, type IntegrationStatus } from '../domain/status';
import type { IntegrationJobs } from './incidents';
import type { Log, LogReader, LogRow } from './log';
import type { Integration, Registry } from './registry';
import type { StatusStore } from './status-store';

interface Parts {
  registry: Registry;
  statuses: StatusStore;
  jobs: IntegrationJobs;
  log: Log;
  reader: LogReader;
}

const idle = { waiting: 0, running: 0, failed: 0, nextRunAt: null, paused: null };

export function createCards(
  { now }: Pick<IntegrationsConfig, 'now'>,
  { registry, statuses, jobs, log, reader }: Parts,
) {
  async function cardOf(integration: Integration, status: IntegrationStatus, calls: LogRow[]): Promise<Card> {
    const { name, title, isConfigured, missing = [], syncAll } = integration;
    const counts = integration.jobs.length > 0 ? await jobs.counts(integration.jobs) : idle;
    const { since, until, ...derived } = deriveStatus({
      ...status,
      isConfigured,
      missing,
      running: counts.running,
      paused: counts.paused,
      now: now(),
    });
    return {
      name,
      title,
      ...derived,
      since: isoTime(since),
      until: isoTime(until),
      missing: [...missing],
      canSyncAll: isConfigured && syncAll !== undefined,
      jobs: {
        names: [...integration.jobs],
        waiting: counts.waiting,
        running: counts.running,
        failed: counts.failed,
        nextRunAt: isoTime(counts.nextRunAt),
      },
      lastSuccess: successOf(calls),
      lastFailure: failureOf(calls),
    };
  }

  async function cardsOf(integrations: readonly Integration[]): Promise<Card[]> {
    await log.flush();
    const stored = await statuses.all();
    const calls = await reader.latest(integrations.map(({ name }) => name));
    const cards: Card[] = [];
    for (const integration of integrations) {
      const status = stored.get(integration.name) ?? { waiting: null, broken: null };
      const own = calls.filter((call) => call.integration === integration.name);
      cards.push(await cardOf(integration, status, own));
    }
    return cards;
  }

  return {
    cards: (): Promise<Card[]> => cardsOf(registry.all()),

    /** @throws NotFoundError */
    async card(name: string): Promise<Card> {
      const [card] = await cardsOf([registry.get(name)]);
      if (!card) throw new Error(`There is no card of ${name}`);
      return card;
    },
  };
}

const callOf = ({ at, action }: LogRow) => ({ at: new Date(at).toISOString(), action });

function successOf(calls: readonly LogRow[]): Card['lastSuccess'] {
  const last = calls.find(({ outcome }) => outcome === 'ok');
  return last ? callOf(last) : null;
}

function failureOf(calls: readonly LogRow[]): Card['lastFailure'] {
  const [last] = calls.filter(({ outcome }) => outcome !== 'ok').sort((a, b) => b.at - a.at);
  return last ? { ...callOf(last), outcome: last.outcome, message: last.message } : null;
}
