import { z } from 'zod';
import { defineJob } from '../../../jobs/server/definition';
import { accountsService } from '../services';

const payload = z.object({ member: z.string() });

declare module '../../../jobs/server/definition' {
  interface JobPayloads {
    'accounts.erase': z.input<typeof payload>;
  }
}

/** Erases a member who asked for it, and is blocked since. Many attempts: nobody else would finish it. */
export const eraseJob = defineJob({
  name: 'accounts.erase',
  payload,
  attempts: 20,
  timeout: 30 * 60_000,
  handler: ({ payload: { member }, strapi, signal, progress }) =>
    accountsService(strapi).erasure.erase(member, { signal, progress }),
});
