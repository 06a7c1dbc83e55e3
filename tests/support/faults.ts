import { z } from 'zod';

const refusal = z.object({
  name: z.literal('ValidationError'),
  message: z.string(),
  details: z.object({
    errors: z.array(z.object({ path: z.array(z.string()), message: z.string(), name: z.string() })),
  }),
});

/** The fields that a write is refused for, with the sentences. */
export async function faultsOf(write: Promise<unknown>): Promise<Record<string, string>> {
  const error: unknown = await write.then(
    () => null,
    (reason: unknown) => reason,
  );
  return fieldsOf(error);
}

/** The fields that a refusal names, with its sentences. */
export function fieldsOf(error: unknown): Record<string, string> {
  if (error === null) return {};
  const { details } = refusal.parse(error);
  return Object.fromEntries(details.errors.map(({ path, message }) => [path.join('.'), message]));
}

let count = 0;
/** Slugs that nobody has yet. */
export const fresh = (word: string) => `${word}-no-${(count += 1)}`;
