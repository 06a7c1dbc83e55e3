import { z } from 'zod';
import { instant } from './answer';

export const taskStatuses = ['pending', 'running', 'done', 'failed', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const taskId = z.string().describe('The `task_id` of a 202 answer');

export const taskView = z
  .strictObject({
    id: taskId,
    name: z.string().describe('What kind of task it is'),
    status: z.enum(taskStatuses).describe('A task that will be tried again is pending'),
    progress: z.strictObject({
      done: z.int().nullable(),
      total: z.int().nullable(),
      message: z.string().nullable(),
    }),
    result: z.unknown().describe('What has come of it, once it is done: any JSON, or null'),
    error: z.string().nullable().describe('Why it has failed: a sentence for a person'),
    created_at: instant,
    started_at: instant.nullable().describe('When it was last begun'),
    finished_at: instant.nullable(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof taskView>;
