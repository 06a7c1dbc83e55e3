import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { changesOf, isUnchanged, type Changes } from '../domain/content-file/compare';
import type { ContentDocument, JsonObject } from '../domain/content-file/documents';
import { kinds, mainLanguage, type KindName } from '../domain/content-file/kinds';
import { inAllLanguages } from './import-copying';
import { withRowIds, type RowIds } from './import-references';
import type { StoredDocument } from './import-state';

export type Outcome = 'created' | 'changed' | 'unchanged';

const nothing = { shared: {}, translations: {}, publication: 'none' } as const;

/**
 * Writes one document as far as it differs from what the club has, by Strapi's document service, so that all that
 * follows from writing follows. Its pictures are told by their ids in the media library.
 */
export async function writeDocument(
  strapi: Core.Strapi,
  name: KindName,
  wanted: ContentDocument,
  stored: StoredDocument | undefined,
  idOf: RowIds,
): Promise<Outcome> {
  const changes = changesOf(name, wanted, stored ?? nothing);
  if (stored && isUnchanged(changes)) return 'unchanged';
  const documentId = stored
    ? await changeDocument(strapi, name, wanted, stored, changes, idOf)
    : await createDocument(strapi, name, wanted, changes, idOf);
  const documents = strapi.documents(kinds[name].uid);
  if (changes.publication === 'publish') {
    await inAllLanguages(async () => documents.publish({ documentId, locale: '*' }));
  }
  if (changes.publication === 'unpublish') await documents.unpublish({ documentId, locale: '*' });
  return stored ? 'changed' : 'created';
}

const created = z.object({ documentId: z.string() });

/** Every language is created with all that it shares with the others, relations apart: nothing is left to copy. */
async function createDocument(
  strapi: Core.Strapi,
  name: KindName,
  wanted: ContentDocument,
  { shared, translations }: Changes,
  idOf: RowIds,
): Promise<string> {
  const documents = strapi.documents(kinds[name].uid);
  const data = { ...withRowIds(name, shared, idOf), ...wanted.translations[mainLanguage] };
  const row: unknown = await documents.create({ locale: mainLanguage, data });
  const { documentId } = created.parse(row);
  const common = withRowIds(name, without(name, shared, ['relation']), idOf);
  for (const [locale, values] of translations) {
    if (locale === mainLanguage) continue;
    const translation = { ...structuredClone(common), ...values, documentId };
    await inAllLanguages(async () => documents.create({ locale, data: translation }));
  }
  return documentId;
}

/**
 * A new translation has to bring its components along: Strapi copies to it what is shared, and fails to copy a
 * component that refers to a document without that language.
 */
async function changeDocument(
  strapi: Core.Strapi,
  name: KindName,
  wanted: ContentDocument,
  { documentId, ...stored }: StoredDocument,
  { shared, translations }: Changes,
  idOf: RowIds,
): Promise<string> {
  const whole = { ...stored.shared, ...wanted.shared };
  for (const [locale, values] of translations) {
    const brought = stored.translations[locale] ? {} : only(name, whole, ['uid', 'component']);
    const common = locale === mainLanguage ? shared : brought;
    const data = { ...withRowIds(name, common, idOf), ...values };
    await strapi.documents(kinds[name].uid).update({ documentId, locale, data });
  }
  return documentId;
}

const only = (name: KindName, shared: JsonObject, types: string[]): JsonObject =>
  Object.fromEntries(Object.entries(shared).filter(([attribute]) => types.includes(typeOf(name, attribute))));

const without = (name: KindName, shared: JsonObject, types: string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(shared).filter(([attribute]) => !types.includes(typeOf(name, attribute))),
  );

function typeOf(name: KindName, attribute: string): string {
  const attributes: Readonly<Record<string, { type: string }>> = kinds[name].attributes;
  return attributes[attribute]?.type ?? '';
}
