import { readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Transform } from 'node:stream';
import { parser } from 'stream-json';
import { pick } from 'stream-json/filters/Pick';
import { streamArray } from 'stream-json/streamers/StreamArray';
import { z } from 'zod';
import { ContentIssues, type ContentIssue } from '../domain/content-file/issues';
import { isKindName, kindNames, type KindName } from '../domain/content-file/kinds';
import { repeatedName, watchNames } from '../domain/content-file/repeated-names';
import type { Path } from '../domain/content-file/walk';
import { unfinishedExport } from './export';
import { FileRefused, openWithin } from './import-files';
import { copyPrivately, firstCharacter, readThrough, refuse, type SourceFile } from './import-source-file';

/** One list of documents: a file, or a member of one. */
export interface ContentList {
  kind: KindName;
  /** The file as the folder names it, for issues. */
  file: string;
  source: SourceFile;
  /** Whether the file is this list, not an object of lists. */
  alone: boolean;
}

export interface ContentSource {
  /** The real path of the folder that picture paths are relative to. */
  folder: string;
  /** In the order of import. */
  lists: ContentList[];
  close(): Promise<void>;
}

const known = `${kindNames.map((name) => `${name}.json`).join(', ')}`;

/**
 * Finds the lists of a content folder or of a single file, which is one of a folder's or an object with several lists.
 * @throws ContentIssues if there is nothing to read, or a file that a content folder does not have
 */
export async function openSource(target: string): Promise<ContentSource> {
  const found = await stat(target).catch(() => refuse(target, 'there is no such file or folder'));
  const folder = await realpath(found.isDirectory() ? target : path.dirname(target));
  const names = found.isDirectory() ? await filesOf(folder) : [path.basename(target)];
  const files: SourceFile[] = [];
  const close = async (): Promise<void> => {
    for (const { handle } of files) await handle.close();
  };
  try {
    for (const name of names) files.push({ name, handle: await openCopy(folder, name) });
    const lists: ContentList[] = [];
    for (const file of files) lists.push(...(await listsOf(file)));
    lists.sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
    return { folder, lists, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openCopy(folder: string, name: string): Promise<FileHandle> {
  const file = await openWithin(folder, name).catch((error: unknown) => {
    if (error instanceof FileRefused) return refuse(name, error.message);
    throw error;
  });
  return copyPrivately(file).finally(() => file.close());
}

async function filesOf(folder: string): Promise<string[]> {
  // macOS puts a file `._events.json` beside each file on foreign disks.
  const files = (await readdir(folder)).filter((file) => /^[^.].*\.json$/.test(file)).sort();
  if (files.includes(unfinishedExport)) {
    refuse(unfinishedExport, 'this folder is an export that was not finished: export again');
  }
  const issues = files
    .filter((file) => !isKindName(path.basename(file, '.json')))
    .map((file): ContentIssue => ({
      file,
      path: [],
      message: `a content folder has no such file; it has ${known}`,
    }));
  if (issues.length > 0) throw new ContentIssues(issues);
  if (files.length === 0) refuse(folder, `has no content: none of ${known}`);
  return files;
}

async function listsOf(source: SourceFile): Promise<ContentList[]> {
  const file = source.name;
  const name = path.basename(file, '.json');
  const root = await firstCharacter(source);
  if (root === '[') {
    if (isKindName(name)) return [{ kind: name, file, source, alone: true }];
    return refuse(file, `the name of a file with a list must be one of ${known}`);
  }
  if (root === undefined) return refuse(file, 'is empty');
  if (root !== '{') return refuse(file, 'must hold a list of documents, or an object of such lists');
  return objectLists(source);
}

async function objectLists(source: SourceFile): Promise<ContentList[]> {
  const file = source.name;
  const members = await membersOf(source);
  const issues = members.flatMap(([name, opens], index): ContentIssue[] => {
    if (members.findIndex(([other]) => other === name) < index)
      return [{ file, path: [name], message: repeatedName }];
    if (name === '$schema') return [];
    if (!isKindName(name))
      return [{ file, path: [name], message: `is not a list of content; those are ${kindNames.join(', ')}` }];
    return opens === 'startArray' ? [] : [{ file, path: [name], message: 'must be a list' }];
  });
  if (issues.length > 0) throw new ContentIssues(issues);
  return members.flatMap(([kind]) => (isKindName(kind) ? [{ kind, file, source, alone: false }] : []));
}

const token = z.object({ name: z.string(), value: z.unknown().optional() });

/** The members of an object, each with the first token of its value; the values are skipped. */
async function membersOf(source: SourceFile): Promise<[string, string][]> {
  const members: [string, string][] = [];
  let depth = 0;
  let member: string | undefined;
  for await (const each of readThrough(source, (text, done) =>
    pipeline(text, parser({ streamValues: false }), done),
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

/**
 * Reads a list document by document, with one in memory at a time. Names given twice in one object, and `__proto__`, are reported
 * with their path.
 * @throws ContentIssues if the file is not JSON
 */
export async function* documentsOf(
  list: ContentList,
  onNameIssue: (issue: ContentIssue) => void = () => undefined,
): AsyncGenerator<{ index: number; value: unknown }> {
  const report = (at: Path, message: string): void => {
    if (list.alone || at[0] === list.kind) onNameIssue({ file: list.file, path: at, message });
  };
  const documents = readThrough(list.source, (text, done) =>
    list.alone
      ? pipeline(text, parser({ streamValues: false }), nameWatch(report), streamArray(), done)
      : pipeline(
          text,
          parser({ streamValues: false }),
          nameWatch(report),
          pick({ filter: list.kind }),
          streamArray(),
          done,
        ),
  );
  for await (const each of documents) {
    const { key, value } = entry.parse(each);
    yield { index: key, value };
  }
}

function nameWatch(report: (path: Path, message: string) => void): Transform {
  const watch = watchNames(report);
  return new Transform({
    objectMode: true,
    transform(each: { name: string; value?: unknown }, _encoding, done) {
      watch(each);
      done(null, each);
    },
  });
}
