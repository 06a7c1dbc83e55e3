import type { Price } from './price';

export interface PriceLimits {
  cost: number;
  rootFields: number;
  depth: number;
  values: number;
  longestList: number;
  longestText: number;
  argumentDepth: number;
}

/** For visitors and members. The most expensive allowed document takes less than half a second on a club like the demo one. */
export const readerPriceLimits: PriceLimits = {
  cost: 10_000,
  rootFields: 10,
  depth: 10,
  values: 100,
  longestList: 100,
  longestText: 500,
  argumentDepth: 12,
};

/** For API clients of staff: as generous as they need, but not enough to stall the club. */
export const staffPriceLimits: PriceLimits = {
  ...readerPriceLimits,
  cost: 50_000,
  rootFields: 50,
  values: 1_000,
  longestList: 1_000,
  longestText: 1_000_000,
  argumentDepth: 20,
};

/** The exceeded limit of a document as a sentence; null if there is none. */
export function excessOf(price: Price, limits: PriceLimits): string | null {
  const { arguments: args } = price;
  if (price.cyclic) return 'A fragment contains itself.';
  if (price.depth > limits.depth)
    return `The document exceeds maximum operation depth of ${limits.depth}: its depth is ${price.depth}.`;
  if (price.rootFields > limits.rootFields)
    return `The document has ${price.rootFields} fields at the top, aliases included; the limit is ${limits.rootFields}.`;
  if (args.longestList > limits.longestList)
    return `A list in an argument has ${args.longestList} values; the limit is ${limits.longestList}.`;
  if (args.longestText > limits.longestText)
    return `A text in an argument has ${args.longestText} characters; the limit is ${limits.longestText}.`;
  if (args.depth > limits.argumentDepth)
    return `An argument is nested ${args.depth} levels deep; the limit is ${limits.argumentDepth}.`;
  if (args.values > limits.values)
    return `An argument has ${args.values} values; the limit is ${limits.values}.`;
  if (price.cost > limits.cost)
    return `The document costs ${price.cost} points; the limit is ${limits.cost}. Ask for shorter lists (pagination), fewer fields, or in several requests.`;
  return null;
}
