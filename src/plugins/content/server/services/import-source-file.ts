import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Verifier from 'stream-json/utils/Verifier';
import { z } from 'zod';
import { createTextDecoding, DecodingError } from '../domain/content-file/decode';
import { ContentIssues } from '../domain/content-file/issues';
import type { Path } from '../domain/content-file/walk';
import { bytesOf } from './import-files';

/** A JSON file of a content folder. */
export interface SourceFile {
  /** As the folder names it, for issues. */
  name: string;
  /** Of a private copy: what is imported is what was checked, whoever changes the file meanwhile. */
  handle: FileHandle;
}

/** Copies an open file. The copy has no name and lasts until its handle is closed, or the process ends. */
export async function copyPrivately(file: FileHandle): Promise<FileHandle> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'content-import-'));
  try {
    const copy = await open(path.join(folder, 'copy'), 'wx+');
    try {
      for await (const bytes of bytesOf(file)) await copy.appendFile(bytes);
      return copy;
    } catch (error) {
      await copy.close();
      throw error;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const refuse = (file: string, message: string, steps: Path = []): never => {
  throw new ContentIssues([{ file, path: steps, message }]);
};

/** The whole text of a file. @throws ContentIssues if it is not UTF-8 */
async function* textOf(source: SourceFile): AsyncGenerator<string> {
  const decoding = createTextDecoding();
  try {
    for await (const bytes of bytesOf(source.handle)) yield decoding.push(bytes);
    decoding.end();
  } catch (error) {
    if (error instanceof DecodingError) refuse(source.name, error.message);
    throw error;
  }
}

/** The output of a pipeline for the text of a file. @throws ContentIssues if it is not JSON, with the place */
export async function* readThrough(
  source: SourceFile,
  through: (text: Readable, done: () => void) => NodeJS.ReadWriteStream,
): AsyncGenerator<unknown> {
  try {
    const text = Readable.from(textOf(source), { objectMode: false });
    // An error of the pipeline also ends this loop, so `done` has nothing to do.
    for await (const each of through(text, () => undefined)) yield each;
  } catch (error) {
    if (error instanceof ContentIssues) throw error;
    throw new ContentIssues([{ file: source.name, path: [], message: await whatIsWrong(source, error) }]);
  }
}

/** Where the file stops being JSON, according to the verifier: the parser does not report it. */
async function whatIsWrong(source: SourceFile, error: unknown): Promise<string> {
  const verified = await pipeline(Readable.from(textOf(source)), new Verifier()).catch(
    (issue: unknown) => issue,
  );
  const place = syntaxError.safeParse(verified);
  if (!place.success) return `cannot be read: ${String(error)}`;
  const { line, pos, message } = place.data;
  return `is not JSON at line ${line}, column ${pos}: ${message.replace(/^.*?: Verifier (?:cannot parse input: |has )/, '')}`;
}

const syntaxError = z.object({ line: z.number(), pos: z.number(), message: z.string() });

export async function firstCharacter(source: SourceFile): Promise<string | undefined> {
  for await (const text of textOf(source)) {
    const [first] = text.trimStart();
    if (first !== undefined) return first;
  }
  return undefined;
}
