import { createRequire } from 'node:module';
import { fromRoot } from './paths.mjs';

const require = createRequire(import.meta.url);

/**
 * Runs one of Strapi's commands in this process, which calls `compile` where it would compile the server, types and all;
 * Strapi has no setting for that.
 */
export function runStrapi(command, compile) {
  const ofStrapi = createRequire(require.resolve('@strapi/strapi/package.json'));
  ofStrapi('@strapi/typescript-utils').compile = compile;
  process.argv.splice(2, 0, command);
  require(fromRoot('node_modules/@strapi/strapi/bin/strapi.js'));
}
