import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { changesOf, isUnchanged, type Changes } from '../domain/content-file/compare';
import type { ContentDocument, JsonObject } from '../domain/content-file/documents';
import { kinds, mainLanguage, type KindName } from '../domain/content-file/kinds';
import { picture } from '../domain/content-file/attributes';
import { mapLeaves } from '../domain/content-file/walk';
import { ContentFaults } from '../domain/content-file/faults';
import type { PlacedDocument } from './import-batches';
import { placeIn } from './import-check';
import type { Pictures } from './import-pictures';
import { rowIds, withRowIds, type RowIds } from './import-references';
import type { ContentList } from './import-source';
import { storedDocuments, type StoredDocument } from './import-state';

export type Outcome = 'created' | 'changed' | 'unchanged';

/** Writes the documents of a batch, one after another, each as far as it differs from what the club has. */
export async function writeBatch(
  strapi: Core.Strapi,
  list: ContentList,
  batch: PlacedDocument[],
  pictures: Pictures,
  onDocument: (outcome: Outcome) => void,
): Promise<void> {
  const { kind: name } = list;
  const stored = await storedDocuments(
    strapi,
    name,
    batch.map((each) => each.key),
  );
  const current = [...stored.values()].map((each) => each.shared);
  const idOf = await rowIds(strapi, name, [...batch.map((each) => each.document.shared), ...current]);
  for (const { index, key, document } of batch) {
    try {
      const wanted = { ...document, shared: await withPictureIds(name, document.shared, pictures) };
      onDocument(await writeDocument(strapi, name, wanted, stored.get(key), idOf));
    } catch (error) {
      throw asFaults(error, list, index);
    }
  }
}

async function withPictureIds(name: KindName, shared: JsonObject, pictures: Pictures): Promise<JsonObject> {
  const ids = new Map<unknown, number>();
  const media: unknown[] = [];
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
  const details = refusal.safeParse(error.details);
  const refused =
    details.success && details.data.errors.length > 0
      ? details.data.errors
      : [{ path: [], message: error.message }];
  return new ContentFaults(
    refused.map(({ path, message }) => ({ file: list.file, path: placeIn(list, index, path), message })),
  );
}

const nothing = { shared: {}, translations: {}, publication: 'none' } as const;

async function writeDocument(
  strapi: Core.Strapi,
  name: KindName,
  wanted: ContentDocument,
  stored: StoredDocument | undefined,
  idOf: RowIds,
): Promise<Outcome> {
  const changes = changesOf(name, wanted, stored ?? nothing);
  if (stored && isUnchanged(changes)) return 'unchanged';
  const documentId = await writeTranslations(strapi, name, wanted, stored, changes, idOf);
  const documents = strapi.documents(kinds[name].uid);
  if (changes.publication === 'publish') await documents.publish?.({ documentId, locale: '*' });
  if (changes.publication === 'unpublish') await documents.unpublish?.({ documentId, locale: '*' });
  return stored ? 'changed' : 'created';
}

const written = z.object({ documentId: z.string() });

async function writeTranslations(
  strapi: Core.Strapi,
  name: KindName,
  wanted: ContentDocument,
  stored: StoredDocument | undefined,
  { shared, translations }: Changes,
  idOf: RowIds,
): Promise<string> {
  const documents = strapi.documents(kinds[name].uid);
  const whole = { ...stored?.shared, ...wanted.shared };
  let documentId = stored?.documentId;
  for (const [language, values] of translations) {
    const isNew = !stored?.translations[language];
    const common = language === mainLanguage ? shared : isNew ? carriedOver(name, whole) : {};
    const data = { ...withRowIds(name, common, idOf), ...values };
    const row: unknown =
      documentId === undefined
        ? await documents.create({ locale: language, data })
        : await documents.update({ documentId, locale: language, data });
    documentId ??= written.parse(row).documentId;
  }
  if (documentId === undefined) throw new Error(`A document of ${name} has nothing in ${mainLanguage}.`);
  return documentId;
}

/**
 * What a new translation has to bring along: Strapi copies no slug to it, and fails to copy a component that refers
 * to a document without that language. All else that is shared it copies; relations stay with the main language.
 */
function carriedOver(name: KindName, shared: JsonObject): JsonObject {
  const attributes: Readonly<Record<string, { type: string }>> = kinds[name].attributes;
  return Object.fromEntries(
    Object.entries(shared).filter(([attribute]) => {
      const type = attributes[attribute]?.type;
      return type === 'uid' || type === 'component';
    }),
  );
}
