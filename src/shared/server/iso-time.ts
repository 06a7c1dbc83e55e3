/** A time that is stored as milliseconds since 1970, which some databases return as text: in ISO 8601, or null where there is none. */
export const isoTime = (milliseconds: unknown): string | null =>
  milliseconds === null || milliseconds === undefined ? null : new Date(Number(milliseconds)).toISOString();
