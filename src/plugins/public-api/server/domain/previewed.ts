import type { Language } from '../../../../shared/server/languages';
import { snakeCase, type Columns, type Localized } from './columns';

/** A document as its type's own route shows it, and what of that stands there only because the contract wants something. */
export interface Previewed<View> {
  view: View;
  /** The fields of the contract whose value the document lacks: it cannot be published without. */
  missing: readonly string[];
}

/** Reads a document by its id, in one of its versions. */
export interface PreviewReader<View> {
  byId(documentId: string, language: Language): Promise<Previewed<View> | undefined>;
}

/** The contract has no null for these; drafts may lack them. */
const needed = ['slug', 'startTime', 'endTime'] as const;

export function previewed<View>(
  [document]: readonly Localized<Columns>[],
  [view]: readonly View[],
): Previewed<View> | undefined {
  if (!document || !view) return undefined;
  return { view, missing: needed.filter((attribute) => document[attribute] === null).map(snakeCase) };
}
