/**
 * Where, in a value that came as JSON, strings hold half a surrogate pair, which strict readers refuse (RFC 8259, 8.2): as
 * paths, `data.0.title`.
 */
export function illFormedStrings(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(/\p{Surrogate}/u.test(key) ? [`${path} (a name)`] : []),
    ...illFormedStrings(child, path === '' ? key : `${path}.${key}`),
  ]);
}
