import type { Concern } from './classify';

/** Which of the waiting jobs of a target come first: the lower numbers. One that waits for both reasons counts as the lower. */
export const priorities = {
  /** Somebody has saved this event, or wants it brought in step: that is waited for. */
  save: 0,
  /** Events come along in bulk: all of a location or an artist, or of a repair. */
  bulk: 10,
} as const;

/** How urgent the look is that a write leads to. */
export const priorityOf = ({ events }: Concern): number =>
  events === 'showing' ? priorities.bulk : priorities.save;
