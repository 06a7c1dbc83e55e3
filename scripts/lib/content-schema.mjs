import fs from 'node:fs';
import { createRequire } from 'node:module';
import { fromRoot } from './paths.mjs';
import { compileServer, serverIsStale } from './server-build.mjs';

/** Writes the JSON Schema of content files beside the demo club, from the compiled schemas. */
export async function writeContentSchema() {
  if (serverIsStale()) await compileServer();
  const require = createRequire(import.meta.url);
  const { contentJsonSchema } = require(
    fromRoot('dist/src/plugins/content/server/domain/content-file/json-schema.js'),
  );
  const file = fromRoot('database/content.schema.json');
  fs.writeFileSync(file, contentJsonSchema());
  console.log(`Written: ${file}`);
}
