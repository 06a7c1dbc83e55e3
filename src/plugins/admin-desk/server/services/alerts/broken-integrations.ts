import { permissions } from '../../../../integrations/contract/permissions';
import type { AlertSource } from './source';

/** Connections that somebody has to mend. */
export const brokenIntegrations: AlertSource = {
  kind: 'integration',
  isFor: (staff) => staff.may(permissions.read),
  async read({ staff, cards }) {
    const alerts = (await cards())
      .filter(({ state }) => state === 'broken')
      .map(({ name, title, reason, whatToDo, since }) => ({
        kind: 'integration' as const,
        name,
        title,
        reason,
        whatToDo: staff.may(permissions.manage) ? whatToDo : null,
        since,
      }));
    return { alerts };
  },
};
