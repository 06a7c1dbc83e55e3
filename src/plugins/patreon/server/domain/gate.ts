import { isGated, type Gate } from '../../../content/server/domain/public';

type Row = Readonly<Record<string, unknown>>;

/** The reader of gated content. */
export interface Viewer {
  /** Whether their tier opens a gated row. */
  opens(row: Row): boolean;
}

/** A viewer who is not a patron. */
export const nonPatron: Viewer = { opens: () => false };

/** Whether a viewer may read the gated fields of a row; a type without a gate is open to all. See `isGated` for the row. */
export function mayRead(gate: Gate | null, row: Row, viewer: Viewer): boolean {
  return gate === null || !isGated(gate, row) || viewer.opens(row);
}
