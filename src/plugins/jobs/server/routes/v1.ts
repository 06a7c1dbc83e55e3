import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isStaff } from '../../../../http/access';
import { HttpError } from '../../../../http/errors';
import { json, noContent } from '../../../../http/results';
import { defineRoute, type Member } from '../../../../http/route';
import { one } from '../../../../http/schemas';
import type { JobRow } from '../domain/job';
import { taskId, taskSchema, toTask } from '../domain/task';
import { jobMessages } from '../domain/job-messages';
import { jobsService } from '../services';

const tag = 'Tasks';
const params = z.object({ id: taskId });

const notFound = (id: string) => new HttpError(404, `Task '${id}' not found`);

/** What the jobs are to the members for whom they are done. */
export function taskRoutes(strapi: Core.Strapi) {
  /** @throws HttpError 404: that there is such a task is for its owner and staff to know; to others it is as if there were none */
  async function taskOf(id: string, member: Member): Promise<JobRow> {
    const job = await jobsService(strapi).find(id);
    if (job && job.owner !== null && (job.owner === member.documentId || isStaff(member))) return job;
    throw notFound(id);
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/tasks/:id',
      tag,
      summary: 'A task of your own: how far it is, and what has come of it',
      access: 'member',
      params,
      responses: { 200: one(taskSchema) },
      handle: async ({ params: { id }, member }) => json(toTask(await taskOf(id, member))),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/tasks/:id',
      tag,
      summary: 'Cancels a task of your own; 409 where it has ended',
      access: 'member',
      params,
      responses: { 204: null },
      rateLimit: { points: 60, seconds: 60 },
      handle: async ({ params: { id }, member }) => {
        const { owner } = await taskOf(id, member);
        const cancelled = await jobsService(strapi).cancel(
          id,
          jobMessages.say(owner === member.documentId ? 'cancelled-by-owner' : 'cancelled-by-staff'),
        );
        if (cancelled.outcome === 'not found') throw notFound(id);
        if (cancelled.outcome === 'ended' && cancelled.state !== 'cancelled')
          throw new HttpError(409, `It is ${cancelled.state}: only tasks that wait or run can be cancelled`);
        if (cancelled.outcome === 'changing')
          throw new HttpError(409, 'It changes all the time: try again in a moment');
        return noContent();
      },
    }),
  ];
}
