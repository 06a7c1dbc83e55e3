const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
/** Long enough for an orderly end; a database or a picture that takes longer is not waited for. */
const ORDERLY_END_MS = 1500;
/** npm passes on what the terminal has sent to the whole group already: one Ctrl-C may come twice. */
const SAME_PRESS_MS = 1000;

/** A command got a signal to end, and its work has been undone. */
export class Stopped extends Error {
  name = 'Stopped';
}

/**
 * Lets a command that works on the club's content be stopped by Ctrl-C and its like, and never say what is not so: until
 * `over` the work is told to stop, and when that takes too long the process ends all the same.
 *
 * @param sentences `undone`, of a command that stopped as it was told; `cut`, called when it had to be ended
 */
export function listenForSignals({ undone, cut = () => undone }) {
  const controller = new AbortController();
  let isOver = false;
  let exitCode = 0;
  let first;

  const endWith = (code) => {
    console.error(cut());
    process.exit(code);
  };
  const listener = (signal) => {
    if (isOver) process.exit(exitCode);
    const at = performance.now();
    if (first && at - first.at < SAME_PRESS_MS) return;
    const code = CODES[signal];
    if (first) endWith(code);
    first = { at, code };
    controller.abort(new Stopped(undone));
    setTimeout(() => isOver || endWith(code), ORDERLY_END_MS).unref();
  };
  const listen = () => {
    for (const signal of Object.keys(CODES)) {
      process.removeAllListeners(signal);
      process.on(signal, listener);
    }
  };
  listen();

  return {
    signal: controller.signal,
    /** Strapi ends the process in its own way, which neither waits nor undoes: to be called when it has been made. */
    listen,
    /** The outcome is known; a signal from now on ends the process with its code at once. */
    over: (code) => {
      isOver = true;
      exitCode = code;
    },
    /** The exit code that tells of the signal. */
    code: () => first?.code ?? 1,
  };
}
