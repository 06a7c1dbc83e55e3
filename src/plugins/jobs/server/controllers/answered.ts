import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { JobConflict, JobNotFound, NameUnknown } from '../domain/refusals';

/** What Strapi adds to koa's context, as far as it is used here. */
type AdminContext = Context & {
  params: Record<string, string>;
  state: { user?: unknown };
  conflict(message: string): void;
};

/** @throws ValidationError (400), which says what is wrong with which field */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  const [first] = faults;
  const field = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  throw new errors.ValidationError(`${field}${first?.message ?? 'Invalid request.'}`, {
    errors: faults.map((fault) => ({ ...fault, name: 'ValidationError' })),
  });
}

/** An action that answers with what it returns, and turns what cannot be into 404 and 409. */
export const answering =
  (act: (context: AdminContext) => Promise<unknown>) =>
  async (context: AdminContext): Promise<void> => {
    try {
      context.body = await act(context);
    } catch (error) {
      if (error instanceof JobNotFound || error instanceof NameUnknown)
        throw new errors.NotFoundError(error.message);
      if (!(error instanceof JobConflict)) throw error;
      context.conflict(error.message);
    }
  };

const person = z.object({
  firstname: z.string().nullish(),
  lastname: z.string().nullish(),
  email: z.string().nullish(),
});

/** What somebody signed in to the admin panel is called. */
export function nameOf(user: unknown): string {
  const { firstname, lastname, email } = person.safeParse(user).data ?? {};
  return [firstname, lastname].filter(Boolean).join(' ') || email || 'an administrator';
}
