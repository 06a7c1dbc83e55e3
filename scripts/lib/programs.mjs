import fs from 'node:fs';
import path from 'node:path';

/** Server programs are in sbin, which may not be on the PATH. */
const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The full path of the first of these programs that is installed, else undefined. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of folders.filter(Boolean)) {
      const candidate = path.join(folder, name);
      if (isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
