const TICK_MS = 1000;
const TICK_WITHOUT_TERMINAL_MS = 10_000;

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Runs one step of a longer task, and prints its title and duration. A terminal shows the seconds in one line; a log gets
 * a line every ten. `work` gets a function that reports its progress.
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const line = process.stdout.isTTY ? terminalLine(title) : logLines(title);
  let detail = '';
  const tick = () =>
    line.update(`${detail ? `${detail}, ` : ''}${Math.round((Date.now() - startedAt) / 1000)} s`);
  const timer = setInterval(tick, process.stdout.isTTY ? TICK_MS : TICK_WITHOUT_TERMINAL_MS);
  try {
    const result = await work((text) => (detail = text));
    line.end(`${detail ? `${detail}, ` : ''}${seconds(Date.now() - startedAt)}`);
    return result;
  } catch (error) {
    line.end('failed');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function terminalLine(title) {
  const write = (text) => process.stdout.write(`\r\x1b[2K${text}`);
  write(`${title} …`);
  return { update: (text) => write(`${title} … ${text}`), end: (text) => write(`${title}: ${text}\n`) };
}

function logLines(title) {
  console.log(`${title} …`);
  return { update: (text) => console.log(`  … ${text}`), end: (text) => console.log(`${title}: ${text}`) };
}
