import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import type { Json, JsonObject } from '../domain/content-file/documents';
import type { KindName } from '../domain/content-file/kinds';
import { picture } from '../domain/content-file/attributes';
import { mapLeaves } from '../domain/content-file/walk';
import { ContentFaults } from '../domain/content-file/faults';
import type { PlacedDocument } from './import-batches';
import { placeIn } from './import-check';
import type { Pictures } from './import-pictures';
import { writeDocument, type Outcome } from './import-document';
import { rowIds } from './import-references';
import type { ContentList } from './import-source';
import { storedDocuments } from './import-state';

/** Writes the documents of a batch, one after another, each as far as it differs from what the club has. */
export async function writeBatch(
  strapi: Core.Strapi,
  list: ContentList,
  batch: PlacedDocument[],
  pictures: Pictures,
  onDocument: (outcome: Outcome) => Promise<void>,
): Promise<void> {
  const { kind: name } = list;
  const stored = await storedDocuments(
    strapi,
    name,
    batch.map((each) => each.key),
  );
  const idOf = await rowIds(
    strapi,
    name,
    batch.map((each) => each.document.shared),
  );
  for (const { index, key, document } of batch) {
    let outcome: Outcome;
    try {
      const wanted = { ...document, shared: await withPictureIds(name, document.shared, pictures) };
      outcome = await writeDocument(strapi, name, wanted, stored.get(key), idOf);
    } catch (error) {
      throw asFaults(error, list, index);
    }
    await onDocument(outcome);
  }
}

async function withPictureIds(name: KindName, shared: JsonObject, pictures: Pictures): Promise<JsonObject> {
  const ids = new Map<unknown, number>();
  const media: Json[] = [];
  mapLeaves(name, shared, ({ definition, value }) => {
    if (definition.type === 'media') media.push(...(Array.isArray(value) ? value : [value]));
    return undefined;
  });
  for (const each of media) ids.set(each, await pictures.idOf(picture.parse(each)));
  return mapLeaves(name, shared, ({ definition, value }) => {
    if (definition.type !== 'media') return undefined;
    return Array.isArray(value) ? value.map((each) => ids.get(each) ?? null) : (ids.get(value) ?? null);
  });
}

const refusal = z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })) });

/** What Strapi refuses to save is a fault of the document, with its place; anything else is an error of ours. */
function asFaults(error: unknown, list: ContentList, index: number): unknown {
  if (!(error instanceof errors.ApplicationError)) return error;
  const told = refusal.safeParse(error.details).data?.errors ?? [];
  const refused = told.length > 0 ? told : [{ path: [], message: String(error.message) }];
  return new ContentFaults(
    refused.map(({ path, message }) => ({ file: list.file, path: placeIn(list, index, path), message })),
  );
}
