import type { UID } from '@strapi/strapi';
import type { EntryLinks } from '../../../patreon/server/services/file-links';
import { patreonFiles } from '../../../patreon/server/services/files';
import type { Viewer } from '../../../patreon/server/services/viewers';
import type { ReadContext } from './reads';

/** Links of previews change seldom: else each would pass for a change of the entry. */
const previewStepMs = 5 * 60_000;

/** The links to files in a preview of an entry. */
export const previewLinks = ({ strapi }: Pick<ReadContext, 'strapi'>, uid: UID.ContentType): EntryLinks =>
  patreonFiles(strapi).links.linksFor(
    { kind: 'preview' },
    { uid, documentId: '' },
    new Date(Math.floor(Date.now() / previewStepMs) * previewStepMs),
  );

/** The links to what an entry has behind its gate, for whoever may see it; null for strangers, who may not. */
export function linksInto(
  { strapi, isWhole }: Pick<ReadContext, 'strapi' | 'isWhole'>,
  uid: UID.ContentType,
  documentId: string,
  viewer: Viewer,
): EntryLinks | null {
  if (isWhole) return previewLinks({ strapi }, uid);
  if (viewer.member === null) return null;
  const reader = { kind: 'member', documentId: viewer.member } as const;
  return patreonFiles(strapi).links.linksFor(reader, { uid, documentId }, new Date());
}
