import { z } from 'zod';

const schema = z.object({
  clubName: z.string().min(1),
  /** IANA; what a bare date in a query means. */
  timeZone: z.string().min(1),
  /** The website, for links in feeds and JSON-LD; without it they lead to this API. */
  frontendUrl: z.url().optional(),
  /** Holds every answer against its contract, as the tests do. */
  checkAnswers: z.boolean(),
});

export default {
  default: { clubName: "The Dreamer's Cave", timeZone: 'Europe/Rome', checkAnswers: false },
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
