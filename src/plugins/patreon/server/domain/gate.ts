import { z } from 'zod';
import { isGated, type Gate } from '../../../content/server/domain/public';
import { opensTier, type Level } from './level';

type Row = Readonly<Record<string, unknown>>;

const neededTier = z.looseObject({
  documentId: z.string(),
  amountCents: z.number(),
  currency: z.string(),
});

/** A tier that something needs. */
export type NeededTier = Pick<z.infer<typeof neededTier>, 'documentId' | 'amountCents' | 'currency'>;

/** What opens a gated row: a tier, `any` tier at all, or an `unknown` one, which nobody holds. */
export type Requirement = NeededTier | 'any' | 'unknown';

/** Who reads, and what they hold. */
export interface Access {
  kind: 'visitor' | 'member' | 'staff';
  level: Pick<Level, 'cents' | 'tier'>;
}

/** What stands between a reader and what is gated: they are not signed in, no supporter, or hold too low a tier. */
export type Lock = 'sign-in' | 'supporter' | 'tier';

export const visitor: Access = { kind: 'visitor', level: { cents: 0, tier: null } };

/** What opens the gated fields of a row; null if they are open to all. See `isGated` for the row. */
export function requirementOf(gate: Gate | null, row: Row): Requirement | null {
  if (gate === null || !isGated(gate, row)) return null;
  const tier = row[gate.tier];
  if (tier === null) return 'any';
  // A tier that was not read, or that cannot be shown, closes its gate all the same.
  return neededTier.safeParse(tier).data ?? 'unknown';
}

/** What keeps a reader from what has a requirement; null if nothing does. Staff read all. */
export function lockOf(requirement: Requirement | null, { kind, level }: Access): Lock | null {
  if (requirement === null || kind === 'staff') return null;
  if (kind === 'visitor') return 'sign-in';
  if (level.cents <= 0) return 'supporter';
  if (requirement === 'any') return null;
  return requirement !== 'unknown' && opensTier(level, requirement) ? null : 'tier';
}

/** Whether a reader may read the gated fields of a row; a type without a gate is open to all. */
export const mayRead = (gate: Gate | null, row: Row, access: Access): boolean =>
  lockOf(requirementOf(gate, row), access) === null;
