// `npm run content:import`, `content:export` and `content:schema`.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openClub } from './lib/club.mjs';
import { fromRoot } from './lib/paths.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';
import { showProgress } from './lib/progress.mjs';
import { compileIfStale } from './lib/server-build.mjs';
import { listenForSignals, Stopped } from './lib/stopping.mjs';

const usage = `The content of the club as files, described in database/content.schema.json:

  npm run content:import -- FOLDER|FILE [--now 2026-05-01T20:00:00Z]
      imports nothing if the checks find issues; otherwise in batches, so that others can write in between. Import again
      to complete an import that was stopped. --now is the reference of relative times
  npm run content:export -- FOLDER
      exports into a new or empty folder
  npm run content:schema
      rewrites database/content.schema.json`;

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

async function importContent(target, { now }) {
  const moment = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(moment.getTime())) {
    throw new Problem(`--now must be a time such as 2026-05-01T20:00:00Z, not '${now}'.`);
  }
  let reached;
  const isWriting = () => reached?.step === 'importing' || (reached?.step === 'waiting' && reached.done > 0);
  const signals = listenForSignals({
    undone: NOTHING_IMPORTED,
    cut: () =>
      isWriting()
        ? `Stopped: ${reached.done} of ${reached.total} documents were imported, perhaps a few more. ${IMPORT_AGAIN}`
        : NOTHING_IMPORTED,
  });
  await inClub(signals, async (club, progress) => {
    const onProgress = (state) => {
      reached = state;
      progress.update(state);
    };
    const { created, changed, unchanged, pictures } = await club
      .plugin('content')
      .service('import')
      .importFolder(target, { now: moment, onProgress, signal: signals.signal })
      .catch((error) => {
        throw explainedImport(error);
      });
    return [
      `${created} created, ${changed} changed, ${unchanged} unchanged; ${plural(pictures, 'new file')} in the media library.`,
    ];
  });
}

const NOTHING_IMPORTED = 'Stopped: nothing was imported.';
const IMPORT_AGAIN = 'Import again to complete it: what was imported is not changed.';

function explainedImport(error) {
  const isInterrupted = error.name === 'ImportInterrupted';
  const cause = isInterrupted ? error.cause : error;
  if (cause instanceof Stopped)
    return isInterrupted ? new Stopped(`Stopped: ${error.message} ${IMPORT_AGAIN}`) : cause;
  const outcome = isInterrupted ? `${error.message} ${IMPORT_AGAIN}` : 'Nothing was imported.';
  if (cause.name === 'ContentIssues')
    return new Problem(`${cause.message}\n\n${plural(cause.total, 'issue')}. ${outcome}`);
  console.error(outcome);
  return cause;
}

async function exportContent(target) {
  const signals = listenForSignals({
    undone: 'Stopped: nothing was exported.',
    cut: () => `Stopped: what is in ${target} is an incomplete export, and is marked as such.`,
  });
  await inClub(signals, async (club, progress) => {
    const counts = await club
      .plugin('content')
      .service('export')
      .exportFolder(target, { onProgress: progress.update, signal: signals.signal })
      .catch((error) => {
        throw error.name === 'ExportRefused' ? new Problem(error.message) : error;
      });
    const { documents, pictures, withUnpublishedChanges } = counts;
    const lines = [`${plural(documents, 'document')} and ${plural(pictures, 'file')} are in ${target}.`];
    if (withUnpublishedChanges > 0) {
      lines.push(
        `${plural(withUnpublishedChanges, 'document')} with unpublished changes: the published version was exported.`,
      );
    }
    return lines;
  });
}

/**
 * Runs `work` in a club that does not serve, and prints its result as soon as that is certain: closing the club changes
 * nothing any more.
 */
async function inClub(signals, work) {
  const club = await openClub({ onCreated: signals.listen });
  const progress = showProgress();
  try {
    signals.signal.throwIfAborted();
    const lines = await work(club, progress);
    signals.over(0);
    progress.end();
    lines.forEach((line) => console.log(line));
    if (signals.signal.aborted) console.error('The signal came too late to stop it.');
  } catch (error) {
    progress.end();
    const code = error instanceof Stopped ? signals.code() : 1;
    if (error instanceof Stopped) console.error(error.message);
    signals.over(code);
    await close(club);
    if (error instanceof Stopped) process.exit(code);
    throw error;
  }
  await close(club);
}

const CLOSING_LIMIT_MS = 1000;

async function close(club) {
  const limit = new Promise((resolve) => setTimeout(resolve, CLOSING_LIMIT_MS).unref());
  await Promise.race([club.destroy(), limit]).catch((error) => {
    console.error(`The club did not close cleanly: ${error.message}`);
  });
}

/** Writes the JSON Schema of content files, from the compiled schemas. */
async function writeContentSchema() {
  await compileIfStale();
  const require = createRequire(import.meta.url);
  const compiled = 'dist/src/plugins/content/server/domain/content-file/document-schema.js';
  const file = fromRoot('database/content.schema.json');
  fs.writeFileSync(file, require(fromRoot(compiled)).contentJsonSchema());
  console.log(`Written: ${file}`);
}

function commandLine() {
  try {
    return parseArgs({ allowPositionals: true, options: { now: { type: 'string' } } });
  } catch (error) {
    throw new Problem(`${error.message}\n\n${usage}`);
  }
}

await orSayWhy(async () => {
  const { positionals, values } = commandLine();
  const [command, target, ...rest] = positionals;
  if (command === 'schema' && target === undefined) return writeContentSchema();
  const run = { import: importContent, export: exportContent }[command];
  if (!run || target === undefined || rest.length > 0) throw new Problem(usage);
  // npm runs scripts in the project's folder; resolve the path from where the command was typed.
  return run(path.resolve(process.env.INIT_CWD ?? process.cwd(), target), values);
});
process.exit(0);
