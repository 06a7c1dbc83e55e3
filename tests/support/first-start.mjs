// Starts a club once and ends it, so that its database is as a first start leaves it.
import { createRequire } from 'node:module';
import { fromRoot, root } from '../../scripts/lib/paths.mjs';

const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
const strapi = createStrapi({ appDir: root, distDir: fromRoot('dist') });
await strapi.load();
await strapi.destroy();
process.exit(0);
