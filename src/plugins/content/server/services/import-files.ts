import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** A file that an import refuses; the message follows its place in the content. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

/** `O_NONBLOCK`: opening a pipe would wait for its writer. */
const readOnly = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Opens a regular file within a folder. The content is read from the checked handle, so replacing the file later has no effect.
 *
 * @param folder its real path
 * @throws FileRefused if there is none, or a link leads out of the folder
 */
export async function openWithin(folder: string, file: string): Promise<FileHandle> {
  const location = path.join(folder, file);
  // Opening a device may have effects.
  const found = await stat(location).catch(() => null);
  if (!found) throw new FileRefused(`there is no file '${file}' beside the content`);
  if (!found.isFile()) throw new FileRefused(`'${file}' is not a regular file`);
  const handle = await open(location, readOnly).catch((error: NodeJS.ErrnoException) => {
    throw new FileRefused(`'${file}' cannot be read (${error.code ?? error.message})`);
  });
  try {
    const real = await realpath(location);
    if (!real.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) {
      throw new FileRefused(`'${file}' leads out of the folder: links must stay within it`);
    }
    const [opened, named] = [await handle.stat(), await stat(real)];
    if (!opened.isFile()) throw new FileRefused(`'${file}' is not a regular file`);
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

/** The bytes of an open file from its start, whatever has been read before. */
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
 * Finds files whose names are equal under Unicode normalization: `é` is one character or two. Content and files may come
 * from different systems (macOS decomposes names).
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
