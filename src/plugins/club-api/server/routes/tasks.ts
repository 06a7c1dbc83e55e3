import { z } from 'zod';
import { one } from '../contract/answer';
import { route } from '../contract/route';
import { taskId, taskView } from '../contract/task';
import { ApiError } from '../domain/api-error';
import { taskView as viewOf } from '../domain/views/task';
import type { Club } from './club';

export const taskRoutes = [
  route({
    path: '/tasks/:id',
    tag: 'Tasks',
    summary: 'A task of your own: how far it is, and what has come of it',
    access: 'member',
    params: z.object({ id: taskId }),
    answer: one(taskView),
    handle: async ({ params: { id }, member }, club: Club) => {
      const job = await club.job(id);
      // That there is such a task is for its owner to know: to others it is as if there were none.
      if (job?.owner !== member.documentId) throw new ApiError(404, `Task '${id}' not found`);
      return { kind: 'json', data: viewOf(job) };
    },
  }),
];
