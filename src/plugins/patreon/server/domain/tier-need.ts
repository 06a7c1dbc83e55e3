import { z } from 'zod';
import { lockOf, type Access, type Lock, type NeededTier } from './gate';

const withTier = z.strictObject({ tier: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/) });
const withCents = z.strictObject({ cents: z.int().min(1) });

/** What the policy `has-tier` is told, and routes of `/api/v1` say in `access`: a tier by its slug, or an amount. */
export const hasTierConfig = z.union([withTier, withCents]);

export const tierNeed = z.union([z.literal('supporter'), withTier, withCents]);
export type TierNeed = z.infer<typeof tierNeed>;

/**
 * What keeps somebody from what is for patrons; null if nothing does.
 * @param tier the one that is named, if it is there: what asks for one that was deleted is closed
 */
export function lockOfNeed(need: TierNeed, access: Access, tier: NeededTier | null): Lock | null {
  if (need === 'supporter') return lockOf('any', access);
  if ('tier' in need) return lockOf(tier ?? 'unknown', access);
  return (
    lockOf('any', access) ?? (access.kind === 'staff' || access.level.cents >= need.cents ? null : 'tier')
  );
}
