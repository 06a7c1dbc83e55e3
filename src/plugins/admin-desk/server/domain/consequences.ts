import type { Consequence, ConsequenceAction, Missing } from '../../contract/consequences';

/** Names that a sentence holds; more are counted. */
const most = 3;

export const named = (names: readonly string[]): { names: string[]; count: number } => ({
  names: names.slice(0, most),
  count: names.length,
});

/** An event of which a target will show something else. */
export interface SyncChange {
  target: { name: string; title: string };
  change: Extract<Consequence, { kind: 'sync' }>['change'];
  until?: string;
  event: { documentId: string; title: string };
  connection: 'off' | 'ready' | 'working' | 'waiting' | 'broken';
}

/** The changes as consequences of a write: one for each target and kind of change. @param written the entry that is written */
export function syncConsequences(changes: readonly SyncChange[], written: string): Consequence[] {
  const groups = new Map<string, SyncChange[]>();
  for (const change of changes) {
    const key = [change.target.name, change.change, change.until].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group): Consequence[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { target, change, until, connection } = first;
    const isOwn = group.every(({ event }) => event.documentId === written);
    return [
      {
        kind: 'sync',
        target: target.name,
        title: target.title,
        change,
        at: until ?? null,
        events: isOwn ? null : named(group.map(({ event }) => event.title)),
        connection: connection === 'waiting' || connection === 'broken' ? connection : 'working',
      },
    ];
  });
}

/**
 * Whether somebody should see what follows before they go on. Taking something away always asks. Publishing does not, where nothing
 * follows but that readers see the text: an entry that lacks something asks once, when it becomes visible.
 */
export function needsConfirmation(
  action: ConsequenceAction,
  consequences: readonly Consequence[],
  { gaps, untranslated }: Missing,
): boolean {
  if (action === 'unpublish' || action === 'delete') return true;
  const isIncomplete = gaps.length > 0 || untranslated.length > 0;
  return consequences.some((consequence) => {
    if (consequence.kind !== 'visibility') return true;
    const { before, after, from } = consequence;
    return from !== null || before.some((language) => !after.includes(language)) || isIncomplete;
  });
}
