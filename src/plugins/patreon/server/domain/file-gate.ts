import { splitAtMark } from '../../../content/server/domain/members-only';

/** How a file stands to the gates: `private`, behind gates only; `shared`, shown publicly too; null, behind none. */
export type FileGate = 'private' | 'shared' | null;

/** A place in which a document shows a file. */
export interface FileUse {
  /** Whether readers need a tier for it. */
  isGated: boolean;
  /** Whether readers see it: it is no draft. */
  isShown: boolean;
}

/**
 * WHICH FILES ARE PRIVATE. What readers see without a tier is public, even if it is behind a gate as well: staff chose to show it, and
 * a page with a hole would not hide what it had shown. A draft publishes nothing, but hides what it will have behind its gate. What
 * nobody uses any more stays as it is: taking a file out of a gated entry must not publish it.
 *
 * @param now how the file stands
 */
export function fileGateOf(now: FileGate, uses: readonly FileUse[]): FileGate {
  const isShownToAll = uses.some(({ isGated, isShown }) => isShown && !isGated);
  const isBehindGate = uses.some(({ isGated }) => isGated);
  if (isBehindGate) return isShownToAll ? 'shared' : 'private';
  return now === 'private' && !isShownToAll ? 'private' : null;
}

/** A row of a document that may show a file. */
export interface UsingRow {
  isShown: boolean;
  /** Whether the gated fields of this version of the document need a tier. */
  isGated: boolean;
  /** The media attributes that hold the file. */
  media: readonly string[];
  /** The rich texts, by their attributes. */
  texts: Readonly<Record<string, string | null>>;
}

/** The places in which a row shows a file. @param hash part of the addresses of all its sizes */
export function usesIn(row: UsingRow, gatedFields: readonly string[], hash: string): FileUse[] {
  const { isShown } = row;
  const isBehind = (field: string): boolean => row.isGated && gatedFields.includes(field);
  const byMedia = row.media.map((field) => ({ isGated: isBehind(field), isShown }));
  const byText = Object.entries(row.texts).flatMap(([field, text]): FileUse[] => {
    const { open, gated } = isBehind(field) ? splitAtMark(text ?? '') : { open: text ?? '', gated: '' };
    return [
      ...(open.includes(hash) ? [{ isGated: false, isShown }] : []),
      ...(gated.includes(hash) ? [{ isGated: true, isShown }] : []),
    ];
  });
  return [...byMedia, ...byText];
}
