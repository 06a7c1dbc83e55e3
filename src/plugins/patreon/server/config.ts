import { z } from 'zod';

const schema = z.object({
  /** What links to files are signed with: base64url. */
  fileKey: z.string().min(32),
});

export type PatreonConfig = z.infer<typeof schema>;

export default {
  default: {},
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
