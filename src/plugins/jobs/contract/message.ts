import { z } from 'zod';

/**
 * A sentence for staff. The panel and mails say it in their reader's language by `id` and `values`; `text` is the same in
 * English, and all there is where `id` is null: another's own words, or what was stored before messages had ids.
 */
export const message = z.object({
  id: z.string().nullable(),
  /** A value may be a message itself. */
  get values(): z.ZodRecord<z.ZodString, z.ZodUnion<[z.ZodString, z.ZodNumber, typeof message]>> {
    return z.record(z.string(), z.union([z.string(), z.number(), message]));
  },
  text: z.string(),
});
export type Message = z.infer<typeof message>;

/** Words that have no translation. */
export const untranslated = (text: string): Message => ({ id: null, values: {}, text });

/** A message, of one or of words that have no translation. */
export const toMessage = (said: Message | string): Message =>
  typeof said === 'string' ? untranslated(said) : said;
