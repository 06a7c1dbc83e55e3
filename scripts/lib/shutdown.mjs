const FINISH_LIMIT_MS = 5000;
/** What closing may take beyond the time that running jobs have to finish. */
const CLOSE_LIMIT_MS = 8000;

/**
 * Ends the club when it is told to: no new requests, those under way are answered (for five seconds at most),
 * then the database is closed. Strapi's own handler would cut them off. A database that says nothing any more does not keep it
 * from ending: what was under way there is taken back when its connections are gone.
 */
export function endCleanly(strapi) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // Whatever it was doing before that, the database takes it back by itself.
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
      strapi.log.error(`The club could not be closed in good order: ${error.message}`);
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
