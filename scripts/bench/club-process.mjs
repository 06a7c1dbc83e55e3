// A club in a process of its own, on the database and the public folder that the environment names. `fill FOLDER NOW` imports
// content and ends; without arguments it serves, and tells its parent the port and how many queries it has made.
import { createRequire } from 'node:module';
import { fromRoot, root } from '../lib/paths.mjs';
import { endCleanly } from '../lib/shutdown.mjs';

const require = createRequire(import.meta.url);
const { createStrapi } = require('@strapi/strapi');
const { BENCH_PUBLIC: publicFolder = '' } = process.env;
const [command, folder, now] = process.argv.slice(2);

const strapi = createStrapi({
  appDir: root,
  distDir: fromRoot('dist'),
  autoReload: false,
  serveAdminPanel: false,
});
strapi.dirs.static.public = publicFolder;
await strapi.load();

if (command === 'fill') {
  const onProgress = ({ step, done, total }) => process.send?.({ step, done, total });
  await strapi
    .plugin('content')
    .service('import')
    .importFolder(folder, { now: new Date(now), onProgress });
  await strapi.destroy();
  process.exit(0);
}

endCleanly(strapi);
await strapi.start();
const address = strapi.server.httpServer.address();
if (address && typeof address === 'object') process.send?.({ port: address.port });

// Listening costs something on every query, so it begins when the parent first asks, after the rounds.
let throughStrapi;
process.on('message', () => {
  if (throughStrapi === undefined) {
    throughStrapi = 0;
    strapi.db.connection.on('query', () => (throughStrapi += 1));
  }
  process.send?.({ queries: throughStrapi + strapi.plugin('club-api').service('club').queries });
});
