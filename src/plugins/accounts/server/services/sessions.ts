import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { rotationOf, type SessionState } from '../domain/session-rotation';
import { hasSamePassword, lockMember, type LockedMember } from './member-lock';
import type { MemberRow } from './members';
import { createSessionTokens, type RefreshClaims } from './session-tokens';

const origin = 'users-permissions';
const uid = 'admin::session';
const day = 24 * 60 * 60_000;

const date = z.coerce.date();
const status = z.enum(['active', 'rotated']);
const sessionRow = z.object({
  id: z.number(),
  userId: z.string(),
  sessionId: z.string(),
  childId: z.string().nullish(),
  deviceId: z.string().nullish(),
  status,
  metadata: z
    .object({ userAgent: z.string().nullish(), signedInAt: z.string().nullish() })
    .nullish()
    .catch(null),
  expiresAt: date,
  absoluteExpiresAt: date,
  createdAt: date,
});
type SessionRow = z.infer<typeof sessionRow>;

/** What a member gets who signs in or refreshes. */
export interface OpenSession {
  refreshToken: string;
  accessToken: string;
  userId: string;
}

/** A sign-in as its member sees it. */
export interface ActiveSession {
  deviceId: string;
  userAgent: string | null;
  signedInAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

const longestUserAgent = 255;

/**
 * Members' sessions, rows of Strapi's session manager. Each sign-in has one `deviceId`, which all rows that result from
 * refreshing share, so that they are found and ended together.
 */
export function createSessions(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);
  const manager = () => strapi.sessionManager(origin);
  const tokens = createSessionTokens(strapi);
  /** The sign-in that what runs now must not end. */
  const kept = new AsyncLocalStorage<string>();

  async function find(sessionId: string, more: object = {}): Promise<SessionRow | null> {
    const found: unknown = await table().findOne({ where: { origin, sessionId, ...more } });
    return found === null ? null : sessionRow.parse(found);
  }

  /** Serializes refreshes with one token until the transaction ends. SQLite has one writer anyway. */
  async function lock(sessionId: string): Promise<void> {
    if (strapi.db.dialect.client === 'sqlite') return;
    await strapi.db.queryBuilder(uid).select('id').where({ sessionId }).forUpdate().execute();
  }

  /** @param of `admin` for staff */
  async function endAll(userId: string, of: string = origin): Promise<void> {
    // With an empty id the session manager would end everybody's sessions.
    if (userId === '') return;
    const deviceId = of === origin ? kept.getStore() : undefined;
    if (deviceId === undefined) await strapi.sessionManager(of).invalidateRefreshToken(userId);
    else await table().deleteMany({ where: { origin, userId, $not: { deviceId } } });
  }

  async function endSignIn(userId: string, deviceId: string): Promise<void> {
    if (userId !== '' && deviceId !== '') await manager().invalidateRefreshToken(userId, deviceId);
  }

  /** Writes a row, and signs its tokens. @param endsAt when the sign-in ends, however often it is refreshed */
  async function write(
    { userId, deviceId, metadata }: Pick<SessionRow, 'userId' | 'deviceId' | 'metadata'>,
    endsAt: Date,
    now: number,
  ): Promise<SessionRow> {
    const idleMs = tokens.lifespans().idleRefreshTokenLifespan * 1000;
    const row: unknown = await table().create({
      data: {
        ...{ userId, origin, type: 'refresh', status: 'active', childId: null },
        ...{ deviceId, metadata, sessionId: randomBytes(16).toString('hex') },
        createdAt: new Date(now),
        expiresAt: new Date(Math.min(now + idleMs, endsAt.getTime())),
        absoluteExpiresAt: endsAt,
      },
    });
    return sessionRow.parse(row);
  }

  async function tokensOf(row: SessionRow): Promise<OpenSession | null> {
    const { userId, sessionId, deviceId } = row;
    const claims = { userId, sessionId, ...(deviceId && { deviceId }) };
    const refreshToken = tokens.sign(claims, row.createdAt, row.expiresAt);
    const access = await manager().generateAccessToken(refreshToken);
    return 'error' in access ? null : { refreshToken, accessToken: access.token, userId };
  }

  async function stateOf(row: SessionRow): Promise<{ state: SessionState; child: SessionRow | null }> {
    const child = row.status === 'rotated' && row.childId ? await find(row.childId) : null;
    const replacement = child && { status: child.status, createdAt: child.createdAt.getTime() };
    const [expiresAt, endsAt] = [row.expiresAt.getTime(), row.absoluteExpiresAt.getTime()];
    return { state: { status: row.status, expiresAt, endsAt, child: replacement }, child };
  }

  /** Ends the sign-in of a replaced token that is used again, if it has not ended yet. */
  async function endReused({ userId, deviceId }: Pick<SessionRow, 'userId' | 'deviceId'>): Promise<void> {
    if (!deviceId || (await table().count({ where: { origin, userId, deviceId } })) === 0) return;
    strapi.log.warn(
      `accounts: a refresh token of member ${userId} was used twice; that sign-in has been ended`,
    );
    await endSignIn(userId, deviceId);
  }

  /** @returns the row whose tokens the member gets; null for none */
  async function rotated(claims: RefreshClaims, now: number): Promise<SessionRow | null> {
    await lock(claims.sessionId);
    const row = await find(claims.sessionId, { userId: claims.userId });
    if (!row) {
      // Its row was swept, or its sign-in has ended.
      await endReused({ userId: claims.userId, deviceId: claims.deviceId });
      return null;
    }
    const { state, child } = await stateOf(row);
    switch (rotationOf(state, now)) {
      case 'over':
        return null;
      case 'repeat':
        return child;
      case 'reuse':
        await endReused(row);
        return null;
      case 'rotate': {
        const member = await lockMember(strapi, Number(row.userId));
        if (!member || !maySignIn(member)) {
          await endAll(row.userId);
          return null;
        }
        const next = await write(row, row.absoluteExpiresAt, now);
        await table().update({ where: { id: row.id }, data: { status: 'rotated', childId: next.sessionId } });
        return next;
      }
    }
  }

  const maySignIn = ({ blocked, confirmed }: LockedMember): boolean => blocked !== true && confirmed === true;

  return {
    lifespans: tokens.lifespans,
    signDevice: tokens.signDevice,
    deviceOf: tokens.deviceOf,
    endAll,
    endSignIn,

    /**
     * Opens a session for a member who has shown who they are. What they showed may have ended since: the member's row is locked, so
     * that a block or a new password comes either before, and no session is opened, or after, and ends it.
     *
     * @param shown the member as they were then
     * @param userAgent shown in their list of sessions
     * @returns null if they may not sign in any more, or have another password
     */
    async open(
      shown: Pick<MemberRow, 'id' | 'password'>,
      userAgent: string | undefined,
      now: number,
    ): Promise<OpenSession | null> {
      const endsAt = new Date(now + tokens.lifespans().maxRefreshTokenLifespan * 1000);
      const metadata = {
        userAgent: userAgent?.slice(0, longestUserAgent) ?? null,
        signedInAt: new Date(now).toISOString(),
      };
      const userId = String(shown.id);
      const row = await inTransaction(strapi, async () => {
        const member = await lockMember(strapi, shown.id);
        if (!member || !hasSamePassword(member, shown) || !maySignIn(member)) return null;
        return write({ userId, deviceId: randomUUID(), metadata }, endsAt, now);
      });
      return row && tokensOf(row);
    },

    /**
     * Replaces a refresh token, once: of two requests at the same time, both get the same replacement. A token that was replaced
     * before ends its sign-in.
     *
     * @returns null if the token is no good
     */
    async rotate(refreshToken: string, now: number): Promise<OpenSession | null> {
      const claims = tokens.verify(refreshToken);
      if (!claims) return null;
      const row = await inTransaction(strapi, () => rotated(claims, now));
      return row && tokensOf(row);
    },

    /** Ends the sign-in of a refresh token, expired and replaced ones included. */
    async endByRefreshToken(refreshToken: string): Promise<void> {
      const claims = tokens.verify(refreshToken, { ignoreExpiration: true });
      if (!claims) return;
      const { userId, sessionId } = claims;
      const deviceId = claims.deviceId ?? (await find(sessionId, { userId }))?.deviceId;
      if (deviceId) await endSignIn(userId, deviceId);
    },

    /** Ends the sign-in of an access token that has not expired. */
    async endByAccessToken(accessToken: string): Promise<void> {
      const { isValid, payload } = manager().validateAccessToken(accessToken);
      if (!isValid) return;
      const { userId, sessionId } = payload;
      const deviceId = (await find(sessionId, { userId }))?.deviceId;
      if (deviceId) await endSignIn(userId, deviceId);
    },

    /** Runs something that ends a member's sessions, except those of one sign-in. */
    keeping: <Result>(deviceId: string | null, work: () => Promise<Result>): Promise<Result> =>
      deviceId === null ? work() : kept.run(deviceId, work),

    /** Whether the session of an access token has not been ended. */
    async isAlive(userId: string, sessionId: string): Promise<boolean> {
      return (await find(sessionId, { userId })) !== null;
    },

    /** The `deviceId` of a session's sign-in; null if it is unknown. */
    async signInOf(userId: string, sessionId: string): Promise<string | null> {
      return (await find(sessionId, { userId }))?.deviceId ?? null;
    },

    /** A member's sign-ins that have not ended, the last used first. */
    async list(userId: string, now: number): Promise<ActiveSession[]> {
      const found: unknown = await table().findMany({
        where: { origin, userId, status: 'active', expiresAt: { $gt: new Date(now) } },
        orderBy: { createdAt: 'desc' },
      });
      return z
        .array(sessionRow)
        .parse(found)
        .flatMap((row) => {
          if (!row.deviceId) return [];
          const signedInAt = row.metadata?.signedInAt ? new Date(row.metadata.signedInAt) : row.createdAt;
          const { deviceId, expiresAt, createdAt: lastUsedAt } = row;
          return [
            { deviceId, userAgent: row.metadata?.userAgent ?? null, signedInAt, lastUsedAt, expiresAt },
          ];
        });
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
}
export type Sessions = ReturnType<typeof createSessions>;
