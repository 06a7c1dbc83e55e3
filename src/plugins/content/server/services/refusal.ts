import { errors } from '@strapi/utils';
import { z } from 'zod';
import { sentenceOf, type ValidationIssue } from '../domain/rules/issues';

/**
 * The error that REST, GraphQL and the admin panel's forms expect, with all issues. Its `details.errors` are `{ path,
 * message, name, rule }`; the name is `TakenError` for a value that another document has, otherwise `ValidationError`; the
 * rule is what the message says, for the panel to say it in its own language (`admin/refusals`).
 *
 * @param sentence the message, if it is not made from the issues and their fields
 */
export const refusal = (issues: readonly ValidationIssue[], sentence = sentenceOf(issues)): Error =>
  new errors.ValidationError(sentence, {
    errors: issues.map(({ path, message, rule, isTaken }) => ({
      path,
      message,
      name: isTaken ? 'TakenError' : 'ValidationError',
      ...(rule && { rule }),
    })),
  });

export function refuseFor(issues: readonly ValidationIssue[]): void {
  if (issues.length > 0) throw refusal(issues);
}

const takenSlug = z.object({
  details: z.object({
    errors: z.array(z.object({ path: z.tuple([z.literal('slug')]), name: z.literal('TakenError') })).min(1),
  }),
});

/** Whether an error is a refusal only because another document has the slug. */
export const isTakenSlug = (error: unknown): boolean => takenSlug.safeParse(error).success;
