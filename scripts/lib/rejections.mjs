let count = 0;

/**
 * Logs and counts unhandled rejections, and lets the process continue. Node would end it, with all other requests,
 * because of a result that no code awaits: another query of a transaction that has failed already, or Strapi's events
 * after a commit (its callbacks are not awaited). No state in memory can be inconsistent after that: what matters is in
 * the database, whose transaction was rolled back. An uncaught exception still ends the process.
 */
export function surviveRejections(strapi) {
  process.on('unhandledRejection', (reason) => {
    count += 1;
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    strapi.log.error(`Unhandled rejection, number ${count} since the start; the club keeps running: ${what}`);
  });
}
