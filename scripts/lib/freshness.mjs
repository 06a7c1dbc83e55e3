import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * What the sources of a build look like: their names (a file that was deleted or renamed is noticed by
 * those) and the newest moment at which one of them changed, in milliseconds since 1970.
 */
export function describeSources(entries, isSource) {
  const names = [];
  let newest = 0;
  const visit = (relative) => {
    const absolute = path.join(root, relative);
    const stats = fs.statSync(absolute, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      for (const name of fs.readdirSync(absolute).sort()) visit(`${relative}/${name}`);
    } else if (stats && isSource(relative)) {
      names.push(relative);
      newest = Math.max(newest, stats.mtimeMs);
    }
  };
  entries.forEach(visit);
  return { names: createHash('sha256').update(names.join('\n')).digest('hex'), newest };
}

/** A build is stale when it was never finished, or a source changed, came or went since it began. */
export function isStale(sources, stampFile) {
  const stamp = readStamp(stampFile);
  return !stamp || stamp.names !== sources.names || sources.newest > stamp.startedAt;
}

/** Written last, so that a build that was interrupted counts as none. */
export function writeStamp(stampFile, sources, startedAt) {
  fs.writeFileSync(stampFile, JSON.stringify({ names: sources.names, startedAt }));
}

function readStamp(stampFile) {
  try {
    return JSON.parse(fs.readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}
