import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * A fingerprint of a build's sources: their names, which reveal deleted and renamed files, and the latest modification
 * time, in milliseconds since 1970.
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

/** A build is stale if it was never finished, or a source was changed, added or removed since it began. */
export function isStale(sources, stampFile) {
  const stamp = readStamp(stampFile);
  return !stamp || stamp.names !== sources.names || sources.newest > stamp.startedAt;
}

/** Call it last, so that an interrupted build does not count. */
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
