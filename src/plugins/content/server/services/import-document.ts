import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { changesOf, isUnchanged, type Changes } from '../domain/content-file/compare';
import type { ContentDocument } from '../domain/content-file/documents';
import { kinds, mainLanguage, type KindName } from '../domain/content-file/kinds';
import { withRowIds, type RowIds } from './import-references';
import type { StoredDocument } from './import-state';
import { withItsOwnSlug } from './slug-choice';

/** Types with drafts: the document service has publish and unpublish for these alone. */
type Drafted =
  | 'api::artist.artist'
  | 'api::event.event'
  | 'api::exclusive.exclusive'
  | 'api::location.location'
  | 'api::post.post';

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
  const documentId = await writeLanguages(strapi, name, stored, changes, idOf);
  // Only types with drafts have anything to publish, and only their changes say so.
  const documents = strapi.documents(kinds[name].uid as Drafted);
  if (changes.publication === 'publish') {
    await documents.publish({ documentId, locale: '*' });
  }
  if (changes.publication === 'unpublish') await documents.unpublish({ documentId, locale: '*' });
  return stored ? 'changed' : 'created';
}

const created = z.object({ documentId: z.string() });

/** What is shared is written with the main language alone: the others take it from there. */
async function writeLanguages(
  strapi: Core.Strapi,
  name: KindName,
  stored: StoredDocument | undefined,
  { shared, translations }: Changes,
  idOf: RowIds,
): Promise<string> {
  const documents = strapi.documents(kinds[name].uid);
  let documentId = stored?.documentId;
  for (const [locale, values] of translations) {
    const data = withItsOwnSlug(
      locale === mainLanguage ? { ...withRowIds(name, shared, idOf), ...values } : { ...values },
    );
    if (documentId === undefined) {
      const row: unknown = await documents.create({ locale, data });
      ({ documentId } = created.parse(row));
    } else await documents.update({ documentId, locale, data });
  }
  if (documentId === undefined) throw new Error(`A document of ${name} has nothing in ${mainLanguage}.`);
  return documentId;
}
