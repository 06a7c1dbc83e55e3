import type { Consequence, Missing } from '../../../contract/consequences';
import type { Language } from '../../../../../shared/server/languages';
import { eventChanges } from './event-changes';
import { readMissing } from './missing';
import type { ConsequenceSource, PlannedWrite } from './source';
import { sync } from './sync';
import { visibility } from './visibility';

/** What follows from a write. A new kind is a file beside these, and its entry here. */
const sources: readonly ConsequenceSource[] = [visibility, eventChanges, sync];

export interface Observed {
  consequences: Consequence[];
  missing: Missing;
}

/**
 * Looks before a write.
 *
 * @returns what looks again in its transaction, at the document that it has written in these languages
 */
export async function observe(
  write: PlannedWrite,
): Promise<(written: string, locales: readonly Language[]) => Promise<Observed>> {
  const looks: Awaited<ReturnType<ConsequenceSource>>[] = [];
  for (const source of sources) looks.push(await source(write));
  return async (written, locales) => {
    const consequences: Consequence[] = [];
    for (const look of looks) consequences.push(...(await look(written)));
    return { consequences, missing: await readMissing(write, written, locales) };
  };
}
