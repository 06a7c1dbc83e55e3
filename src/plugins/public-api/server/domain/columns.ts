/**
 * How a column of the database reads, whichever database it is: SQLite keeps times as milliseconds, booleans as 0 and 1
 * and JSON as text; MySQL has types for them. An empty text is an absent one, here as in the falling back of languages.
 */
export type Column<Value> = (raw: unknown) => Value;

export const text: Column<string | null> = (raw) => (typeof raw === 'string' && raw !== '' ? raw : null);

export const integer: Column<number | null> = (raw) =>
  raw === null || raw === undefined ? null : Number(raw);

export const boolean: Column<boolean> = (raw) => raw === true || raw === 1;

export const timestamp: Column<Date | null> = (raw) => {
  if (raw instanceof Date) return raw;
  if (typeof raw === 'number') return new Date(raw);
  return typeof raw === 'string' ? new Date(`${raw.replace(' ', 'T')}Z`) : null;
};

/**
 * Any JSON, parsed; the reader of it says what shape it has. Escaped halves of surrogate pairs, which JSON can hold and
 * strict readers of the answer refuse, become U+FFFD.
 */
export const json: Column<unknown> = (raw) => {
  if (typeof raw !== 'string') return raw ?? null;
  return /\\ud[89a-f]/i.test(raw) ? JSON.parse(raw, wholeTexts) : JSON.parse(raw);
};

const wholeTexts = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;

export const textList: Column<string[]> = (raw) => {
  const value = json(raw);
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
};

/** One of a schema's enumeration; null for what the enumeration no longer has. */
export function choice<const Choice extends string>(choices: readonly Choice[]): Column<Choice | null> {
  return (raw) => choices.find((candidate) => candidate === raw) ?? null;
}
