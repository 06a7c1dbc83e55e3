import * as React from 'react';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { cardList, checkAnswer, resumeAnswer, syncAnswer, syncJob } from '../../contract/integrations';
import { logChoices, logPage, type LogQuery } from '../../contract/log';

/** The plugin's admin routes, and what it needs of those of the jobs. */
export function useIntegrationsApi() {
  const { get, post } = useApi('');
  return React.useMemo(() => {
    const named = (name: string) => `/integrations/${encodeURIComponent(name)}`;
    return {
      cards: async () => (await get(cardList, '/integrations')).data,
      log: (query: LogQuery) => get(logPage, '/integrations/log', query),
      logChoices: () => get(logChoices, '/integrations/log/choices'),
      check: async (name: string) => (await post(checkAnswer, `${named(name)}/check`)).data,
      /** @returns the id of the job that does it */
      sync: async (name: string) => (await post(syncAnswer, `${named(name)}/sync`)).task_id,
      resume: (name: string) => post(resumeAnswer, `${named(name)}/resume`),
      /** Needs the permission to read jobs. */
      syncJob: (id: string) => get(syncJob, `/jobs/jobs/${encodeURIComponent(id)}`),
    };
  }, [get, post]);
}
