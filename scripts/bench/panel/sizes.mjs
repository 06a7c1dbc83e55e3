import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const isCode = (file) => /\.(?:js|css)$/.test(file);

/** The size of each script and style sheet of a built panel, in KB after gzip, by file name. */
export function sizesOf(build) {
  const files = fs.readdirSync(build).filter(isCode);
  return new Map(
    files.map((file) => [file, gzipSync(fs.readFileSync(path.join(build, file))).length / 1024]),
  );
}

/** @param {Iterable<number>} sizes */
export const sum = (sizes) => [...sizes].reduce((total, size) => total + size, 0);
