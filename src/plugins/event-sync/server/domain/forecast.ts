import type { Step } from './plan';

/** What a write makes a target do with an event; `cancel` takes back what it was to show later. */
export type ForecastChange =
  { change: 'create' | 'change' | 'remove' | 'cancel' } | { change: 'wait'; until: string };

/**
 * What follows from a write at a target: the step of the event as it stands after the write. Waiting for the same moment as before
 * is no consequence of the write.
 *
 * @returns null where nothing follows
 */
export function changeOf(before: Step<unknown>, after: Step<unknown>): ForecastChange | null {
  switch (after.do) {
    case 'create':
    case 'change':
    case 'remove':
      return { change: after.do };
    case 'wait':
      return before.do === 'wait' && before.until === after.until
        ? null
        : { change: 'wait', until: after.until };
    case 'none':
      return before.do === 'wait' ? { change: 'cancel' } : null;
  }
}
