import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { databaseFailureOf } from '../../../database/errors';

/**
 * Hides internal errors in event streams, such as the response to an upload by URL: no error middleware applies to them,
 * and Strapi writes the error's message into the stream, including SQL.
 */
export function maskStreamedErrors<Args extends unknown[], Result>(
  strapi: Pick<Core.Strapi, 'log' | 'requestContext'>,
  upload: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await upload(...args);
    } catch (error) {
      if (strapi.requestContext.get()?.respond !== false || error instanceof errors.ApplicationError)
        throw error;
      strapi.log.error(`upload: a file could not be stored: ${String(error)}`);
      throw new errors.ApplicationError(
        databaseFailureOf(error)?.message ?? 'The file could not be stored. The log says why.',
      );
    }
  };
}
