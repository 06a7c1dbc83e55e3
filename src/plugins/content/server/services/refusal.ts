import { errors } from '@strapi/utils';
import { z } from 'zod';
import { sentenceOf, type ValidationIssue } from '../domain/rules/issues';

/**
 * The error that REST, GraphQL and the admin panel's forms expect, with every issue: its `details.errors` are
 * `{ path, message, name }`, where the name is `TakenError` for what another document has and `ValidationError`
 * otherwise.
 *
 * @param sentence what to say of all of them, where their fields are no part of it
 */
export const refusal = (issues: readonly ValidationIssue[], sentence = sentenceOf(issues)): Error =>
  new errors.ValidationError(sentence, {
    errors: issues.map(({ path, message, isTaken }) => ({
      path,
      message,
      name: isTaken ? 'TakenError' : 'ValidationError',
    })),
  });

/** @throws the refusal of what is wrong, where something is */
export function refuseFor(issues: readonly ValidationIssue[]): void {
  if (issues.length > 0) throw refusal(issues);
}

const takenSlug = z.object({
  details: z.object({
    errors: z.array(z.object({ path: z.tuple([z.literal('slug')]), name: z.literal('TakenError') })).min(1),
  }),
});

/** Whether an error is a refusal for nothing but a slug that another document has. */
export const isTakenSlug = (error: unknown): boolean => takenSlug.safeParse(error).success;
