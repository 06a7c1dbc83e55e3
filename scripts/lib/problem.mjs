import fs from 'node:fs';
import { fromRoot } from './paths.mjs';

/** Something a person can put right: its message is all they are shown. */
export class Problem extends Error {}

/**
 * Runs `work`; when it fails, says why in a sentence and ends the process with code 1. The stack of a failure
 * that nobody foresaw goes to a file.
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
  return `This did not work: ${firstLine(error)} (where it happened is in ${file})`;
}

const firstLine = (error) => String(error?.message ?? error).split('\n')[0];
