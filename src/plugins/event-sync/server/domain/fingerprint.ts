import { createHash } from 'node:crypto';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** JSON whose objects have their fields in one order, so that equal documents are equal texts. */
function canonicalJson(document: object): string {
  return JSON.stringify(document, (_name, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value,
  );
}

/** What a document is recognised by: 43 characters (SHA-256), the same wherever and whenever they are computed. */
export const fingerprint = (document: object): string =>
  createHash('sha256').update(canonicalJson(document)).digest('base64url');
