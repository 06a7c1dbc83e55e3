/** An amount as people write it: `3`, `3.5`, `3,50`, with the currency or without. */
const amountPattern = /^(?:[A-Z]{3}|\p{Sc})?(\d{1,7})(?:[.,](\d{1,2}))?(?:[A-Z]{3}|\p{Sc})?$/u;

/** The cents of a typed amount of money; null if it is none. */
export function centsOf(text: string): number | null {
  const [, whole, part = ''] = amountPattern.exec(text.replaceAll(/\s/g, '').toUpperCase()) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** Cents as an amount to edit: `3.00`. */
export const amountOf = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(Math.abs(cents % 100)).padStart(2, '0')}`;
