import { errors } from '@strapi/utils';
import type { Redis } from 'ioredis';
import type { Context } from 'koa';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { rateLimitHeaders } from '../../../../http/rate-limit';
import { consume, limiterOf } from '../../../../shared/server/redis';
import type { AccountsConfig } from '../config';
import { clientKey } from '../../../../shared/server/client-address';
import { defaultLanguage, isLanguage, type Language } from '../../../../shared/server/languages';
import { limits, tooManyText, type LimitName } from '../domain/limits';

/** Counts attempts by address, in Redis if there is one, otherwise (or while it does not answer) in this process. */
export function createLimiter(config: AccountsConfig, redis: Redis | null) {
  const limiters = new Map<LimitName, RateLimiterAbstract[]>();

  function limitersOf(name: LimitName): RateLimiterAbstract[] {
    const known = limiters.get(name);
    if (known) return known;
    const made = limits[name].map(({ times, seconds }) => {
      const keyPrefix = `${config.redisPrefix}:accounts:${name}:${seconds}`;
      return limiterOf({ keyPrefix, points: times, duration: seconds }, redis);
    });
    limiters.set(name, made);
    return made;
  }

  return {
    /**
     * Counts an attempt.
     *
     * @throws RateLimitError if there were too many; the headers say how long to wait
     */
    async take(name: LimitName, ctx: Context): Promise<void> {
      if (!config.limits) return;
      const key = clientKey(ctx.ip);
      for (const limiter of limitersOf(name)) {
        const seconds = await consume(limiter, key);
        if (seconds !== null) throw tooManyAttempts(ctx, seconds, limiter);
      }
    },

    async giveBack(name: LimitName, ctx: Context): Promise<void> {
      if (!config.limits) return;
      for (const limiter of limitersOf(name)) await limiter.reward(clientKey(ctx.ip));
    },
  };
}

/** The panel's language, which it sends before anybody has signed in (`content/admin/language-cookie.ts`). */
function languageOf(ctx: Context): Language {
  const language = ctx.path.startsWith('/admin/') ? ctx.cookies.get('panel-language') : undefined;
  return isLanguage(language) ? language : defaultLanguage;
}

/** The error of a rate-limited request; also sets its headers. @param limit what was exceeded; without it, a wait */
export function tooManyAttempts(
  ctx: Context,
  seconds: number,
  limit?: Pick<RateLimiterAbstract, 'points' | 'duration'>,
): Error {
  ctx.set(rateLimitHeaders(seconds, limit && { points: limit.points, seconds: limit.duration }));
  return new errors.RateLimitError(tooManyText(seconds, languageOf(ctx)));
}
