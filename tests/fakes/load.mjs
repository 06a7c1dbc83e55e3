// The fakes for programs that node runs by itself, such as benchmarks: it cannot read TypeScript, so they are
// compiled as they are required.
import { createRequire } from 'node:module';
import { transformFileSync } from '@swc/core';

const require = createRequire(import.meta.url);
const options = /** @type {const} */ ({
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
});

require.extensions['.ts'] = (module, file) => {
  const compiled = /** @type {{ _compile(code: string, file: string): void }} */ (
    /** @type {unknown} */ (module)
  );
  compiled._compile(transformFileSync(file, options).code, file);
};

/** @type {typeof import('./google-calendar/index.js')} */
export const { startGoogleCalendar } = require('./google-calendar/index.ts');

/** @type {typeof import('./facebook/index.js')} */
export const { startFacebook, proofOf } = require('./facebook/index.ts');

/** @type {typeof import('./patreon/index.js')} */
export const { startPatreon, patron } = require('./patreon/index.ts');
