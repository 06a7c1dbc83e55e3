import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json } from '../../../../../http/results';
import { defineRoute, type Verification } from '../../../../../http/route';
import { one } from '../../../../../http/schemas';
import type { PatreonConfig } from '../../config';
import { isSigned } from '../../domain/signature';
import { patreonServices } from '../../services';

/** Patreon itself, by the signature over the body's bytes. */
const byPatreon = (secrets: readonly string[]): Verification => ({
  verify({ headers, rawBody }) {
    if (!isSigned(rawBody, headers['x-patreon-signature'], secrets))
      throw new HttpError(401, 'The signature is missing or wrong');
  },
});

/** Where Patreon says that something about a member has changed. */
export function webhookRoutes(strapi: Core.Strapi) {
  const { webhookSecrets } = strapi.config.get<PatreonConfig>('plugin::patreon');
  return [
    defineRoute({
      method: 'POST',
      path: '/webhooks/patreon',
      tag: 'Support',
      summary: 'For Patreon alone: stores that something about a member has changed, and looks at it later',
      access: byPatreon(webhookSecrets),
      body: z.unknown(),
      responses: { 200: one(z.strictObject({ received: z.literal(true) })) },
      failures: { 401: 'The signature is missing or wrong' },
      // Patreon sends all that has accumulated at once, from a few addresses.
      rateLimit: { points: 20_000, seconds: 60 },
      handle: async ({ body, headers }) => {
        const event = headers['x-patreon-event'];
        const { deliveries } = patreonServices(strapi);
        const isTaken = await deliveries.receive(typeof event === 'string' ? event : '', body);
        if (!isTaken)
          throw new HttpError(400, 'Invalid request', {
            issues: { data: ['must be an object, as Patreon sends it'] },
          });
        return json({ received: true as const });
      },
    }),
  ];
}
