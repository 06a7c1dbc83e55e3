import type { Club } from '../club';
import { signUp } from '../members';
import { giveLevels, heldTier } from '../patrons';
import type { Canary, Needs } from './canaries';

/** Everybody who may read, by what they hold. */
export const readerKinds = [
  'nobody',
  'member',
  'too low',
  'other currency',
  'exact',
  'higher',
  'grace',
  'expired',
  'staff',
] as const;
export type ReaderKind = (typeof readerKinds)[number];

const opens: Readonly<Record<Needs, readonly ReaderKind[]>> = {
  silver: ['exact', 'higher', 'grace', 'staff'],
  any: ['too low', 'other currency', 'exact', 'higher', 'grace', 'staff'],
};

/** Whether a reader may see what a canary stands in. */
export const maySee = (kind: ReaderKind, { needs, isDraft }: Pick<Canary, 'needs' | 'isDraft'>): boolean =>
  !isDraft && opens[needs].includes(kind);

export interface Reader {
  kind: ReaderKind;
  headers: Record<string, string>;
  documentId: string | null;
}

/** Makes one member for each kind of reader. */
export async function makeReaders(
  club: Club,
  tiers: Record<'bronze' | 'silver' | 'gold' | 'dollars', string>,
) {
  const levels = giveLevels(club);
  const [bronze, silver, gold, dollars] = [
    heldTier(tiers.bronze, 'bronze', 300),
    heldTier(tiers.silver, 'silver', 800),
    heldTier(tiers.gold, 'gold', 1500),
    heldTier(tiers.dollars, 'dollars', 9000, 'USD'),
  ];
  const readers: Reader[] = [];
  for (const [index, kind] of readerKinds.entries()) {
    if (kind === 'nobody') {
      readers.push({ kind, headers: {}, documentId: null });
      continue;
    }
    const member = await signUp(club, `reader${index}`);
    readers.push({ kind, headers: { authorization: member.authorization }, documentId: member.documentId });
    if (kind === 'too low') levels.give(member, bronze, 'entitled-tier');
    if (kind === 'other currency') levels.give(member, dollars, 'entitled-tier');
    if (kind === 'exact') levels.give(member, silver, 'entitled-tier');
    if (kind === 'higher') levels.give(member, gold, 'entitled-tier');
    if (kind === 'grace') levels.give(member, silver, 'declined-grace');
    if (kind === 'expired') levels.give(member, null, 'declined-ended');
    if (kind === 'staff') await becomeStaff(club, member.documentId);
  }
  return { readers, levels, silver };
}

async function becomeStaff(club: Club, documentId: string): Promise<void> {
  const role = await club.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'staff' } });
  await club.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { documentId }, data: { role: role.id } });
}
