// `npm run content:import`, `content:export` and `content:schema`.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openClub } from './lib/club.mjs';
import { writeContentSchema } from './lib/content-schema.mjs';
import { orSayWhy, Problem } from './lib/problem.mjs';
import { showProgress } from './lib/progress.mjs';

const usage = `The content of the club as files, whose form is told in database/content.schema.json:

  npm run content:import -- FOLDER|FILE [--now 2026-05-01T20:00:00Z]
      all of it or nothing; --now is the moment that relative times count from
  npm run content:export -- FOLDER
      into a folder that is new or empty
  npm run content:schema
      writes database/content.schema.json anew`;

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

async function importContent(target, { now }) {
  const moment = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(moment.getTime())) {
    throw new Problem(`--now must be a moment such as 2026-05-01T20:00:00Z, not '${now}'.`);
  }
  const counts = await inClub('import', (service, onProgress) =>
    service.importFolder(target, { now: moment, onProgress }),
  );
  const { created, changed, unchanged, pictures } = counts;
  console.log(
    `${created} created, ${changed} changed, ${unchanged} unchanged; ${plural(pictures, 'new file')} in the media library.`,
  );
}

async function exportContent(target) {
  const counts = await inClub('export', (service, onProgress) =>
    service.exportFolder(target, { onProgress }),
  );
  console.log(
    `${plural(counts.documents, 'document')} and ${plural(counts.pictures, 'file')} are in ${target}.`,
  );
  if (counts.withUnpublishedChanges > 0) {
    console.log(
      `Of ${plural(counts.withUnpublishedChanges, 'document')} with changes not yet published, what readers see was taken.`,
    );
  }
}

async function inClub(name, work) {
  const club = await openClub();
  const progress = showProgress();
  try {
    return await work(club.plugin('content').service(name), progress.update);
  } catch (error) {
    throw explained(error);
  } finally {
    progress.end();
    await club.destroy();
  }
}

function explained(error) {
  if (error.name === 'ContentFaults') {
    return new Problem(`${error.message}\n\nNothing was imported: ${plural(error.faults.length, 'fault')}.`);
  }
  return error.name === 'ExportRefused' ? new Problem(error.message) : error;
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
  // npm runs a script in the project's folder; the path is meant from where the command was typed.
  return run(path.resolve(process.env.INIT_CWD ?? process.cwd(), target), values);
});
process.exit(0);
