import { findProgram } from './programs.mjs';

/** The names that Chromium and its relatives have. */
export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The machine's Chromium and how it is started without a window or calls of its own; undefined if none is installed. */
export function findChromium() {
  const executablePath = findProgram(...chromiumNames);
  if (!executablePath) return undefined;
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
