import { z } from 'zod';

const schema = z.object({
  clubName: z.string().min(1),
  /** IANA; what a bare date in a query means. */
  timeZone: z.string().min(1),
  /** The website, for links in feeds and JSON-LD; without it they lead to this API. */
  frontendUrl: z.url().optional(),
  /** What links to previews are signed with: base64url. */
  previewKey: z.string().min(32),
  /** The pages that may call with cookies: the club's own and the website's. */
  origins: z.array(z.string()),
  /** Whether cookies are sent over https only. */
  secureCookies: z.boolean(),
  /** Whether routes count what each client calls; where there is Redis, all processes together. */
  rateLimits: z.boolean(),
  redisUrl: z.string().optional(),
  /** Holds every response against its schema, as the tests do. */
  checkResponses: z.boolean(),
});

export type PublicApiConfig = z.infer<typeof schema>;

export default {
  default: {
    clubName: "The Dreamer's Cave",
    timeZone: 'Europe/Rome',
    origins: [],
    secureCookies: false,
    rateLimits: true,
    checkResponses: false,
  },
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
