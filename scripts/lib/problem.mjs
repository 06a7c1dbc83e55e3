import fs from 'node:fs';
import { fromRoot } from './paths.mjs';

/** A problem that a person can fix: only its message is shown. */
export class Problem extends Error {}

/**
 * Runs `work`; if it fails, prints the reason in a sentence and exits with code 1. The stack of an unexpected error goes
 * to a file.
 */
export async function orSayWhy(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : describeUnforeseen(error));
    process.exit(1);
  }
}

function describeUnforeseen(error) {
  const file = fromRoot('.tmp/error.log');
  fs.mkdirSync(fromRoot('.tmp'), { recursive: true });
  fs.writeFileSync(file, `${new Date().toISOString()}\n${error?.stack ?? error}\n`);
  return `This did not work: ${firstLine(error)} (the stack is in ${file})`;
}

const firstLine = (error) => String(error?.message ?? error).split('\n')[0];
