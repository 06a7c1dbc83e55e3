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

/** A JSON file, open from the first look at it to the end of the import. */
export interface SourceFile {
  /** As the folder names it, for issues. */
  name: string;
  handle: FileHandle;
  /** The digest of what was read first: every other reading has to be of the same bytes. */
  digest?: string;
  /** When it had last been changed then, in milliseconds since 1970. */
  changedAt?: number;
}

export const refuse = (file: string, message: string, steps: Path = []): never => {
  throw new ContentIssues([{ file, path: steps, message }]);
};

/** The text of a file, read whole. Throws `ContentIssues` where it is no UTF-8, or no longer what was read before. */
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

/** Before what has been read of a list is written. The digest is known only when all of the file has been read again. */
export async function requireUnchanged(source: SourceFile): Promise<void> {
  if ((await changeOf(source)) !== source.changedAt) refuse(source.name, wasChanged);
}

/** What a pipeline makes of the text of a file. Throws `ContentIssues` where that is no JSON, with the place. */
export async function* readThrough(
  source: SourceFile,
  through: (text: Readable, done: () => void) => NodeJS.ReadWriteStream,
): AsyncGenerator<unknown> {
  try {
    const text = Readable.from(textOf(source), { objectMode: false });
    // The error that ends the pipeline also ends the reading of its last stream, below: nothing is left to do on `done`.
    for await (const each of through(text, () => undefined)) yield each;
  } catch (error) {
    if (error instanceof ContentIssues) throw error;
    throw new ContentIssues([{ file: source.name, path: [], message: await whatIsWrong(source, error) }]);
  }
}

/** Where the file stops being JSON: the parser does not say, the verifier does. */
async function whatIsWrong(source: SourceFile, error: unknown): Promise<string> {
  const verified = await pipeline(Readable.from(textOf(source)), new Verifier()).catch(
    (issue: unknown) => issue,
  );
  const place = syntaxError.safeParse(verified);
  if (!place.success) return `cannot be read: ${String(error)}`;
  const { line, pos, message } = place.data;
  return `is no JSON at line ${line}, column ${pos}: ${message.replace(/^.*?: (?:Verifier )?/, '')}`;
}

const syntaxError = z.object({ line: z.number(), pos: z.number(), message: z.string() });

export async function firstCharacter(source: SourceFile): Promise<string | undefined> {
  for await (const text of textOf(source)) {
    const [first] = text.trimStart();
    if (first !== undefined) return first;
  }
  return undefined;
}
