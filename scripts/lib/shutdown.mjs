const FINISH_LIMIT_MS = 5000;

/**
 * Ends the club when it is told to: no new requests, those under way are answered (for five seconds at most),
 * then the database is closed. Strapi's own handler would cut them off.
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
    await strapi.destroy();
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
