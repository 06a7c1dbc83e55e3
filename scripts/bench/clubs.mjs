import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { generateClub } from './generate-club.mjs';
import { clubIn, worker } from './processes.mjs';
import { fromRoot } from '../lib/paths.mjs';
import { step } from '../lib/step.mjs';

/** The reference time of all clubs and requests, so that lists are the same on any day. */
export const moment = '2030-01-15T12:00:00.000Z';

const generated = (events) => (folder) => {
  generateClub(folder, { events, locations: 20, at: new Date(moment) });
  return folder;
};

/** Each returns the folder with its content; it may write one into the given folder. */
const contents = {
  demo: () => fromRoot('database/demo'),
  small: generated(100),
  large: generated(10_000),
};

const inputs = [
  'database/demo',
  'src/api',
  'src/components',
  'src/plugins/content/server/content-types',
  'scripts/bench/generate-club.mjs',
];

/**
 * The folders of the clubs, each with a database and the files of its media library. Filling takes minutes, so they are
 * kept in `.tmp/bench` until their inputs change.
 * @returns {Promise<Record<keyof typeof contents, string>>}
 */
export async function preparedClubs() {
  const folder = fromRoot('.tmp/bench', fingerprint());
  removeFormer(folder);
  const entries = [];
  for (const [name, content] of Object.entries(contents)) {
    entries.push([name, await prepared(path.join(folder, name), name, content)]);
  }
  return Object.fromEntries(entries);
}

async function prepared(folder, name, content) {
  if (fs.existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(path.join(unfinished, 'public/uploads'), { recursive: true });
  const source = content(path.join(unfinished, 'content'));
  await step(`Filling the ${name} club`, async (report) => {
    const club = await worker('import/club-process.mjs', clubIn(unfinished));
    await club.do({ do: 'import', folder: source, now: moment }, ({ step: doing, done, total }) =>
      report(`${doing} ${done} of ${total ?? '?'}`),
    );
    await club.do({ do: 'close' });
    await club.stop();
  });
  fs.renameSync(unfinished, folder);
  return folder;
}

function removeFormer(folder) {
  const parent = path.dirname(folder);
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(parent)) {
    if (name !== path.basename(folder)) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

function fingerprint() {
  const hash = createHash('sha256').update(moment);
  for (const input of inputs) {
    const isFolder = fs.statSync(fromRoot(input)).isDirectory();
    const files = isFolder ? fs.readdirSync(fromRoot(input), { recursive: true }) : [''];
    for (const file of files.map(String).sort()) {
      const absolute = fromRoot(input, file);
      if (file.endsWith('.test.ts') || fs.statSync(absolute).isDirectory()) continue;
      hash.update(`${input}/${file}\n`).update(fs.readFileSync(absolute));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
