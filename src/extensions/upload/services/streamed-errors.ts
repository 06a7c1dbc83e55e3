import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { databaseFailureOf } from '../../../database/errors';

/**
 * Has an answer that is a stream of events, as that to an upload by address is, tell of failures as other answers do: it is past
 * whatever turns errors into answers, and Strapi puts their message into it, SQL and all.
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
