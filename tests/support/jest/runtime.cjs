const { createRequire } = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const root = path.resolve(__dirname, '../../..');
const folder = (...names) => path.join(root, ...names) + path.sep;
const packages = folder('node_modules');
const compiledClub = folder('dist');
/** What keeps something of the club that it was first loaded for, or is patched by a suite (tests/support/club.ts). */
const ofOneClub = [compiledClub, folder('node_modules', '@strapi'), folder('node_modules', 'bcryptjs')];

/**
 * Has Node itself load packages and the compiled club, and packages once a worker: jest loads everything anew for each file, which
 * takes longer than all else that a club does to start. Mocks work for what tests and sources import, not within packages.
 */
module.exports = class NativePackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    this.forgetClub();
    const { executor } = this;
    // In the worker's own context: environment.cjs.
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, moduleName, options, isRequireActual) {
    const file = options?.isInternalModule ? undefined : this.resolvedFile(from, moduleName);
    if (file?.startsWith(packages) || file?.startsWith(compiledClub)) return this.requireNative(file);
    return super.requireModule(from, moduleName, options, isRequireActual);
  }

  resolvedFile(from, moduleName) {
    if (!moduleName || this._resolution.isCoreModule(moduleName)) return undefined;
    return this._resolution.resolveCjs(from, moduleName);
  }

  resetModules() {
    super.resetModules();
    this.forgetClub();
  }

  forgetClub() {
    // A new one each time: its module holds on to all that it has loaded.
    this.requireNative = createRequire(__filename);
    const { cache } = this.requireNative;
    for (const file of Object.keys(cache))
      if (ofOneClub.some((each) => file.startsWith(each))) delete cache[file];
  }
};
