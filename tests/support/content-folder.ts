import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Club } from './club';

/** The counts of an import, as its service answers. */
const count = z.number();
const counts = z.object({ created: count, changed: count, unchanged: count, pictures: count });

/** The moment that relative times of the imports count from. */
export const now = new Date('2026-05-20T19:30:00Z');
export const portrait = path.resolve(__dirname, '../../database/demo/pictures/staff-calix-marrow.webp');

/** A content folder for each test, with one picture in it, and imports of it. */
export function contentFolder(club: () => Club) {
  let folder = '';

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'));
    fs.mkdirSync(path.join(folder, 'pictures'));
    fs.copyFileSync(portrait, path.join(folder, 'pictures/portrait.webp'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const run = async (target = folder) =>
    counts.parse(await club().strapi.plugin('content').service('import').importFolder(target, { now }));

  return {
    /** The path of a file in it, or of the folder itself. */
    at: (...names: string[]): string => path.join(folder, ...names),
    write: (name: string, content: unknown): void => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      fs.writeFileSync(path.join(folder, `${name}.json`), text);
    },
    run,
    faults: async (target = folder): Promise<string[]> =>
      run(target).then(
        () => [],
        (error: Error) => error.message.split('\n'),
      ),
    /** How many files the media library keeps. */
    uploads: (): number => fs.readdirSync(path.join(club().strapi.dirs.static.public, 'uploads')).length,
  };
}
