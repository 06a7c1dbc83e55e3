let count = 0;

/**
 * A rejection that nobody handles is logged and counted, and the process goes on. Node would end it, and with it the requests of
 * everybody else, for the sake of a result that nobody waits for: a second query of a transaction that has failed already, what
 * Strapi announces after a commit (its callbacks are not awaited). Nothing depends on memory that such a failure could have
 * left half changed: what matters is in the database, whose transaction was undone. An exception that nobody catches is
 * another matter, and still ends the process.
 */
export function surviveRejections(strapi) {
  process.on('unhandledRejection', (reason) => {
    count += 1;
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    strapi.log.error(`Rejection ${count} that nobody handled since the start; the club goes on: ${what}`);
  });
}
