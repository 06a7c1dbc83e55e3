import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fromRoot, root } from './paths.mjs';

/** The latest output of each source. */
const known = new Map();

/** Compiles the server's sources into `dist`, each on its own and without type checks. Unchanged ones come from the cache. */
export async function quickCompile() {
  const { config } = ts.readConfigFile(fromRoot('tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const sources = fileNames.filter((file) => !file.endsWith('.d.ts'));
  await Promise.all(sources.map((file) => write(file, compiled(file, options))));
}

function compiled(file, compilerOptions) {
  const { mtimeMs } = fs.statSync(file);
  const before = known.get(file);
  if (before?.mtimeMs === mtimeMs) return before.output;
  const text = fs.readFileSync(file, 'utf8');
  const output = file.endsWith('.json')
    ? text
    : ts.transpileModule(text, { compilerOptions, fileName: file }).outputText;
  known.set(file, { mtimeMs, output });
  return output;
}

async function write(file, output) {
  const target = fromRoot('dist', path.relative(root, file).replace(/\.ts$/, '.js'));
  await fs.promises.mkdir(path.dirname(target), { recursive: true });
  await fs.promises.writeFile(target, output);
}
