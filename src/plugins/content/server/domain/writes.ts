import type { UID } from '@strapi/strapi';
import { isObject } from '../../../../shared/server/is-record';
import { includesEnglish } from '../../../../shared/server/languages';

const writes = ['create', 'update', 'clone', 'delete', 'publish', 'unpublish', 'discardDraft'] as const;
export type WriteAction = (typeof writes)[number];

export const isWrite = (action: string): action is WriteAction => writes.some((write) => write === action);

/** A document's type is the club's own when it stands in src/api. */
export type ClubType = Extract<UID.ContentType, `api::${string}`>;
export const isClubType = (uid: string): uid is ClubType => uid.startsWith('api::');

/**
 * Whether an action can change what the public sees. Types without drafts are public as soon as they are saved; REST
 * and GraphQL publish within create and update.
 */
export function touchesPublic(
  action: WriteAction,
  { hasDrafts, status }: { hasDrafts: boolean; status: unknown },
): boolean {
  if (!hasDrafts || action === 'publish' || action === 'unpublish' || action === 'delete') return true;
  return (action === 'create' || action === 'update') && status === 'published';
}

export type PublicationState = 'draft' | 'published';

/**
 * The publication states in which shared attributes of other languages may differ from English after an action: English
 * was written, or a translation was published or its draft restored.
 */
export function statesToAlign(
  action: WriteAction,
  { hasDrafts, status, locale }: { hasDrafts: boolean; status: unknown; locale: unknown },
): PublicationState[] {
  if (action === 'publish') return ['published'];
  if (action === 'discardDraft') return ['draft'];
  if (action !== 'create' && action !== 'update') return [];
  const isEnglish = includesEnglish(locale);
  const isPublished = hasDrafts ? status === 'published' : isEnglish;
  const states: PublicationState[] = isEnglish && hasDrafts ? ['draft'] : [];
  return isPublished ? [...states, 'published'] : states;
}

/** The documents that a write changed: the one it names, or the one it created. */
export function writtenDocuments(action: WriteAction, params: object, result: unknown): string[] {
  if (action !== 'clone' && 'documentId' in params && typeof params.documentId === 'string')
    return [params.documentId];
  return isObject(result) && typeof result['documentId'] === 'string' ? [result['documentId']] : [];
}
