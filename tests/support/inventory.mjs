// Loads the compiled club as Node itself does (jest finds modules where Node would not) and prints what each of
// its own plugins brought along, as the last line. Writes the types that Strapi generates from its schemas to the folder it is given.
import { createRequire } from 'node:module';
import { fromRoot, root } from '../../scripts/lib/paths.mjs';

const require = createRequire(import.meta.url);
const { createStrapi } = require('@strapi/strapi');
const strapi = await createStrapi({ appDir: root, distDir: fromRoot('dist'), serveAdminPanel: false }).load();

const routesOf = (router) => (Array.isArray(router) ? router : (router.routes ?? []));
const inventory = Object.entries(strapi.plugins).map(([name, plugin]) => [
  name,
  {
    services: Object.keys(plugin.services),
    types: Object.keys(plugin.contentTypes),
    routes: Object.values(plugin.routes).flatMap(routesOf).length,
  },
]);

const [folder] = process.argv.slice(2);
const { generators } = createRequire(require.resolve('@strapi/strapi/package.json'))(
  '@strapi/typescript-utils',
);
await generators.generate({
  strapi,
  pwd: folder,
  rootDir: '.',
  artifacts: { contentTypes: true, components: true },
  logger: { silent: true },
});

console.log(JSON.stringify(Object.fromEntries(inventory)));
await strapi.destroy();
process.exit(0);
