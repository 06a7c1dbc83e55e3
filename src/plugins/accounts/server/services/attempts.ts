import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { clientKey } from '../../../../shared/server/client-address';
import { limiterOf } from '../../../../shared/server/redis';
import type { AccountsConfig } from '../config';
import { waitAfter } from '../domain/sign-in-wait';

/** Wrong passwords count for so long, in seconds. */
const remembered = 60 * 60;

/** Mails that are sent to one address because somebody asked, at most. */
const mails = { points: 5, duration: 30 * 60 };

/** Counted apart, so that nobody can keep one kind of mail from a member by asking for another. */
type MailKind = 'register' | 'resend' | 'forgot' | 'change-email';

/** Names and addresses are not written into Redis. */
const keyOf = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24);

/**
 * Wrong passwords by account and address of who tries: each further one makes them wait longer. Whoever tries from another address does
 * not wait, so that nobody can keep a member out. Also counts the mails that strangers can have sent to an address.
 */
export function createAttempts({ redisPrefix, limits }: AccountsConfig, redis: Redis | null) {
  const limiter = (name: string, points: number, duration: number) =>
    limiterOf({ keyPrefix: `${redisPrefix}:accounts:${name}`, points, duration }, redis);
  const failures = limiter('failures', Number.MAX_SAFE_INTEGER, remembered);
  const waits = limiter('waits', 1, 1);
  const sent = limiter('mails', mails.points, mails.duration);

  async function remaining(key: string): Promise<number> {
    const wait = await waits.get(key);
    return wait === null ? 0 : Math.max(0, Math.ceil(wait.msBeforeNext / 1000));
  }

  return {
    /**
     * Counts an attempt at the password of an account, which is a wrong one until `succeed`: of many at once, none is free.
     *
     * @param account the folded name given
     * @param address IP; the same text for all of them where it is no matter
     * @returns 0, or for how many seconds it must not be made
     */
    async begin(account: string, address: string): Promise<number> {
      if (!limits) return 0;
      const key = keyOf(account, clientKey(address));
      const before = await remaining(key);
      if (before > 0) return before;
      const { consumedPoints } = await failures.penalty(key);
      const meanwhile = await remaining(key);
      if (meanwhile > 0) return meanwhile;
      const seconds = waitAfter(consumedPoints);
      if (seconds > 0) await waits.block(key, seconds);
      return 0;
    },

    /** The password was right: what was counted is forgotten. */
    async succeed(account: string, address: string): Promise<void> {
      if (!limits) return;
      const key = keyOf(account, clientKey(address));
      await Promise.all([failures.delete(key), waits.delete(key)]);
    },

    /** Counts a mail that somebody asked for. @returns false if that address has got too many lately */
    async mayMail(kind: MailKind, email: string): Promise<boolean> {
      if (!limits) return true;
      return (await sent.penalty(keyOf(kind, email))).consumedPoints <= mails.points;
    },
  };
}
export type Attempts = ReturnType<typeof createAttempts>;
