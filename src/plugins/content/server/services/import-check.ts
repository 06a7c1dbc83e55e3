import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { lookup } from 'mime-types';
import { z } from 'zod';
import type { Fault } from '../domain/content-file/faults';
import { kinds, type KindName } from '../domain/content-file/kinds';
import { keyOf, readDocument } from '../domain/content-file/read';
import { pictures, references, type PlacedPicture, type Reference } from '../domain/content-file/walk';
import { batches } from './import-batches';
import { documentsOf, type ContentList, type ContentSource } from './import-source';
import { uploadService } from './media-files';

const batchSize = 200;

interface PlacedReference extends Reference {
  list: ContentList;
  index: number;
}

/**
 * Reads everything once and finds every fault there is, before anything is written. Lists come in the order of import,
 * so that whoever is referred to has been read before. Of each document only its key is kept.
 */
export async function checkSource(
  strapi: Core.Strapi,
  source: ContentSource,
  now: Date,
  onDocument: () => void,
): Promise<{ faults: Fault[]; total: number }> {
  const faults: Fault[] = [];
  const keys = new Map<KindName, Map<string, string>>();
  const checkPicture = pictureCheck(strapi, source.folder);
  let total = 0;
  for (const list of source.lists) {
    for await (const batch of batches(documentsOf(list), batchSize)) {
      const pending: PlacedReference[] = [];
      for (const { index, value } of batch) {
        const fault = faultIn(list, index, faults);
        takeKey(keys, list, index, value, fault);
        const { read, faults: own } = readDocument(list.kind, value, now);
        for (const { path: at, message } of own ?? []) fault(at, message);
        if (read) {
          pending.push(
            ...references(list.kind, read.document.shared).map((each) => ({ ...each, list, index })),
          );
          for (const each of pictures(list.kind, read.document.shared)) await checkPicture(each, fault);
        }
        total += 1;
        onDocument();
      }
      faults.push(...(await unknownReferences(strapi, pending, keys)));
    }
  }
  return { faults, total };
}

type Report = (path: readonly (string | number)[], message: string) => void;

const faultIn =
  (list: ContentList, index: number, faults: Fault[]): Report =>
  (at, message) =>
    faults.push({ file: list.file, path: placeIn(list, index, at), message });

/** The path of a value within its file, from where it stands within its document. */
export const placeIn = (
  list: ContentList,
  index: number,
  at: readonly (string | number)[],
): (string | number)[] => [...(list.alone ? [] : [list.kind]), index, ...at];

function takeKey(
  keys: Map<KindName, Map<string, string>>,
  list: ContentList,
  index: number,
  value: unknown,
  fault: Report,
): void {
  const key = keyOf(list.kind, value);
  if (key === undefined) return;
  const known = keys.get(list.kind) ?? new Map<string, string>();
  keys.set(list.kind, known);
  const other = known.get(key);
  if (other === undefined) known.set(key, `[${index}]`);
  else fault([kinds[list.kind].key], `'${key}' is already that of ${other}`);
}

async function unknownReferences(
  strapi: Core.Strapi,
  pending: PlacedReference[],
  keys: Map<KindName, Map<string, string>>,
): Promise<Fault[]> {
  const unknown = pending.filter(({ kind, slug }) => !keys.get(kind)?.has(slug));
  const inClub = new Map<KindName, Set<string>>();
  for (const kind of new Set(unknown.map((each) => each.kind))) {
    const slugs = unknown.flatMap((each) => (each.kind === kind ? [each.slug] : []));
    inClub.set(kind, await slugsInClub(strapi, kind, slugs));
  }
  return unknown
    .filter(({ kind, slug }) => !inClub.get(kind)?.has(slug))
    .map(({ list, index, path: at, kind, slug }) => ({
      file: list.file,
      path: placeIn(list, index, at),
      message: `no ${kinds[kind].word} '${slug}' in this import or in the club`,
    }));
}

const slugRows = z.array(z.object({ slug: z.string() }));

async function slugsInClub(strapi: Core.Strapi, kind: KindName, slugs: string[]): Promise<Set<string>> {
  const rows: unknown = await strapi.db
    .query(kinds[kind].uid)
    .findMany({ select: ['slug'], where: { slug: { $in: [...new Set(slugs)] } } });
  return new Set(slugRows.parse(rows).map((row) => row.slug));
}

/** A check of each picture: that it is there, is of the right sort, and is described in one way only. */
function pictureCheck(strapi: Core.Strapi, folder: string) {
  const seen = new Map<
    string,
    { alt?: string; caption?: string; exists: boolean; refusal?: string | null }
  >();
  return async ({ path: at, picture, allowedTypes }: PlacedPicture, fault: Report): Promise<void> => {
    const known = seen.get(picture.file) ?? { exists: await isFile(path.join(folder, picture.file)) };
    seen.set(picture.file, known);
    if (!known.exists) return fault([...at, 'file'], `there is no file '${picture.file}' beside the content`);
    const sort = sortOf(picture.file);
    if (!allowedTypes.includes(sort))
      fault([...at, 'file'], `must be one of ${allowedTypes.join(', ')}, not of ${sort}`);
    if (known.refusal === undefined)
      known.refusal = await uploadService(strapi).refusalOf(
        path.join(folder, picture.file),
        path.basename(picture.file),
      );
    if (known.refusal !== null) fault([...at, 'file'], known.refusal);
    for (const name of ['alt', 'caption'] as const) {
      const text = picture[name] ?? undefined;
      if (text === undefined) continue;
      const other = known[name];
      if (other !== undefined && other !== text)
        fault([...at, name], `'${picture.file}' has another ${name} elsewhere`);
      else known[name] = text;
    }
  };
}

const isFile = async (location: string): Promise<boolean> =>
  (await stat(location).catch(() => null))?.isFile() ?? false;

function sortOf(file: string): string {
  const [type] = (lookup(file) || 'application').split('/');
  return type === 'image' || type === 'video' || type === 'audio' ? `${type}s` : 'files';
}
