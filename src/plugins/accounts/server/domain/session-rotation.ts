/** A row of Strapi's sessions, as far as it decides what a refresh token is good for. Times in milliseconds since 1970. */
export interface SessionState {
  status: 'active' | 'rotated';
  /** When this token ends, unless it is used before. */
  expiresAt: number;
  /** When the sign-in ends, however often it is refreshed. */
  endsAt: number;
  /** What replaced it. */
  child: { status: 'active' | 'rotated'; createdAt: number } | null;
}

/**
 * What follows when a refresh token is shown:
 * `rotate`: it is replaced; `repeat`: its replacement is given again; `reuse`: it was replaced and is used again, so that its
 * sign-in ends; `over`: it is no good any more.
 */
export type Rotation = 'rotate' | 'repeat' | 'reuse' | 'over';

/**
 * Two tabs may refresh with the same token at once, and an answer may be lost on its way: for so long, in milliseconds, a replaced
 * token gets the same replacement, as long as that has not been used itself.
 */
export const repeatMs = 20_000;

/**
 * Decides about a refresh token (RFC 9700, 4.14.2: reuse ends the sign-in, since one of the two who have the token is a thief).
 *
 * @param session null if it is unknown
 * @param now milliseconds since 1970
 */
export function rotationOf(session: SessionState | null, now: number): Rotation {
  if (session === null || session.endsAt <= now) return 'over';
  if (session.status === 'active') return session.expiresAt > now ? 'rotate' : 'over';
  const { child } = session;
  const isRecent = child?.status === 'active' && now - child.createdAt <= repeatMs;
  return isRecent ? 'repeat' : 'reuse';
}
