import type { Core } from '@strapi/strapi';
import { groupBy } from '../../../../shared/server/group-by';
import type { EventSyncConfig } from '../config';
import { affectedEvents } from '../domain/affected-events';
import type { EventSnapshot } from '../domain/event-snapshot';
import { changeOf, type ForecastChange } from '../domain/forecast';
import { stepFor, type Step } from '../domain/plan';
import type { ConnectionStatus } from '../domain/sync-status';
import type { ConnectedTarget } from '.';
import type { Affected } from './affected';
import { connectionOf, readConnections } from './connections';
import type { Events, Links } from './store';

/** What a write makes a target do with an event. */
export type Forecast = ForecastChange & {
  target: Pick<ConnectedTarget, 'name' | 'title'>;
  event: { documentId: string; title: string };
  connection: ConnectionStatus['state'];
};

interface Parts {
  events: Events;
  links: Links;
  targets: readonly ConnectedTarget[];
  affected: Affected;
}

function titleOf(event: EventSnapshot | undefined): string | null {
  const version = event?.draft ?? event?.published;
  return version?.texts.en.title ?? null;
}

/** Says what a write makes the targets do, by what a sync would decide after it. */
export function createForecast(
  strapi: Core.Strapi,
  config: EventSyncConfig,
  { events, links, targets, affected }: Parts,
) {
  /** The events as they stand, and the step of each at each target. */
  async function stateOf(ids: readonly string[]) {
    const found = await events.readMany(ids);
    const known = groupBy(await links.ofEvents(ids), ({ event }) => event);
    const now = new Date(config.now());
    const step = (target: ConnectedTarget, id: string): Step<unknown> => {
      const link = known.get(id)?.find((row) => row.target === target.name) ?? null;
      return stepFor(target, found.get(id) ?? null, link, now);
    };
    return { found, step };
  }

  /**
   * Call it before the write, outside of its transaction, and what it returns after the write, in its transaction. A constant number
   * of queries.
   *
   * @param documentId null for a document that does not exist yet
   */
  return async function forecast(
    call: { action: string; uid: string },
    documentId: string | null,
  ): Promise<(written: string) => Promise<Forecast[]>> {
    const terms = affectedEvents(call);
    if (terms.events === 'none' || targets.length === 0) return () => Promise.resolve([]);
    const connections = await readConnections(strapi, targets);
    const ids = documentId === null ? [] : [documentId];
    const eventsAfter = await affected(terms, ids);
    const before = await stateOf(
      terms.events === 'itself' ? ids : await (await affected({ ...terms, lookUp: 'before' }, ids))(ids),
    );

    return async (written) => {
      const concerned = await eventsAfter([written]);
      const after = await stateOf(concerned);
      return targets.flatMap((target) =>
        concerned.flatMap((id): Forecast[] => {
          const change = changeOf(before.step(target, id), after.step(target, id));
          if (change === null) return [];
          const { name, title } = target;
          return [
            {
              ...change,
              target: { name, title },
              event: {
                documentId: id,
                title: titleOf(after.found.get(id)) ?? titleOf(before.found.get(id)) ?? id,
              },
              connection: connectionOf(connections, target).state,
            },
          ];
        }),
      );
    };
  };
}
