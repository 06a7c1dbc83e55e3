const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

/** What a test file or jest itself replaces. */
const replaced = ['console', 'strapi'];

/**
 * Runs tests in the worker's own context, so that they share the classes of what Node loads (runtime.cjs): in a context of its
 * own, an `Error` of a package would be no `Error` of the test's.
 */
module.exports = class SharedContextEnvironment extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    const options = { config: config.projectConfig, global: globalThis };
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor(options);
    this.before = {
      env: { ...process.env },
      exit: process.exit,
      globals: replaced.map((name) => [name, globalThis[name]]),
    };
  }

  async teardown() {
    await super.teardown();
    const { env, exit, globals } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    process.exit = exit;
    for (const [name, value] of globals) globalThis[name] = value;
  }
};
