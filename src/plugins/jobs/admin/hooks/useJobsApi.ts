import * as React from 'react';
import { useApi } from '../../../../shared/admin/hooks/useApi';
import { jobDetail } from '../../contract/job';
import {
  jobList,
  namesAnswer,
  overview,
  retriedAnswer,
  statistics,
  type ListQuery,
} from '../../contract/requests';

export function useJobsApi() {
  const { get, post } = useApi('/jobs');
  return React.useMemo(() => {
    const job = (id: string) => `/jobs/${encodeURIComponent(id)}`;
    const named = (name: string) => `/names/${encodeURIComponent(name)}`;
    return {
      overview: () => get(overview, '/overview'),
      statistics: (name?: string) => get(statistics, '/statistics', { name }),
      list: (query: ListQuery) => get(jobList, '/jobs', query),
      job: (id: string) => get(jobDetail, job(id)),
      retry: (id: string) => post(jobDetail, `${job(id)}/retry`),
      cancel: (id: string) => post(jobDetail, `${job(id)}/cancel`),
      retryFailed: (name: string) => post(retriedAnswer, `${named(name)}/retry-failed`),
      pause: (name: string, reason: string) => post(namesAnswer, `${named(name)}/pause`, { reason }),
      resume: (name: string) => post(namesAnswer, `${named(name)}/resume`),
    };
  }, [get, post]);
}
