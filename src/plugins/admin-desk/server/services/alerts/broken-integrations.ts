import { permissions } from '../../../../integrations/contract/permissions';
import type { AlertSource } from './source';

/** Connections that somebody has to mend. */
export const brokenIntegrations: AlertSource = {
  isFor: (staff) => staff.may(permissions.read),
  async read({ staff, cards }) {
    return (await cards())
      .filter(({ state }) => state === 'broken')
      .map(({ name, title, reason, whatToDo, since }) => ({
        kind: 'integration',
        name,
        title,
        reason,
        whatToDo: staff.may(permissions.manage) ? whatToDo : null,
        since,
      }));
  },
};
