// Strapi as it comes, in its own process: the project that BENCH_STOCK names (stock-app.mjs).
import { createRequire } from 'node:module';
import { serveTasks } from '../club.mjs';

const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');
const folder = process.env.BENCH_STOCK ?? '';
process.chdir(folder);
const strapi = createStrapi({ appDir: folder, distDir: folder, autoReload: false });
await strapi.load();
await serveTasks(strapi, {});
