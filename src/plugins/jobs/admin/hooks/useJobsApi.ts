import * as React from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { z } from 'zod';
import { jobStory } from '../../contract/job';
import { overview, statistics } from '../../contract/overview';
import { jobList, namesAnswer, retriedAnswer, type ListQuery } from '../../contract/requests';

/** What the server offers this page; every answer is held against the contract. */
export function useJobsApi() {
  const { get, post } = useFetchClient();
  return React.useMemo(() => {
    const ask = async <Schema extends z.ZodType>(schema: Schema, path: string, params?: object) =>
      schema.parse((await get(`/jobs/${path}`, { params })).data);
    const tell = async <Schema extends z.ZodType>(schema: Schema, path: string, body: object = {}) =>
      schema.parse((await post(`/jobs/${path}`, body)).data);
    const job = (id: string) => `jobs/${encodeURIComponent(id)}`;
    const named = (name: string) => `names/${encodeURIComponent(name)}`;
    return {
      overview: () => ask(overview, 'overview'),
      statistics: (name?: string) => ask(statistics, 'statistics', { name }),
      list: (query: ListQuery) => ask(jobList, 'jobs', query),
      story: (id: string) => ask(jobStory, job(id)),
      retry: (id: string) => tell(jobStory, `${job(id)}/retry`),
      cancel: (id: string) => tell(jobStory, `${job(id)}/cancel`),
      retryFailed: (name: string) => tell(retriedAnswer, `${named(name)}/retry-failed`),
      pause: (name: string, reason: string) => tell(namesAnswer, `${named(name)}/pause`, { reason }),
      resume: (name: string) => tell(namesAnswer, `${named(name)}/resume`),
    };
  }, [get, post]);
}

export type JobsApi = ReturnType<typeof useJobsApi>;
