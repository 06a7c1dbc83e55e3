import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import type { JobStory } from '../../contract/job';
import {
  listQuery,
  pauseBody,
  statisticsQuery,
  type JobList,
  type namesAnswer,
  type Retried,
} from '../../contract/requests';
import type { Overview, Statistics } from '../../contract/overview';
import { JobNotFound } from '../domain/refusals';
import { jobsService } from '../services';
import { answering, nameOf, validated } from './answered';

/** What the admin panel asks and does; the routes say who may. */
export default function createAdminController({ strapi }: { strapi: Core.Strapi }) {
  const jobs = jobsService(strapi);

  async function story(id: string): Promise<JobStory> {
    const found = await jobs.story(id);
    if (!found) throw new JobNotFound(id);
    return found;
  }

  return {
    overview: answering((): Promise<Overview> => jobs.overview()),
    statistics: answering(({ query }): Promise<Statistics> =>
      jobs.statistics(validated(statisticsQuery, query).name),
    ),
    list: answering(({ query }): Promise<JobList> => jobs.list(validated(listQuery, query))),
    story: answering(({ params }): Promise<JobStory> => story(params.id ?? '')),

    retry: answering(async ({ params: { id = '' }, state }): Promise<JobStory> => {
      await jobs.retry(id);
      strapi.log.info(`jobs: ${id} retried by ${nameOf(state.user)}`);
      return story(id);
    }),
    cancel: answering(async ({ params: { id = '' }, state }): Promise<JobStory> => {
      await jobs.cancel(id, nameOf(state.user));
      strapi.log.info(`jobs: ${id} cancelled by ${nameOf(state.user)}`);
      return story(id);
    }),
    retryFailed: answering(async ({ params: { name = '' }, state }): Promise<Retried> => {
      await jobs.requireName(name);
      const result = await jobs.retryFailed(name);
      strapi.log.info(`jobs: ${result.retried} failed ${name} retried by ${nameOf(state.user)}`);
      return result;
    }),
    pause: answering(
      async ({ params: { name = '' }, request, state }): Promise<z.infer<typeof namesAnswer>> => {
        const { reason } = validated(pauseBody, request.body);
        await jobs.requireName(name);
        await jobs.pause([name], { reason });
        strapi.log.info(`jobs: ${name} paused by ${nameOf(state.user)}: ${reason}`);
        return { names: [name] };
      },
    ),
    resume: answering(async ({ params: { name = '' }, state }): Promise<z.infer<typeof namesAnswer>> => {
      await jobs.requireName(name);
      const names = await jobs.resumeTogether(name);
      strapi.log.info(`jobs: ${names.join(', ') || name} resumed by ${nameOf(state.user)}`);
      return { names };
    }),
  };
}
