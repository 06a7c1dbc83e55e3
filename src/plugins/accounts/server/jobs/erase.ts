import { z } from 'zod';
import { defineJob } from '../../../jobs/server/definition';
import { accountsService } from '../services';

/** `id`: of an account that is deleted already. */
const payload = z.object({ member: z.string(), id: z.int().optional() });

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.erase': z.input<typeof payload>;
  }
}

/** Erases a member who asked for it and is blocked since, or whom staff have deleted. Many attempts: nobody else would finish it. */
export const eraseJob = defineJob({
  name: 'accounts.erase',
  payload,
  attempts: 20,
  timeout: 30 * 60_000,
  handler: ({ payload: { member: documentId, id }, strapi, signal, progress }) =>
    accountsService(strapi).erasure.erase({ documentId, id }, { signal, progress }),
});
