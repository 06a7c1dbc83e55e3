const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A text, or one of Strapi's descriptors of a text. */
const isError = (value: unknown): boolean =>
  typeof value === 'string' ||
  (isRecord(value) && typeof value['id'] === 'string' && 'defaultMessage' in value);

/** The paths of the fields that a form's errors are at. */
export function errorPaths(errors: unknown, path: readonly string[] = []): string[][] {
  if (isError(errors)) return [[...path]];
  if (!isRecord(errors)) return [];
  return Object.entries(errors).flatMap(([name, each]) => errorPaths(each, [...path, name]));
}

const valueAt = (values: unknown, path: readonly string[]): unknown =>
  path.reduce((value, name) => (isRecord(value) ? value[name] : undefined), values);

/** Whether every field with an error has changed since. @param judged the values that the errors are about */
export function areStale(errors: unknown, judged: unknown, values: unknown): boolean {
  const paths = errorPaths(errors);
  return paths.length > 0 && paths.every((path) => valueAt(judged, path) !== valueAt(values, path));
}
