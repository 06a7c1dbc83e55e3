const lineEveryMs = { terminal: 100, elsewhere: 5000 };

/**
 * Shows the progress of an import or export: on a terminal one line that is rewritten, elsewhere (a log) a line at the
 * beginning of each step and every five seconds. Rates are those of the current step.
 */
export function showProgress(out = process.stderr) {
  const every = out.isTTY ? lineEveryMs.terminal : lineEveryMs.elsewhere;
  let shownAt = performance.now();
  let step;
  let stepBegan = shownAt;
  let last;
  const show = (line) => out.write(out.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  return {
    update(progress) {
      const now = performance.now();
      const begins = progress.step !== step;
      if (begins) [step, stepBegan] = [progress.step, now];
      last = progress;
      if (!begins && now - shownAt < every) return;
      shownAt = now;
      show(progressLine(progress, now - stepBegan));
    },
    end() {
      if (out.isTTY && last) out.write(`\r\u001b[K`);
    },
  };
}

/** `importing 1250 of 10000, 42 a second, 0:30`: the step, its progress, its rate and its duration. */
export function progressLine({ step, done, total }, elapsedMs) {
  const seconds = Math.floor(elapsedMs / 1000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const rate = elapsedMs > 0 ? Math.round((done * 1000) / elapsedMs) : 0;
  return `${step} ${total === undefined ? done : `${done} of ${total}`}, ${rate} a second, ${clock}`;
}
