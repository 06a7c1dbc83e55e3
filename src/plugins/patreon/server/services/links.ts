import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { accountsService } from '../../../accounts/server/services';
import type { PatreonConfig } from '../config';
import { ownMembership } from '../domain/membership';
import type { SupporterRow } from './supporter-row';
import { newSupporter, type SupporterStore, type SupporterValues } from './supporter-store';
import type { Supporters } from './supporters';

const linkCause = { kind: 'link', id: null } as const;

/** A tier given by hand, as it moves from row to row. */
const grantOf = ({ grantTier, grantUntil, grantBy, grantNote }: SupporterValues) => ({
  grantTier,
  grantUntil,
  grantBy,
  grantNote,
});
const noGrant = grantOf(newSupporter());
const noLink = { member: null, linkedBy: null, linkedAt: null } as const;

const isAtPatreon = ({ patreonMemberId, patreonUserId }: SupporterRow): boolean =>
  patreonMemberId !== null || patreonUserId !== null;

/** Who of the supporters is which member: one Patreon account, one member. */
export function createLinks(
  strapi: Core.Strapi,
  { campaignId, now }: Pick<PatreonConfig, 'campaignId' | 'now'>,
  { store, supporters }: { store: SupporterStore; supporters: Supporters },
) {
  /**
   * Makes a supporter the member's. What they had before is nobody's afterwards; a tier that staff gave moves along.
   *
   * @param find the supporter among the rows, or null for one whom the club does not know
   */
  async function link(
    where: object,
    member: string,
    linkedBy: 'oauth' | 'email' | 'staff',
    find: (rows: readonly SupporterRow[]) => SupporterValues | null,
  ): Promise<boolean> {
    const levelContext = await supporters.context();
    return inTransaction(strapi, async ({ trx }) => {
      const rows = await store.lock({ $or: [where, { member }] });
      const target = find(rows);
      if (!target) return false;
      const former = rows.filter((row) => row.member === member && row.documentId !== target.documentId);
      const granted = former.find(({ grantTier }) => grantTier !== null);
      // Their place is given up before another row takes it: a member is in one row.
      await store.write(
        trx,
        former.filter(isAtPatreon).map((row) => ({ ...row, ...noLink })),
      );
      await store.remove(former.filter((row) => !isAtPatreon(row)).map(({ id }) => id));
      const linked = { ...target, member, linkedBy, linkedAt: now(), ...(granted && grantOf(granted)) };
      await supporters.save(trx, [linked], linkCause, levelContext);
      return true;
    });
  }

  /** The best of those with this address whom nobody is yet. */
  const suggestion = async (email: string): Promise<SupporterRow | null> => {
    const rows = await store.page({ email, member: { $null: true }, levelCents: { $gt: 0 } }, 0, 10);
    return rows.toSorted((one, other) => other.levelCents - one.levelCents)[0] ?? null;
  };

  /**
   * Links who somebody has shown to be at Patreon, in the transaction at hand.
   *
   * @param identity all that Patreon said of them: their membership in the club's campaign is taken from it
   */
  async function linkUser(patreonUserId: string, member: string, identity: unknown): Promise<void> {
    await link(
      { patreonUserId },
      member,
      'oauth',
      (rows) =>
        rows.find((row) => row.patreonUserId === patreonUserId) ?? { ...newSupporter(), patreonUserId },
    );
    const membership = ownMembership(identity, patreonUserId, campaignId ?? '');
    if (!membership) return;
    const { patreonMemberId } = membership;
    await supporters.applyUpdates([{ patreonMemberId, membership, at: now(), source: 'api' }], linkCause);
  }

  /** @returns whether the member was a supporter */
  async function unlink(member: string): Promise<boolean> {
    const levelContext = await supporters.context();
    return inTransaction(strapi, async ({ trx }) => {
      const [row] = await store.lock({ member });
      if (!row || !isAtPatreon(row)) return false;
      await supporters.save(trx, [{ ...row, ...noLink, ...noGrant }], linkCause, levelContext);
      // What staff have given is the member's, not the Patreon account's.
      if (row.grantTier !== null) {
        const own = {
          ...newSupporter(),
          ...grantOf(row),
          member,
          linkedBy: 'staff' as const,
          linkedAt: now(),
        };
        await supporters.save(trx, [own], linkCause, levelContext);
      }
      return true;
    });
  }

  return {
    of: (member: string): Promise<SupporterRow | null> => store.find({ member }),

    suggestion,
    unlink,

    /**
     * Links the supporter with the member's own address, which they have confirmed.
     *
     * @returns false where there is none, or no longer
     */
    async linkByEmail(member: string, email: string): Promise<boolean> {
      const found = await suggestion(email);
      if (!found) return false;
      return link(
        { id: found.id },
        member,
        'email',
        (rows) => rows.find((row) => row.id === found.id && row.member === null) ?? null,
      );
    },

    /** Hears of Patreon accounts that members sign in with. */
    listen(): void {
      accountsService(strapi).identities.listen({
        linked: async ({ provider, subject, details }, member) => {
          if (provider === 'patreon') await linkUser(subject, member, details);
        },
        unlinked: async ({ provider, member }) => {
          if (provider === 'patreon') await unlink(member);
        },
      });
    },
  };
}
