import { createHash } from 'node:crypto';
import { isRecord } from '../../../../shared/server/is-record';
import { isDeeperThan } from '../../../../shared/server/json-depth';

/** The most that is stored of a member's options, in bytes of JSON. */
export const mostBytes = 16 * 1024;
/** The most levels of objects and lists, the document itself included. */
export const mostLevels = 8;

/**
 * Applies a JSON merge patch (RFC 7396): null deletes, objects are merged, all else replaces. `fromEntries` makes `__proto__` a
 * property like any other.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged = new Map(Object.entries(isRecord(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** Why a document cannot be stored; null if it can. */
export function storageIssue(document: unknown): string | null {
  if (isDeeperThan(document, mostLevels)) return `must not be nested deeper than ${mostLevels} levels`;
  return Buffer.byteLength(JSON.stringify(document)) > mostBytes
    ? `must not be larger than ${mostBytes / 1024} KB in all`
    : null;
}

/** The strong validator of a document as it is stored. */
export const etagOf = (json: string): string => `"${createHash('sha1').update(json).digest('base64url')}"`;

/** Whether `If-Match` lets a change pass (RFC 9110, 13.1.1): tags are compared strongly, so that a weak one never matches. */
export function ifMatchAllows(ifMatch: string | undefined, etag: string): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return ifMatch.split(',').some((candidate) => candidate.trim() === etag);
}
