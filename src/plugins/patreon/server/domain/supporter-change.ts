import {
  entitlementOf,
  levelOf,
  type ClubTier,
  type Level,
  type LevelInputs,
  type LevelSettings,
} from './level';
import type { Membership } from './membership';
import { isNewer, paidAfter, type MembershipUpdate, type Provenance } from './membership-update';

/** What is stored of a supporter, as far as an update can change it. */
export interface KnownSupporter {
  inputs: LevelInputs;
  /** When and how the club learned of the membership; null: never. */
  provenance: Provenance | null;
  /** Their level when it was last recorded. */
  levelCents: number;
  levelTier: string | null;
}

export interface LevelContext {
  clubTiers: readonly ClubTier[];
  settings: LevelSettings;
  now: Date;
}

export type UpdateDecision =
  /** It is older than what is known, or of a membership that another has replaced. */
  | { kind: 'ignore' }
  /** It is older than what is known, and the last membership that was paid for. */
  | { kind: 'remember'; inputs: LevelInputs }
  | { kind: 'apply' | 'hold'; inputs: LevelInputs };

/** Whether somebody's level, as recorded, is another one now. */
export const isOtherLevel = (
  { levelCents, levelTier }: Pick<KnownSupporter, 'levelCents' | 'levelTier'>,
  level: Level,
): boolean => level.cents !== levelCents || (level.tier?.documentId ?? null) !== levelTier;

/**
 * Whoever leaves and comes back gets a new membership at Patreon, and updates of the old one may still come: what
 * it is worth decides.
 */
function isReplaced(
  old: Membership | null,
  present: Membership | null,
  clubTiers: readonly ClubTier[],
): boolean {
  if (!present || !old || present.patreonMemberId === old.patreonMemberId) return false;
  return entitlementOf(old, clubTiers).cents === 0 && entitlementOf(present, clubTiers).cents > 0;
}

/**
 * What an update does to a supporter.
 *
 * @param mayLower false: a lower level is held back, for what is decided about many at once
 */
export function decideUpdate(
  known: KnownSupporter,
  update: MembershipUpdate,
  mayLower: boolean,
  { clubTiers, settings, now }: LevelContext,
): UpdateDecision {
  const { inputs, provenance } = known;
  if (isReplaced(update.membership, inputs.membership, clubTiers)) return { kind: 'ignore' };
  const paid = paidAfter(update, inputs.paid, clubTiers);
  if (provenance && !isNewer(update, { ...provenance, membership: inputs.membership }))
    return paid === inputs.paid ? { kind: 'ignore' } : { kind: 'remember', inputs: { ...inputs, paid } };
  const changed: LevelInputs = { ...inputs, membership: update.membership, paid };
  const centsOf = (each: LevelInputs): number => levelOf(each, clubTiers, settings, now).cents;
  return { kind: !mayLower && centsOf(changed) < centsOf(inputs) ? 'hold' : 'apply', inputs: changed };
}
