const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
/** Long enough for a clean end; a slow database or picture is not waited for. */
const ORDERLY_END_MS = 1500;
/** npm passes on signals that the terminal has already sent to the whole group: one Ctrl-C may arrive twice. */
const SAME_PRESS_MS = 1000;

/** A command was stopped by a signal, and its work has been undone. */
export class Stopped extends Error {
  name = 'Stopped';
}

/**
 * Lets Ctrl-C and the like stop a command that works on the club's content, with a truthful message: until `over` is
 * called, the work is asked to stop, and if that takes too long the process exits anyway.
 *
 * @param sentences `undone`: the message of a command that stopped as asked; `cut`: returns the one of a command that had
 *   to be cut off
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
    /** Call it after creating Strapi, whose own listeners neither wait nor undo. */
    listen,
    /** Call it when the outcome is known: a signal from now on exits with its code at once. */
    over: (code) => {
      isOver = true;
      exitCode = code;
    },
    /** The exit code for the signal. */
    code: () => first?.code ?? 1,
  };
}
