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

  return {
    /** For how many seconds somebody must not try a password of an account; 0 if they may now. @param account the folded name given */
    async secondsToWait(account: string, address: string): Promise<number> {
      if (!limits) return 0;
      const wait = await waits.get(keyOf(account, clientKey(address)));
      return wait === null ? 0 : Math.max(0, Math.ceil(wait.msBeforeNext / 1000));
    },

    async recordFailure(account: string, address: string): Promise<void> {
      if (!limits) return;
      const key = keyOf(account, clientKey(address));
      const { consumedPoints } = await failures.penalty(key);
      const seconds = waitAfter(consumedPoints);
      if (seconds > 0) await waits.block(key, seconds);
    },

    async forget(account: string, address: string): Promise<void> {
      if (limits) await failures.delete(keyOf(account, clientKey(address)));
    },

    /** Counts a mail that somebody asked for. @returns false if that address has got too many lately */
    async mayMail(email: string): Promise<boolean> {
      if (!limits) return true;
      return (await sent.penalty(keyOf(email))).consumedPoints <= mails.points;
    },
  };
}
export type Attempts = ReturnType<typeof createAttempts>;
