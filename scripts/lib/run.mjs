import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a command, in the project's folder unless another is given, and collects its output or, with `show`, passes on its
 * error stream, where jest reports. Never rejects: a failure is a code. If this process gets a signal, the command ends first.
 */
export function run(command, args, { env = {}, show = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = ['ignore', 'pipe', show ? 'inherit' : 'pipe'];
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio });
    const forget = endWith(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    }
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      forget();
      resolve({ code: code ?? 1, output });
    });
  });
}

function endWith(child) {
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const listener = () => {
      child.once('close', () => process.exit(code));
      child.kill(signal);
    };
    process.once(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((forget) => forget());
}
