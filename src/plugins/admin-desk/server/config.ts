import { z } from 'zod';

const schema = z.object({
  /** Whether staff may open the content-type builder, as far as their roles allow it. */
  contentTypeBuilder: z.boolean(),
});
export type AdminDeskConfig = z.infer<typeof schema>;

export default {
  default: { contentTypeBuilder: true } satisfies AdminDeskConfig,
  validator: (config: unknown): void => {
    schema.parse(config);
  },
};
