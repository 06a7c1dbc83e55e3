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
 * Lets a command that works on the club's content be stopped by Ctrl-C and its like, and never say what is not so. The phases:
 * `undoable`, in which nothing stays of what was done when the process ends, however it ends; `committing`, whose outcome
 * only the database knows; `over`, when the outcome has been said.
 *
 * @param sentences `undone`, of a command that was stopped in the first phase; `cut`, where that had to be done at once;
 *   `unknown`, of one that was in the second
 */
export function listenForSignals({ undone, cut = undone, unknown = undone }) {
  const controller = new AbortController();
  let phase = 'undoable';
  let exitCode = 0;
  let first;

  const endWith = (code, sentence) => {
    console.error(sentence);
    process.exit(code);
  };
  const listener = (signal) => {
    if (phase === 'over') process.exit(exitCode);
    const at = performance.now();
    if (first && at - first.at < SAME_PRESS_MS) return;
    const code = CODES[signal];
    const isInsisting = first !== undefined;
    first ??= { at, code };
    if (phase === 'committing') {
      if (isInsisting) endWith(code, unknown);
      console.error('Everything has been written and is being committed: that can no longer be stopped.');
      return;
    }
    if (isInsisting) endWith(code, cut);
    controller.abort(new Stopped(undone));
    setTimeout(() => phase === 'undoable' && endWith(code, cut), ORDERLY_END_MS).unref();
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
    committing: () => (phase = 'committing'),
    /** The outcome is known; a signal from now on ends the process with its code at once. */
    over: (code) => {
      phase = 'over';
      exitCode = code;
    },
    /** The exit code that tells of the signal. */
    code: () => first?.code ?? 1,
  };
}
