import { isDeepStrictEqual } from 'node:util';

/** Where a draft may link from: its row, or one entry of a component. */
export interface Place {
  id: number;
  /** The row that it links to. */
  target: number | null;
  /** What else an entry says, by which it is known again. */
  said: Readonly<Record<string, unknown>>;
}

/** A link to be made. */
export interface Link {
  owner: number;
  target: number;
}

type Same = (one: readonly [Place, number], other: readonly [Place, number]) => boolean;

const isSameSaid: Same = ([one], [other]) => isDeepStrictEqual(one.said, other.said);
const isSameOrder: Same = ([, one], [, other]) => one === other;

/** Surest first. What is discarded may have put the entries into another order, or may have changed what they say. */
const likenesses: readonly Same[] = [
  (one, other) => isSameOrder(one, other) && isSameSaid(one, other),
  isSameSaid,
  isSameOrder,
];

/**
 * The links that a draft lacks after it was made anew from what is published.
 *
 * @param before the places of the draft that was discarded, in order, with those links alone that cannot be published
 * @param after the places of the new draft, in order
 */
export function linksToPutBack(before: readonly (Place | undefined)[], after: readonly Place[]): Link[] {
  const indexed = (places: readonly (Place | undefined)[]) =>
    places.flatMap((place, index): (readonly [Place, number])[] => (place ? [[place, index]] : []));
  let [held, free] = [indexed(before), indexed(after.map((place) => (place.target ? undefined : place)))];
  const links: Link[] = [];
  for (const isSame of likenesses) {
    for (const one of held) {
      const found = free.find((other) => isSame(one, other));
      if (!found) continue;
      // A place that was empty before stays so, and nothing else comes into it.
      if (one[0].target !== null) links.push({ owner: found[0].id, target: one[0].target });
      held = held.filter((each) => each !== one);
      free = free.filter((each) => each !== found);
    }
  }
  return links;
}
