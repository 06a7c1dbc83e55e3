import { z } from 'zod';
import { bounded } from './bounded';

const text = z.string().min(1);

/** Where the vendors put their sentence: Google and Facebook, OAuth, JSON:API, others. */
const sentences = z.union([
  z.looseObject({ error: z.looseObject({ message: text }) }).transform(({ error }) => error.message),
  z.looseObject({ error_description: text }).transform((body) => body.error_description),
  z
    .looseObject({ errors: z.array(z.looseObject({ detail: text })).min(1) })
    .transform(({ errors }) => errors[0]?.detail),
  z
    .looseObject({ errors: z.array(z.looseObject({ title: text })).min(1) })
    .transform(({ errors }) => errors[0]?.title),
  z.looseObject({ message: text }).transform(({ message }) => message),
  z.looseObject({ error: text }).transform(({ error }) => error),
]);

/** The vendor's own sentence about what is wrong, from the body of an answer; null when there is none. */
export function vendorMessageOf(body: unknown): string | null {
  const found = sentences.safeParse(body).data;
  return found === undefined ? null : bounded(found, 500);
}
