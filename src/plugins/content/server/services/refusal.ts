import { errors } from '@strapi/utils';
import { sentenceOf, type Fault } from '../domain/rules/faults';

/**
 * The error that REST, GraphQL and the admin panel's forms expect, with every fault: its `details.errors` are
 * `{ path, message, name }`, where the name is `TakenError` for what another document has and `ValidationError`
 * otherwise.
 *
 * @param sentence what to say of all of them, where their fields are no part of it
 */
export const refusal = (faults: readonly Fault[], sentence = sentenceOf(faults)): Error =>
  new errors.ValidationError(sentence, {
    errors: faults.map(({ path, message, isTaken }) => ({
      path,
      message,
      name: isTaken ? 'TakenError' : 'ValidationError',
    })),
  });
