import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { memberSettings } from './account-rows';

const origin = 'users-permissions';
const uid = 'admin::session';
const day = 24 * 60 * 60_000;

const row = z.object({ id: z.number(), deviceId: z.string().nullish() });
const memberRow = z.object({ blocked: z.boolean().nullish(), confirmed: z.boolean().nullish() }).nullable();

/**
 * Members' sessions, rows of Strapi's session manager. Each sign-in has one `deviceId`, which all rows that result from
 * refreshing share, so that they are found and ended together.
 */
export function createSessions(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);
  const manager = () => strapi.sessionManager(origin);

  async function find(userId: string, sessionId: string) {
    const found: unknown = await table().findOne({ where: { origin, userId, sessionId } });
    return found === null ? null : row.parse(found);
  }

  /** @param of `admin` for staff */
  async function endAll(userId: string, of: string = origin): Promise<void> {
    // With an empty id the session manager would end everybody's sessions.
    if (userId !== '') await strapi.sessionManager(of).invalidateRefreshToken(userId);
  }

  return {
    endAll,

    /** Whether the session of an access token has not been ended. */
    async isAlive(userId: string, sessionId: string): Promise<boolean> {
      return (await find(userId, sessionId)) !== null;
    },

    /** The `deviceId` of a session's sign-in; null if it is unknown. */
    async signInOf(userId: string, sessionId: string): Promise<string | null> {
      return (await find(userId, sessionId))?.deviceId ?? null;
    },

    async endSignIn(userId: string, deviceId: string): Promise<void> {
      if (userId !== '' && deviceId !== '') await manager().invalidateRefreshToken(userId, deviceId);
    },

    /** Ends all sessions of a refresh token's user, unless they may still sign in. */
    async endUnlessAllowed(refreshToken: string): Promise<void> {
      const known = await manager().validateRefreshToken(refreshToken);
      if (!known.isValid) return;
      if (!(await maySignIn(known.userId))) await endAll(known.userId);
    },

    /** Deletes expired sessions, and those that a refresh replaced more than a day ago. */
    async sweep(signal: AbortSignal, now: number): Promise<number> {
      const over = [
        { absoluteExpiresAt: { $lt: new Date(now) } },
        { expiresAt: { $lt: new Date(now) } },
        { status: 'rotated', updatedAt: { $lt: new Date(now - day) } },
      ];
      return deleteInBatches(strapi, uid, { where: { $or: over }, signal });
    },
  };

  async function maySignIn(userId: string): Promise<boolean> {
    const found: unknown = await strapi.db
      .query('plugin::users-permissions.user')
      .findOne({ where: { id: Number(userId) } });
    const member = memberRow.parse(found);
    if (member === null || member.blocked === true) return false;
    const mustConfirm = z
      .object({ email_confirmation: z.boolean().nullish() })
      .safeParse(await memberSettings(strapi)).data;
    return mustConfirm?.email_confirmation !== true || member.confirmed === true;
  }
}

export type Sessions = ReturnType<typeof createSessions>;
