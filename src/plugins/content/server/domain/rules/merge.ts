import { isValues, type Values } from './faults';
import type { Attributes } from '../schema';

/**
 * A document as it will be once a change is saved: attributes that are not sent stay as they are, and so do those of
 * component entries that are sent with their id, as Strapi's own update has it.
 */
export function merged(attributes: Attributes, stored: Values, change: Values): Values {
  const values: Record<string, unknown> = { ...stored };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    values[name] = attributes[name]?.type === 'component' ? mergedComponent(stored[name], value) : value;
  }
  return values;
}

function mergedComponent(stored: unknown, value: unknown): unknown {
  const before = (Array.isArray(stored) ? stored : [stored]).filter(isValues);
  const withBefore = (each: unknown): unknown => {
    if (!isValues(each) || each['id'] === undefined) return each;
    const same = before.find(({ id }) => String(id) === String(each['id']));
    return same ? { ...same, ...each } : each;
  };
  return Array.isArray(value) ? value.map(withBefore) : withBefore(value);
}
