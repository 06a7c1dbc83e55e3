/**
 * How many days an event may last. An exhibition fits; and the agenda can pass over all that began longer ago without
 * looking at when it ended.
 */
export const longestEventDays = 92;
