import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { createSessionTokens } from './session-tokens';

const memberRow = z.object({
  documentId: z.string(),
  blocked: z.boolean().nullish(),
  role: z.object({ type: z.string() }).nullish(),
});

/** A member, as far as it decides what they may see. */
export interface FileMember {
  documentId: string;
  role: string | null;
}

/**
 * Shows who asks for a picture or a recording of a page: browsers send no access token with those. The token of the cookie names a
 * sign-in, and is good for nothing else.
 */
export function createFileCookies(strapi: Core.Strapi) {
  const tokens = createSessionTokens(strapi);
  const origin = 'users-permissions';

  return {
    /** @returns null for a refresh token that is no good */
    tokenFor(refreshToken: string): string | null {
      const claims = tokens.verify(refreshToken);
      return claims?.deviceId === undefined ? null : tokens.signFiles(claims.userId, claims.deviceId);
    },

    /** The member of a sign-in that has not ended; null if it has, or they are blocked. */
    async memberOf(token: string, now: Date): Promise<FileMember | null> {
      const claims = tokens.filesOf(token);
      if (!claims) return null;
      const { userId, deviceId } = claims;
      const where = { origin, userId, deviceId, status: 'active', expiresAt: { $gt: now } };
      if ((await strapi.db.query('admin::session').count({ where })) === 0) return null;
      const found: unknown = await strapi.db
        .query('plugin::users-permissions.user')
        .findOne({ where: { id: Number(userId) }, populate: { role: true } });
      const member = memberRow.nullable().parse(found);
      if (!member || member.blocked === true) return null;
      return { documentId: member.documentId, role: member.role?.type ?? null };
    },
  };
}
