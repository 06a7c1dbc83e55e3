import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const schema = z.object({
  /** The club's own time zone (IANA), which the panel offers first. */
  timeZone: z.string().min(1),
});

type ContentConfig = z.infer<typeof schema>;

export const contentConfig = (strapi: Core.Strapi): ContentConfig =>
  strapi.config.get<ContentConfig>('plugin::content');

export default {
  default: { timeZone: 'Europe/Rome' } satisfies ContentConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
