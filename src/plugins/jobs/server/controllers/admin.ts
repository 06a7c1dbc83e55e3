import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { adminAction, adminName, ConflictError } from '../../../../shared/server/admin-api';
import { validated } from '../../../../shared/server/validated';
import { listQuery, pauseBody, statisticsQuery, type namesAnswer } from '../../contract/requests';
import { jobMessages } from '../domain/job-messages';
import { jobsService } from '../services';

type Names = z.infer<typeof namesAnswer>;

/** The admin API of background jobs; `routes/admin.ts` says which permission each action needs. */
export default function createAdminController({ strapi }: { strapi: Core.Strapi }) {
  const jobs = jobsService(strapi);

  return {
    overview: adminAction(() => jobs.overview()),
    statistics: adminAction(({ query }) => jobs.statistics(validated(statisticsQuery, query).name)),
    list: adminAction(({ query }) => jobs.list(validated(listQuery, query))),
    detail: adminAction(({ params: { id = '' } }) => jobs.detail(id)),

    retry: adminAction(async ({ params: { id = '' }, state }) => {
      await jobs.retry(id);
      strapi.log.info(`jobs: ${id} retried by ${adminName(state.user)}`);
      return jobs.detail(id);
    }),
    cancel: adminAction(async ({ params: { id = '' }, state }) => {
      const cancelled = await jobs.cancel(id, jobMessages.say('cancelled', { by: adminName(state.user) }));
      if (cancelled.outcome === 'ended')
        throw new ConflictError(`It is ${cancelled.state}: only jobs that wait or run can be cancelled.`);
      if (cancelled.outcome === 'changing')
        throw new ConflictError('It changes all the time: try again in a moment.');
      if (cancelled.outcome === 'cancelled')
        strapi.log.info(`jobs: ${id} cancelled by ${adminName(state.user)}`);
      return jobs.detail(id);
    }),
    retryFailed: adminAction(async ({ params: { name = '' }, state }) => {
      await jobs.requireName(name);
      const result = await jobs.retryFailed(name);
      strapi.log.info(`jobs: ${result.retried} failed ${name} retried by ${adminName(state.user)}`);
      return result;
    }),
    pause: adminAction(async ({ params: { name = '' }, request, state }): Promise<Names> => {
      const { reason } = validated(pauseBody, request.body);
      await jobs.requireName(name);
      await jobs.pause([name], { reason });
      strapi.log.info(`jobs: ${name} paused by ${adminName(state.user)}: ${reason}`);
      return { names: [name] };
    }),
    resume: adminAction(async ({ params: { name = '' }, state }): Promise<Names> => {
      await jobs.requireName(name);
      const names = await jobs.resumeTogether(name);
      strapi.log.info(`jobs: ${names.join(', ') || name} resumed by ${adminName(state.user)}`);
      return { names };
    }),
  };
}
