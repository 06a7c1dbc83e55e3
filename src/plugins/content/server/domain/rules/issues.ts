export interface ValidationIssue {
  /** The path to the value as in Strapi's own validation errors: `['lineUp', '0', 'endTime']`. */
  path: string[];
  /** What is expected, to follow the field's name in a sentence: `must be after startTime`. */
  message: string;
  /** Another document has this unique value. */
  isTaken?: true;
}

export type Values = Readonly<Record<string, unknown>>;

/** Whether there is no value: editors clear a field to an empty string, or leave spaces in it. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export const fieldText = (path: readonly string[]): string =>
  path.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

/** The first issue of each field, which is the most specific. */
export function distinct(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const places = new Set<string>();
  return issues.filter(({ path }) => {
    const place = path.join('.');
    return !places.has(place) && places.add(place);
  });
}

export const takenIssue = (name: string, value: string, word: string): ValidationIssue => ({
  path: [name],
  message: `'${value}' is already that of another ${word}`,
  isTaken: true,
});

/** All issues in one sentence, each with its field. */
export const sentenceOf = (issues: readonly ValidationIssue[]): string =>
  issues.map(({ path, message }) => `${fieldText(path)} ${message}`).join('; ');
