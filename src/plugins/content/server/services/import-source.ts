import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { pipeline as pipelineEnd } from 'node:stream/promises';
import { parser } from 'stream-json';
import { pick } from 'stream-json/filters/Pick';
import { streamArray } from 'stream-json/streamers/StreamArray';
import Verifier from 'stream-json/utils/Verifier';
import { z } from 'zod';
import { ContentFaults, type Fault } from '../domain/content-file/faults';
import { isKindName, kindNames, type KindName } from '../domain/content-file/kinds';

/** One list of documents: a file, or a part of one. */
export interface ContentList {
  kind: KindName;
  /** The file as the folder names it, for faults. */
  file: string;
  location: string;
  /** Whether the file holds this list alone, or an object of lists. */
  alone: boolean;
}

export interface ContentSource {
  /** The folder that the paths of pictures start from. */
  folder: string;
  /** In the order of import. */
  lists: ContentList[];
}

const known = `${kindNames.map((name) => `${name}.json`).join(', ')}`;

const refuse = (file: string, message: string, steps: readonly (string | number)[] = []): never => {
  throw new ContentFaults([{ file, path: steps, message }]);
};

/**
 * Finds the lists of a content folder, or of a single file: one of a folder's, or an object that holds several.
 * Throws `ContentFaults` where there is nothing to read or something that no folder has.
 */
export async function openSource(target: string): Promise<ContentSource> {
  const found = await stat(target).catch(() => refuse(target, 'there is no such file or folder'));
  const folder = path.resolve(found.isDirectory() ? target : path.dirname(target));
  const files = found.isDirectory() ? await filesOf(folder) : [path.basename(target)];
  const lists = (await Promise.all(files.map((file) => listsOf(folder, file)))).flat();
  lists.sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
  return { folder, lists };
}

async function filesOf(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const faults = files
    .filter((file) => !isKindName(path.basename(file, '.json')))
    .map((file): Fault => ({
      file,
      path: [],
      message: `a content folder has no such file; it has ${known}`,
    }));
  if (faults.length > 0) throw new ContentFaults(faults);
  if (files.length === 0) refuse(folder, `has no content: none of ${known}`);
  return files;
}

async function listsOf(folder: string, file: string): Promise<ContentList[]> {
  const location = path.join(folder, file);
  const name = path.basename(file, '.json');
  const root = await firstCharacter(location);
  if (root === '[') {
    if (isKindName(name)) return [{ kind: name, file, location, alone: true }];
    return refuse(file, `a list is told by the name of its file, which is one of ${known}`);
  }
  if (root === undefined) return refuse(file, 'is empty');
  if (root !== '{') return refuse(file, 'must hold a list of documents, or an object of such lists');
  return objectLists(file, location);
}

async function objectLists(file: string, location: string): Promise<ContentList[]> {
  const members = await membersOf(file, location);
  const faults = members.flatMap(([name, opens]): Fault[] => {
    if (name === '$schema') return [];
    if (!isKindName(name))
      return [{ file, path: [name], message: `is no list of content; those are ${kindNames.join(', ')}` }];
    return opens === 'startArray' ? [] : [{ file, path: [name], message: 'must be a list' }];
  });
  if (faults.length > 0) throw new ContentFaults(faults);
  return members.flatMap(([kind]) => (isKindName(kind) ? [{ kind, file, location, alone: false }] : []));
}

const token = z.object({ name: z.string(), value: z.unknown().optional() });

/** The names of the members of an object, each with the first token of its value; the values are only passed over. */
async function membersOf(file: string, location: string): Promise<[string, string][]> {
  const members: [string, string][] = [];
  let depth = 0;
  let member: string | undefined;
  for await (const each of readThrough(file, location, (source, done) =>
    pipeline(source, parser({ streamValues: false }), done),
  )) {
    const { name, value } = token.parse(each);
    if (member !== undefined) {
      members.push([member, name]);
      member = undefined;
    }
    if (name === 'keyValue' && depth === 1) member = String(value);
    if (name.startsWith('start')) depth += 1;
    if (name.startsWith('end')) depth -= 1;
  }
  return members;
}

const entry = z.object({ key: z.number(), value: z.unknown() });

/** Reads a list document by document, holding one at a time. Throws `ContentFaults` where the file is no JSON. */
export async function* documentsOf(list: ContentList): AsyncGenerator<{ index: number; value: unknown }> {
  const documents = readThrough(list.file, list.location, (source, done) =>
    list.alone
      ? pipeline(source, parser({ streamValues: false }), streamArray(), done)
      : pipeline(source, parser({ streamValues: false }), pick({ filter: list.kind }), streamArray(), done),
  );
  for await (const each of documents) {
    const { key, value } = entry.parse(each);
    yield { index: key, value };
  }
}

async function* readThrough(
  file: string,
  location: string,
  through: (source: Readable, done: () => void) => NodeJS.ReadWriteStream,
): AsyncGenerator<unknown> {
  try {
    // The error that ends the pipeline also ends the reading of its last stream, below: nothing is left to do on `done`.
    for await (const each of through(createReadStream(location), () => undefined)) yield each;
  } catch (error) {
    if (error instanceof ContentFaults) throw error;
    throw new ContentFaults([{ file, path: [], message: await whatIsWrong(location, error) }]);
  }
}

/** Where the file stops being JSON: the parser does not say, the verifier does. */
async function whatIsWrong(location: string, error: unknown): Promise<string> {
  const verified = await pipelineEnd(createReadStream(location), new Verifier()).catch(
    (fault: unknown) => fault,
  );
  const place = syntaxError.safeParse(verified);
  if (!place.success) return `cannot be read: ${String(error)}`;
  const { line, pos, message } = place.data;
  return `is no JSON at line ${line}, column ${pos}: ${message.replace(/^.*?: (?:Verifier )?/, '')}`;
}

const syntaxError = z.object({ line: z.number(), pos: z.number(), message: z.string() });

async function firstCharacter(location: string): Promise<string | undefined> {
  const file = await open(location);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead).toString('utf8').trimStart()[0];
  } finally {
    await file.close();
  }
}
