import { startMariadb } from '../../scripts/lib/mariadb.mjs';
import { compileServer, serverIsStale } from '../../scripts/lib/server-build.mjs';

/** Once a jest run, before any worker: the compiled club, and the database server where one is asked for. */
export default async function globalSetup() {
  if (serverIsStale()) await compileServer();
  if (process.env.TEST_DATABASE === 'mariadb') {
    const mariadb = await startMariadb();
    process.env.TEST_MARIADB_PORT = String(mariadb.port);
    globalThis.stopTestMariadb = mariadb.stop;
  }
}
