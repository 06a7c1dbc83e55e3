import { Kind, type ValueNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** How much an argument asks, in itself and wherever it is nested. */
export interface ArgumentSize {
  /** Values that are compared, sorted by or counted. */
  values: number;
  /** Values in the longest list. */
  longestList: number;
  /** Characters of the longest text. */
  longestText: number;
  /** How deeply objects and lists are nested. */
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

/** Deeper than any limit: what is nested below is not looked at, since a value may be nested deeper than the stack is. */
const deepest = 64;

/** The size of a value as it comes in the variables of a request: JSON, so without cycles. */
export function sizeOfJson(value: unknown, levelsLeft = deepest): ArgumentSize {
  if (typeof value === 'object' && value !== null && levelsLeft > 0) {
    const parts = Object.values(value).map((part) => sizeOfJson(part, levelsLeft - 1));
    return within(parts, Array.isArray(value) ? value.length : 0);
  }
  return single(typeof value === 'string' ? value : '');
}

/**
 * Sizes of arguments as they stand in a document. A variable is measured once, however often it is used: else a short
 * document could have a long list measured a thousand times.
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
