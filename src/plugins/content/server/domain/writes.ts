import type { UID } from '@strapi/strapi';
import { includesEnglish } from './languages';

/** The document service's actions that change a document. */
const writes = ['create', 'update', 'clone', 'delete', 'publish', 'unpublish', 'discardDraft'] as const;
export type Write = (typeof writes)[number];

export const isWrite = (action: string): action is Write => writes.some((write) => write === action);

/** A document's type is the club's own when it stands in src/api. */
export type ClubType = Extract<UID.ContentType, `api::${string}`>;
export const isClubType = (uid: string): uid is ClubType => uid.startsWith('api::');

/**
 * Whether an action can change what the public sees. Types without drafts are public as soon as they are saved; REST
 * and GraphQL publish within create and update.
 */
export function touchesPublic(
  action: Write,
  { hasDrafts, status }: { hasDrafts: boolean; status: unknown },
): boolean {
  if (!hasDrafts) return true;
  switch (action) {
    case 'publish':
    case 'unpublish':
    case 'delete':
      return true;
    case 'create':
    case 'update':
      return status === 'published';
    case 'clone':
    case 'discardDraft':
      return false;
  }
}

export type State = 'draft' | 'published';

/**
 * In which states the rows of the other languages may differ from English, in what is the same in every language, after an
 * action: where English was written, or where a translation came to be published or edited again from its row of the other
 * state.
 */
export function statesToAlign(
  action: Write,
  { hasDrafts, status, locale }: { hasDrafts: boolean; status: unknown; locale: unknown },
): State[] {
  switch (action) {
    case 'publish':
      return ['published'];
    case 'discardDraft':
      return ['draft'];
    case 'create':
    case 'update': {
      const isEnglish = includesEnglish(locale);
      const isPublished = hasDrafts ? status === 'published' : isEnglish;
      return [
        ...(isEnglish && hasDrafts ? (['draft'] as const) : []),
        ...(isPublished ? (['published'] as const) : []),
      ];
    }
    case 'clone':
    case 'unpublish':
    case 'delete':
      return [];
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The documents that a write was about: the one it names, or the one it made. */
export function writtenDocuments(action: Write, params: object, result: unknown): string[] {
  if (action !== 'clone' && 'documentId' in params && typeof params.documentId === 'string')
    return [params.documentId];
  return isRecord(result) && typeof result['documentId'] === 'string' ? [result['documentId']] : [];
}
