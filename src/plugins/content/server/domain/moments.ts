/**
 * The years that a date and time of the club's may lie in. Whoever types another has mistyped; and databases differ in
 * what they make of far years: MySQL takes the year 1 for 2001.
 */
export const firstYear = 2000;
export const lastYear = 2099;

/** The first moment of these years anywhere on earth, and the first after them, in milliseconds since 1970. */
export const earliestMoment = Date.UTC(firstYear, 0, 1) - 14 * 60 * 60 * 1000;
export const latestMoment = Date.UTC(lastYear + 1, 0, 1) + 12 * 60 * 60 * 1000;
