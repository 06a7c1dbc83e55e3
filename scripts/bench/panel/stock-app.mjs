import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { Problem } from '../../lib/problem.mjs';
import { fromRoot, root } from '../../lib/paths.mjs';
import { run } from '../../lib/run.mjs';

const { dependencies } = createRequire(import.meta.url)(fromRoot('package.json'));
const needed = [
  '@strapi/strapi',
  '@strapi/plugin-users-permissions',
  'react',
  'react-dom',
  'react-router-dom',
  'styled-components',
];

/** What `create-strapi` writes for a project without content, as far as its admin panel depends on it. */
const files = {
  'package.json': JSON.stringify({
    name: 'stock',
    version: '0.0.0',
    dependencies: Object.fromEntries(needed.map((name) => [name, dependencies[name]])),
  }),
  'config/server.js': `module.exports = { host: '127.0.0.1', port: 0, app: { keys: ['stock'] } };`,
  'config/admin.js': `module.exports = { auth: { secret: 'stock' }, apiToken: { salt: 'stock' }, transfer: { token: { salt: 'stock' } } };`,
  'config/plugins.js': `module.exports = { 'users-permissions': { config: { jwtSecret: 'stock' } } };`,
  'config/database.js': `module.exports = { connection: { client: 'sqlite', connection: { filename: process.env.DATABASE_FILENAME }, useNullAsDefault: true } };`,
  'src/index.js': 'module.exports = {};',
};

/** Writes a new Strapi project into a folder, with this project's packages, and builds its admin panel. */
export async function buildStockApp(folder) {
  for (const name of ['src/api', 'public/uploads', 'database/migrations'])
    fs.mkdirSync(path.join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const command = fromRoot('node_modules/@strapi/strapi/bin/strapi.js');
  const { code, output } = await run(process.execPath, [command, 'build'], {
    cwd: folder,
    env: { NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
  });
  if (code !== 0) throw new Problem(`Strapi's own panel could not be built:\n${output.trim()}`);
}
