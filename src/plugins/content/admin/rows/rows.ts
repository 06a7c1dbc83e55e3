/** Rows of a repeatable component in a form. */
export type FormRow = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is FormRow => typeof value === 'object' && value !== null;

export const rowsIn = (values: object, name: string): FormRow[] => {
  const rows: unknown = Reflect.get(values, name);
  return Array.isArray(rows) ? rows.filter(isRow) : [];
};

/**
 * What a form says of a row's link to one document: the text of another one that was chosen, null if it was removed,
 * undefined if it is the stored one, which the form does not hold.
 */
export function chosenLink(value: unknown): string | null | undefined {
  const { connect, disconnect }: FormRow = isRow(value) ? value : {};
  const chosen: unknown = Array.isArray(connect) ? connect.at(-1) : undefined;
  if (isRow(chosen)) {
    const texts = [chosen['label'], chosen['name']];
    return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null;
  }
  return Array.isArray(disconnect) && disconnect.length > 0 ? null : undefined;
}

/** The ids of stored rows whose link is the stored one. */
export const storedLinks = (rows: readonly FormRow[], link: string): number[] =>
  rows.flatMap(({ id, ...row }) =>
    typeof id === 'number' && chosenLink(row[link]) === undefined ? [id] : [],
  );
