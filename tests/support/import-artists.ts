import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runNode, type Ended } from './child';

/** `npm run content:import` of 20 artists, in a process of its own. */
export async function importArtists(env: Record<string, string>): Promise<Ended> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-content-'));
  const artists = Array.from({ length: 20 }, (_, at) => ({ slug: `artist-${at}`, name: `Artist ${at}` }));
  fs.writeFileSync(path.join(folder, 'artists.json'), JSON.stringify({ artists }));
  try {
    return await runNode(['scripts/content.mjs', 'import', folder], { ...env, NODE_ENV: 'production' });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
