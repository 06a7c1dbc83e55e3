// The built club as `npm start` opens it, admin panel included, but with a public folder of its own
// (TEST_PUBLIC), so that pictures uploaded by a test do not end up among the club's. TEST_PREPARE names a module that puts
// into the loaded club what a test is about, before it starts.
import { createRequire } from 'node:module';
import { createFirstAdmin, loadDemoIfEmpty } from '../../scripts/lib/first-content.mjs';
import { fromRoot, root } from '../../scripts/lib/paths.mjs';
import { portOf } from '../../scripts/lib/ports.mjs';
import { surviveRejections } from '../../scripts/lib/rejections.mjs';
import { endCleanly } from '../../scripts/lib/shutdown.mjs';

const require = createRequire(import.meta.url);
const { env } = require(fromRoot('dist/config/env/index.js'));
const { createStrapi } = require('@strapi/strapi');

const strapi = createStrapi({ appDir: root, distDir: fromRoot('dist') });
strapi.dirs.static.public = process.env.TEST_PUBLIC ?? strapi.dirs.static.public;
endCleanly(strapi);
surviveRejections(strapi);
await strapi.load();
await loadDemoIfEmpty(strapi, env);
await createFirstAdmin(strapi, env);
if (process.env.TEST_PREPARE) {
  const { prepare } = await import(fromRoot(process.env.TEST_PREPARE));
  await prepare(strapi);
}
await strapi.start();
console.log(`listening on ${portOf(strapi.server.httpServer)}`);
