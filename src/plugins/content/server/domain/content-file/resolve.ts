import type { JsonObject } from './documents';
import { kinds, type Attributes, type KindName } from './kinds';
import { resolveTime, type TimeContext } from './times';
import { mapLeaves, type Path } from './walk';

/**
 * The shared values of a document with every time as an instant, and what is wrong with the times that mean none.
 * Days are counted in the document's `timezone`, where its kind has one, else in UTC; `start` is its `startTime`.
 */
export function resolveTimes(
  name: KindName,
  shared: JsonObject,
  now: Date,
): { shared: JsonObject; faults: { path: Path; message: string }[] } {
  const faults: { path: Path; message: string }[] = [];
  const zone = zoneOf(kinds[name].attributes, shared);
  const instant = (path: Path, text: string, context: TimeContext): string | undefined => {
    const resolved = resolveTime(text, context);
    if ('instant' in resolved) return resolved.instant;
    faults.push({ path, message: resolved.fault });
    return undefined;
  };
  const { startTime } = shared;
  const start = typeof startTime === 'string' ? instant(['startTime'], startTime, { now, zone }) : undefined;
  const resolved = mapLeaves(name, shared, ({ path, definition, value }) => {
    if (definition.type !== 'datetime' || typeof value !== 'string') return undefined;
    return path[0] === 'startTime' ? start : instant(path, value, { now, zone, start });
  });
  return { shared: resolved, faults };
}

function zoneOf({ timezone }: Attributes, shared: JsonObject): string {
  const zone = shared['timezone'] ?? timezone?.default;
  return typeof zone === 'string' ? zone : 'UTC';
}
