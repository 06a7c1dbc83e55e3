import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** A file that an import does not read; the message follows its place in the content. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

/** `O_NONBLOCK`: to open a pipe would wait for whoever writes into it. */
const readOnly = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Opens an ordinary file beneath a folder, by a path within it. The file that is open is the one that was checked,
 * whatever becomes of its name: what is read is read from the handle.
 *
 * @param folder its real path
 * @throws FileRefused where there is none, or a link leads out of the folder
 */
export async function openWithin(folder: string, file: string): Promise<FileHandle> {
  const location = path.join(folder, file);
  // Devices are not even opened: that alone may do something.
  const found = await stat(location).catch(() => null);
  if (!found) throw new FileRefused(`there is no file '${file}' beside the content`);
  if (!found.isFile()) throw new FileRefused(`'${file}' is no ordinary file`);
  const handle = await open(location, readOnly).catch((error: NodeJS.ErrnoException) => {
    throw new FileRefused(`'${file}' cannot be read (${error.code ?? error.message})`);
  });
  try {
    const real = await realpath(location);
    if (!real.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) {
      throw new FileRefused(`'${file}' leads out of the folder: links must stay within it`);
    }
    const [opened, named] = [await handle.stat(), await stat(real)];
    if (!opened.isFile()) throw new FileRefused(`'${file}' is no ordinary file`);
    if (opened.ino !== named.ino || opened.dev !== named.dev) {
      throw new FileRefused(`'${file}' was replaced while it was being opened`);
    }
    return handle;
  } catch (error) {
    await handle.close();
    if (error instanceof FileRefused) throw error;
    throw new FileRefused(`'${file}' cannot be read (${String(error)})`);
  }
}

const pieceSize = 64 * 1024;

/** The bytes of an open file from its start, whoever has read from it before. */
export async function* bytesOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

export async function digest(content: AsyncIterable<Uint8Array | string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Finds files by names that mean the same though Unicode writes them in two ways: `é` is one character or two. Content
 * written on one system and files kept by another (macOS decomposes) differ in that.
 */
export function createFileNames(folder: string): (file: string) => Promise<string> {
  const listings = new Map<string, Promise<string[]>>();
  const namesIn = (directory: string): Promise<string[]> => {
    const known = listings.get(directory) ?? readdir(path.join(folder, directory)).catch(() => []);
    listings.set(directory, known);
    return known;
  };
  return async (file) => {
    let found = '';
    for (const step of file.split('/')) {
      const names = await namesIn(found);
      const same = names.includes(step)
        ? step
        : names.find((name) => name.normalize('NFC') === step.normalize('NFC'));
      found = found === '' ? (same ?? step) : `${found}/${same ?? step}`;
    }
    return found;
  };
}
