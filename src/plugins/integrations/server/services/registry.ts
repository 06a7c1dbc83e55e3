import { errors } from '@strapi/utils';
import type { BudgetTerms } from '../clients/rate-gate';

/** A connection of the club, as its plugin registers it. */
export interface Integration {
  /** `google-calendar`: in addresses, tables and the log. */
  name: string;
  /** What staff call it. */
  title: string;
  isConfigured: boolean;
  /** The settings that are absent, by their names. */
  missing?: readonly string[];
  /** The names of its jobs: paused while it is broken. */
  jobs: readonly string[];
  budget: BudgetTerms;
  /** A cheap call that needs permission, through the integration's remote. Works, or throws. */
  check: (signal: AbortSignal) => Promise<void>;
  /** Has everything done again. @param owner the member who may watch the task @returns its id */
  syncAll?: (owner?: string) => Promise<string>;
}

export function createRegistry() {
  const integrations = new Map<string, Integration>();

  /** At bootstrap, by the plugin whose connection it is. @throws Error when the name is taken */
  function register(integration: Integration): void {
    const { name } = integration;
    if (integrations.has(name)) throw new Error(`The integration "${name}" is registered twice.`);
    integrations.set(name, integration);
  }

  /** @throws NotFoundError */
  function get(name: string): Integration {
    const integration = integrations.get(name);
    if (!integration) throw new errors.NotFoundError(`There is no integration "${name}".`);
    return integration;
  }

  return { register, get, all: (): Integration[] => [...integrations.values()] };
}

export type Registry = ReturnType<typeof createRegistry>;
