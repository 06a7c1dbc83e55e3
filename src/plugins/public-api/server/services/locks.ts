import type { UID } from '@strapi/strapi';
import type { Language } from '../../../../shared/server/languages';
import { gateOf } from '../../../content/server/domain/public';
import { lockOf, requirementOf, visitor, type Lock } from '../../../patreon/server/domain/gate';
import { toOffer, type Offer } from '../../../patreon/server/domain/offer';
import type { Viewer } from '../../../patreon/server/services/viewers';
import { snakeCase } from '../domain/columns';
import { offeredTierColumns, type OfferedTier } from '../domain/views/tier';
import { createDocuments, publicContext } from './documents';
import type { ReadContext } from './reads';
import { createLinkedIds } from './relations';

/** What stands before an entry, for one reader. */
export interface EntryLock {
  /** Whether its gated fields need a tier. */
  isGated: boolean;
  minimumTier: OfferedTier | undefined;
  lock: Lock | null;
  /** How to get in; null if it is open. */
  offer: Offer | null;
}

interface Entry {
  rowId: number;
  lockedText: string | null;
}

const tierUid = 'api::patreon-tier.patreon-tier';

/** Reads what stands before entries of a gated type, in two queries, and one for what a member holds. */
export function createLocks(context: ReadContext, uid: UID.ContentType) {
  const { strapi, isWhole } = context;
  const gate = gateOf(strapi.contentType(uid));
  if (!gate) throw new Error(`${uid} declares no gate`);
  const tiers = createDocuments(publicContext(context), tierUid, offeredTierColumns);
  const tierIdOf = createLinkedIds(context, [uid, gate.tier], tierUid);
  const unlocks = gate.fields.map(snakeCase);

  return async (
    rowIds: readonly number[],
    language: Language,
    viewer: Viewer,
  ): Promise<(entry: Entry) => EntryLock> => {
    const [tierIds, all] = await Promise.all([tierIdOf(rowIds), tiers.all(language)]);
    const onOffer = all.map((tier) => ({
      ...tier,
      amountCents: tier.amountCents ?? 0,
      currency: tier.currency ?? '',
    }));
    const tierOf = (id: string | undefined) => onOffer.find(({ documentId }) => documentId === id);
    // By the link itself: a tier that cannot be shown still closes its gate.
    const requirement = (rowId: number) => {
      const id = tierIds.get(rowId);
      return requirementOf(gate, { [gate.tier]: tierOf(id) ?? id ?? null });
    };
    const isGated = !isWhole && rowIds.some((rowId) => requirement(rowId) !== null);
    const access = isGated ? await viewer.access() : visitor;

    return ({ rowId, lockedText }) => {
      const needed = requirement(rowId);
      const lock = isWhole ? null : lockOf(needed, access);
      return {
        isGated: needed !== null,
        minimumTier: tierOf(tierIds.get(rowId)),
        lock,
        offer:
          lock === null || needed === null
            ? null
            : toOffer({ requirement: needed, tiers: onOffer, lockedText, unlocks }, language),
      };
    };
  };
}
