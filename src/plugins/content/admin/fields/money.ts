const currency = String.raw`(?:[A-Z]{3}|\p{Sc})?`;
/** Up to seven digits; a space divides thousands, and nothing else: `3 50` is no amount. */
const whole = String.raw`\d{1,7}|\d{1,3}\s\d{3}|\d\s\d{3}\s\d{3}`;
/** An amount as people write it: `3`, `3.5`, `3,50`, `.50`, `1 200`, with the currency or without. */
const amountPattern = new RegExp(
  String.raw`^${currency}\s*(${whole})?(?:[.,](\d{1,2}))?\s*${currency}$`,
  'u',
);

/** The cents of a typed amount of money; null if it is none. */
export function centsOf(text: string): number | null {
  const [, units, part] = amountPattern.exec(text.trim().toUpperCase()) ?? [];
  if (units === undefined && part === undefined) return null;
  return Number((units ?? '0').replaceAll(/\s/g, '')) * 100 + Number((part ?? '').padEnd(2, '0'));
}

/** Cents as an amount to edit: `3.00`. */
export const amountOf = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(Math.abs(cents % 100)).padStart(2, '0')}`;
