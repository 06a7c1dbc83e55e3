import { Kind, type ValueNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** The size of an argument, including nested values. */
export interface ArgumentSize {
  /** The number of scalar values. */
  values: number;
  longestList: number;
  longestText: number;
  depth: number;
}

const none: ArgumentSize = { values: 0, longestList: 0, longestText: 0, depth: 0 };

function within(parts: ArgumentSize[], listLength: number): ArgumentSize {
  return parts.reduce(
    (whole, part) => ({
      values: whole.values + part.values,
      longestList: Math.max(whole.longestList, part.longestList),
      longestText: Math.max(whole.longestText, part.longestText),
      depth: Math.max(whole.depth, part.depth + 1),
    }),
    { ...none, longestList: listLength, depth: 1 },
  );
}

const single = (text: string): ArgumentSize => ({ ...none, values: 1, longestText: text.length });

/** Deeper than any limit. Deeper values are not examined, since they could overflow the stack. */
const deepest = 64;

/** The size of a value in a request's variables, which are JSON and have no cycles. */
export function sizeOfJson(value: unknown, levelsLeft = deepest): ArgumentSize {
  if (typeof value === 'object' && value !== null && levelsLeft > 0) {
    const parts = Object.values(value).map((part) => sizeOfJson(part, levelsLeft - 1));
    return within(parts, Array.isArray(value) ? value.length : 0);
  }
  return single(typeof value === 'string' ? value : '');
}

/**
 * Measures arguments of a document. A variable is measured once, however often it is used: otherwise a short document
 * could have a long list measured a thousand times.
 */
export function argumentSizes(variables: Variables): (node: ValueNode) => ArgumentSize {
  const measured = new Map<string, ArgumentSize>();

  return function sizeOf(node: ValueNode): ArgumentSize {
    switch (node.kind) {
      case Kind.VARIABLE: {
        const name = node.name.value;
        const size = measured.get(name) ?? sizeOfJson(variables[name]);
        measured.set(name, size);
        return size;
      }
      case Kind.LIST:
        return within(node.values.map(sizeOf), node.values.length);
      case Kind.OBJECT:
        return within(
          node.fields.map(({ value }) => sizeOf(value)),
          0,
        );
      case Kind.NULL:
        return single('');
      default:
        return single(String(node.value));
    }
  };
}
