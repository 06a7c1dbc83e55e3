const instantPattern = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Whether a form's value is a date and time with its offset (ISO 8601). Apart from what needs Luxon, which forms load. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && instantPattern.test(value) && !Number.isNaN(Date.parse(value));
