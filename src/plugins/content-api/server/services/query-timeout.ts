import { errors } from '@strapi/utils';

/** The timeout of a reader's query. The most expensive allowed one takes a tenth of that on a club like the demo one. */
export const patienceMs = 3_000;

/** A reader's query that was ended so that others need not wait for it. */
export class QueryTimeoutError extends errors.ApplicationError {
  constructor() {
    super(
      `The database needed more than ${patienceMs / 1000} seconds for this query, so it was ended. Ask for less: fewer conditions, relations or entries.`,
    );
  }
}

/** Too many readers already wait for the database. */
export class TooManyQueriesError extends errors.RateLimitError {
  constructor() {
    super('Too many queries are waiting for an answer. Try again in a few seconds.');
  }
}
