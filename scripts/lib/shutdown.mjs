const FINISH_LIMIT_MS = 5000;
/** How long closing may take, in addition to the time for running jobs. */
const CLOSE_LIMIT_MS = 8000;

/**
 * Ends the club on a signal: no new requests, those in progress are answered (within five seconds), then the database is
 * closed. Strapi's own handler would cut them off. A database that does not answer does not prevent the end: it rolls
 * back open transactions when its connections close.
 */
export function endCleanly(strapi) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // Not serving yet: the database rolls back what was in progress.
    if (!strapi.server.httpServer.listening) process.exit(1);
    console.log('\nClosing the club …');
    await finishRequests(strapi.server.httpServer);
    const limit = strapi.config.get('plugin::jobs.drainMs', 0) + CLOSE_LIMIT_MS;
    const giveUp = setTimeout(() => {
      strapi.log.error(`The club could not be closed in ${limit / 1000} seconds, and is ended as it is.`);
      process.exit(1);
    }, limit);
    try {
      await strapi.destroy();
    } catch (error) {
      strapi.log.error(`The club could not be closed cleanly: ${error.message}`);
      process.exit(1);
    }
    clearTimeout(giveUp);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}

function finishRequests(server) {
  const finished = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const limit = new Promise((resolve) => setTimeout(resolve, FINISH_LIMIT_MS).unref());
  return Promise.race([finished, limit]);
}
