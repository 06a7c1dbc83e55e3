// Loads the compiled club as Node itself does (jest finds modules where Node would not) and prints what each of
// its own plugins brought along, as the last line.
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
console.log(JSON.stringify(Object.fromEntries(inventory)));
await strapi.destroy();
process.exit(0);
