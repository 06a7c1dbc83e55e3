import type { Core } from '@strapi/strapi';
import { isoTime } from '../../../../shared/server/iso-time';
import { accountsService } from '../../../accounts/server/services';

const uid = 'plugin::patreon.supporter';

/** What is stored of a member as a supporter, for their export and erasure. */
export function declareMemberData(strapi: Core.Strapi): void {
  accountsService(strapi).memberData.declare([
    {
      uid,
      attribute: 'member',
      name: 'support',
      where: ({ documentId }) => ({ member: documentId }),
      toExport: (row) => ({
        patreon_member_id: row['patreonMemberId'],
        patreon_user_id: row['patreonUserId'],
        ...{ name: row['name'], email: row['email'], membership: row['membership'] },
        ...{
          level_cents: row['levelCents'],
          since: isoTime(row['levelSince']),
          linked_at: isoTime(row['linkedAt']),
        },
        ...{ given_tier: row['grantTier'], given_until: isoTime(row['grantUntil']) },
      }),
      erase: {
        // The sync tells anew which account at Patreon a membership is of.
        anonymize: {
          ...{ member: null, linkedBy: null, linkedAt: null, patreonUserId: null },
          ...{ grantTier: null, grantUntil: null, grantBy: null, grantNote: null },
        },
        reason:
          'Patreon tells the club who supports it, for as long as you do so there. That is no longer linked to an account here',
      },
    },
    {
      uid: 'plugin::patreon.level-change',
      attribute: 'member',
      name: 'support_levels',
      where: ({ documentId }) => ({ member: documentId }),
      toExport: (row) => ({
        at: isoTime(row['at']),
        ...{ from_cents: row['fromCents'], to_cents: row['toCents'], rule: row['rule'] },
      }),
      erase: 'delete',
    },
  ]);
}
