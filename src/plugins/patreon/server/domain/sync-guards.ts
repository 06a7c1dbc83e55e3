/** A page of a list, as far as the guard looks at it. */
interface ListPage {
  members: readonly { membership: { patreonMemberId: string } }[];
  total: number | null;
  next: string | null;
}

/**
 * Watches a list that is read page by page. Patreon's has been seen to give ever new cursors for the same page, and to end before its
 * end (https://github.com/ghostrider-05/patreon-api.ts/issues/180).
 */
export function createListGuard() {
  const ids = new Set<string>();
  const cursors = new Set<string>();
  let total: number | null = null;
  return {
    /** @returns whether the page says anything new, or is the last one */
    take({ members, total: told, next }: ListPage): boolean {
      const before = ids.size;
      for (const { membership } of members) ids.add(membership.patreonMemberId);
      total = told ?? total;
      if (next === null) return true;
      const isRepeated = cursors.has(next) || ids.size === before;
      cursors.add(next);
      return !isRepeated;
    },
    seen: (): number => ids.size,
    /** How many there should have been, where some are missing; null for a list that is whole. */
    missing: (): number | null => (total !== null && ids.size < total ? total : null),
  };
}

/**
 * Whether so many levels would fall at once that a person decides: more than the share, and more than a few.
 *
 * @param falling supporters whose level would fall
 * @param supporters how many there were before
 */
export const isBreakerOpen = (
  falling: number,
  supporters: number,
  breaker: { share: number; supporters: number },
): boolean => falling > breaker.supporters && falling > breaker.share * supporters;
