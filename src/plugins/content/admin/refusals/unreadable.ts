import type { Attribute, Attributes } from '../schema-state';
import { isInstant } from '../times/instant';

/** A field that holds a text of which its input cannot tell what it means. */
export interface Unreadable {
  path: readonly string[];
  kind: 'time' | 'money';
  text: string;
}

function kindOf({ type, customField }: Attribute, text: string): Unreadable['kind'] | null {
  if (type === 'datetime') return isInstant(text) ? null : 'time';
  return customField === 'plugin::content.money' ? 'money' : null;
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The fields of a form that hold what somebody typed and their inputs cannot read: a time that the clocks skip or repeat, a
 * year that is half typed, an amount that is none. The server would only say of which form a value must be.
 */
export function unreadableFields(
  values: Readonly<Record<string, unknown>>,
  attributes: Attributes,
  attributesOf: (component: string) => Attributes,
): Unreadable[] {
  return Object.entries(values).flatMap(([name, value]): Unreadable[] => {
    const attribute = attributes[name];
    if (!attribute) return [];
    if (attribute.type === 'component') {
      const within = (row: unknown, path: readonly string[]): Unreadable[] =>
        isRow(row)
          ? unreadableFields(row, attributesOf(attribute.component ?? ''), attributesOf).map((each) => ({
              ...each,
              path: [...path, ...each.path],
            }))
          : [];
      return Array.isArray(value)
        ? value.flatMap((row, index) => within(row, [name, String(index)]))
        : within(value, [name]);
    }
    if (typeof value !== 'string' || value === '') return [];
    const kind = kindOf(attribute, value);
    return kind === null ? [] : [{ path: [name], kind, text: value }];
  });
}
