import { isGated, type Gate } from '../../../content/server/domain/public';

type Row = Readonly<Record<string, unknown>>;

/** Who reads. */
export interface Viewer {
  /** Whether what they pay opens a gated row. */
  opens(row: Row): boolean;
}

/** Who is not known to be a patron. */
export const nobody: Viewer = { opens: () => false };

/**
 * Whether a viewer sees the gated fields of a row; a type without a gate is open to all. The rule of the row is that of
 * `isGated`.
 */
export function mayRead(gate: Gate | null, row: Row, viewer: Viewer): boolean {
  return gate === null || !isGated(gate, row) || viewer.opens(row);
}
