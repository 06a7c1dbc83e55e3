import type { Core } from '@strapi/strapi';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

const settings = z.object({
  accessTokenLifespan: z.number(),
  idleRefreshTokenLifespan: z.number(),
  maxRefreshTokenLifespan: z.number(),
});

const claims = z.object({
  userId: z.string().min(1),
  sessionId: z.string(),
  deviceId: z.string().optional(),
  type: z.literal('refresh'),
});
export type RefreshClaims = z.infer<typeof claims>;

const filesClaims = z.object({
  userId: z.string().min(1),
  deviceId: z.string().min(1),
  type: z.literal('files'),
});

const deviceClaims = z.object({ member: z.string(), type: z.literal('device') });

const algorithm = 'HS256';

/**
 * Members' refresh tokens, in the form of Strapi's session manager, so that its operations take them too; ours also name the
 * sign-in (`deviceId`), by which a token is recognized after its row was deleted.
 */
export function createSessionTokens(strapi: Core.Strapi) {
  const secret = (): string => z.string().parse(strapi.config.get('plugin::users-permissions.jwtSecret'));

  return {
    /** Lifespans in seconds. */
    lifespans: () => settings.parse(strapi.config.get('plugin::users-permissions.sessions')),

    sign: (payload: Omit<RefreshClaims, 'type'>, issuedAt: Date, expiresAt: Date): string =>
      jwt.sign(
        {
          ...payload,
          type: 'refresh',
          iat: Math.floor(issuedAt.getTime() / 1000),
          exp: Math.floor(expiresAt.getTime() / 1000),
        },
        secret(),
        { algorithm, noTimestamp: true },
      ),

    /** A token for a browser in which a member has signed in. */
    signDevice: (member: string): string =>
      jwt.sign({ member, type: 'device' }, secret(), { algorithm, noTimestamp: true }),

    /** The documentId of the member who has signed in with a browser before; null for any other token. */
    deviceOf: (token: string): string | null => {
      try {
        const payload = jwt.verify(token, secret(), { algorithms: [algorithm] });
        return deviceClaims.safeParse(payload).data?.member ?? null;
      } catch {
        return null;
      }
    },

    /** A token by which the pictures of a page are asked for, in one sign-in. */
    signFiles: (userId: string, deviceId: string): string =>
      jwt.sign({ userId, deviceId, type: 'files' }, secret(), { algorithm, noTimestamp: true }),

    /** The sign-in that a token of `signFiles` names; null for any other token. */
    filesOf: (token: string): { userId: string; deviceId: string } | null => {
      try {
        const payload = jwt.verify(token, secret(), { algorithms: [algorithm] });
        return filesClaims.safeParse(payload).data ?? null;
      } catch {
        return null;
      }
    },

    /** The claims of a refresh token that this club has signed; null for any other, and for one that has expired. */
    verify(token: string, { ignoreExpiration = false } = {}): RefreshClaims | null {
      try {
        const payload = jwt.verify(token, secret(), { algorithms: [algorithm], ignoreExpiration });
        return claims.safeParse(payload).data ?? null;
      } catch {
        return null;
      }
    },
  };
}
