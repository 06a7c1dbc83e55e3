import { errors } from '@strapi/utils';
import type { z } from 'zod';

/**
 * What a request sent, as far as it is what the schema says. Strapi's own validation never settles, or fails with an internal error,
 * on some shapes, such as `{"toString": 1}` where a text belongs; a raw `parse` would be an internal error too.
 *
 * @throws ValidationError (400), which names the field and says what would be right
 */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  const [first] = issues;
  const field = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  throw new errors.ValidationError(`${field}${first?.message ?? 'Invalid request.'}`, {
    errors: issues.map((issue) => ({ ...issue, name: 'ValidationError' })),
  });
}
