import { setTimeout as rest } from 'node:timers/promises';

/**
 * What `look` finds as soon as it is as `holds` wants it: for what another part writes in its own time, and tells nobody of.
 *
 * @throws Error with what it found last, when that takes too long
 */
export async function until<Found>(
  look: () => Promise<Found>,
  holds: (found: Found) => boolean,
  withinMs = 60_000,
): Promise<Found> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    if (performance.now() > end) throw new Error(`It stayed at ${JSON.stringify(found)}`);
    await rest(5);
  }
}
