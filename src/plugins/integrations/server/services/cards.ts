import type { Card } from '../../contract/integrations';
import type { IntegrationsConfig } from '../config';
import { deriveStatus, type IntegrationStatus } from '../domain/state';
import type { IntegrationJobs } from './integration-jobs';
import type { Log } from './log';
import type { LogReader, LogRow } from './log-reader';
import type { Integration, Registry } from './registry';
import type { States } from './states';

interface Parts {
  registry: Registry;
  states: States;
  jobs: IntegrationJobs;
  log: Log;
  reader: LogReader;
}

const idle = { waiting: 0, running: 0, failed: 0, nextRunAt: null, paused: null };

const isoOf = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

const newestOf = (rows: readonly LogRow[]): LogRow | null =>
  rows.reduce<LogRow | null>((newest, row) => (newest && newest.at >= row.at ? newest : row), null);

/** The integrations as their cards show them. */
export function createCards(
  { now }: Pick<IntegrationsConfig, 'now'>,
  { registry, states, jobs, log, reader }: Parts,
) {
  async function cardOf(
    integration: Integration,
    standing: IntegrationStatus,
    calls: LogRow[],
  ): Promise<Card> {
    const { name, title, isConfigured, missing = [], syncAll } = integration;
    const counts = integration.jobs.length > 0 ? await jobs.counts(integration.jobs) : idle;
    const { since, until, ...judgement } = deriveStatus({
      ...standing,
      isConfigured,
      missing,
      running: counts.running,
      paused: counts.paused,
      now: now(),
    });
    return {
      name,
      title,
      ...judgement,
      since: isoOf(since),
      until: isoOf(until),
      missing: [...missing],
      canSyncAll: isConfigured && syncAll !== undefined,
      jobs: {
        names: [...integration.jobs],
        waiting: counts.waiting,
        running: counts.running,
        failed: counts.failed,
        nextRunAt: isoOf(counts.nextRunAt),
      },
      lastSuccess: successOf(calls),
      lastFailure: failureOf(calls),
    };
  }

  async function cardsOf(integrations: readonly Integration[]): Promise<Card[]> {
    await log.flush();
    const standings = await states.all();
    const calls = await reader.latest(integrations.map(({ name }) => name));
    const cards: Card[] = [];
    for (const integration of integrations) {
      const standing = standings.get(integration.name) ?? { waiting: null, broken: null };
      const own = calls.filter((call) => call.integration === integration.name);
      cards.push(await cardOf(integration, standing, own));
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

function successOf(calls: readonly LogRow[]): Card['lastSuccess'] {
  const last = calls.find(({ outcome }) => outcome === 'ok');
  return last ? { at: new Date(last.at).toISOString(), action: last.action } : null;
}

function failureOf(calls: readonly LogRow[]): Card['lastFailure'] {
  const last = newestOf(calls.filter(({ outcome }) => outcome !== 'ok'));
  if (!last) return null;
  const { at, action, outcome, message } = last;
  return { at: new Date(at).toISOString(), action, outcome, message };
}
