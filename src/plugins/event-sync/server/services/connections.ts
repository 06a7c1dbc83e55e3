import type { Core } from '@strapi/strapi';
import { integrationsService } from '../../../integrations/server/services';
import type { ConnectionStatus } from '../domain/sync-status';
import type { ConnectedTarget } from '.';

/** How the connections of targets stand now, by integration. Not to be called in a transaction: it reads on other connections. */
export async function readConnections(
  strapi: Core.Strapi,
  targets: readonly ConnectedTarget[],
): Promise<ReadonlyMap<string, ConnectionStatus>> {
  const names = [...new Set(targets.map(({ integration }) => integration))];
  const connections = new Map<string, ConnectionStatus>();
  for (const name of names) connections.set(name, await integrationsService(strapi).card(name));
  return connections;
}

export function connectionOf(
  connections: ReadonlyMap<string, ConnectionStatus>,
  { integration }: ConnectedTarget,
): ConnectionStatus {
  const connection = connections.get(integration);
  if (!connection) throw new Error(`There is no integration ${integration}`);
  return connection;
}
