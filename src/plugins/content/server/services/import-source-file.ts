import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Verifier from 'stream-json/utils/Verifier';
import { z } from 'zod';
import { createTextDecoding, DecodingError } from '../domain/content-file/decode';
import { ContentIssues } from '../domain/content-file/issues';
import type { Path } from '../domain/content-file/walk';
import { bytesOf } from './import-files';

/** A JSON file that stays open until the import ends. */
export interface SourceFile {
  /** As the folder names it, for issues. */
  name: string;
  handle: FileHandle;
  /** The digest of the first reading; later readings must match it. */
  digest?: string;
  /** Its modification time at the first reading, in milliseconds since 1970. */
  changedAt?: number;
}

export const refuse = (file: string, message: string, steps: Path = []): never => {
  throw new ContentIssues([{ file, path: steps, message }]);
};

/** The whole text of a file. @throws ContentIssues if it is not UTF-8, or has changed since it was read first */
async function* textOf(source: SourceFile): AsyncGenerator<string> {
  const decoding = createTextDecoding();
  const hash = createHash('sha256');
  const changedAt = await changeOf(source);
  try {
    for await (const bytes of bytesOf(source.handle)) {
      hash.update(bytes);
      yield decoding.push(bytes);
    }
    decoding.end();
  } catch (error) {
    if (error instanceof DecodingError) refuse(source.name, error.message);
    throw error;
  }
  const digest = hash.digest('hex');
  source.digest ??= digest;
  source.changedAt ??= changedAt;
  if (source.digest !== digest) refuse(source.name, wasChanged);
}

const wasChanged = 'was changed while it was being imported: import it again';

const changeOf = async ({ handle }: SourceFile): Promise<number> => (await handle.stat()).mtimeMs;

/** Call before writing a batch of a list: the digest is known only after the whole file has been read again. */
export async function requireUnchanged(source: SourceFile): Promise<void> {
  if ((await changeOf(source)) !== source.changedAt) refuse(source.name, wasChanged);
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
  return `is not JSON at line ${line}, column ${pos}: ${message.replace(/^.*?: (?:Verifier )?/, '')}`;
}

const syntaxError = z.object({ line: z.number(), pos: z.number(), message: z.string() });

export async function firstCharacter(source: SourceFile): Promise<string | undefined> {
  for await (const text of textOf(source)) {
    const [first] = text.trimStart();
    if (first !== undefined) return first;
  }
  return undefined;
}
