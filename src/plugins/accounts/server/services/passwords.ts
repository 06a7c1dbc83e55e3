import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { AccountsConfig } from '../config';
import { takeTurn } from '../domain/pace';

interface UserService {
  validatePassword(password: string, hash: string): Promise<boolean>;
  ensureHashedPasswords(values: { password: string }): Promise<{ password: string }>;
}

interface Credentials {
  email: string;
  password: string;
}

interface AdminAuth {
  checkCredentials: (credentials: Credentials) => Promise<unknown>;
  validatePassword: (password: string, hash: string) => Promise<boolean>;
}

/** bcrypt reads 72 bytes and no more, so that a longer password would be right whatever follows. */
const longest = 72;

/**
 * Comparing a password takes so long on purpose. So it happens one at a time and at a bounded pace, and just as often for an
 * account that is not there as for one that is: the time of the answer does not tell.
 */
export function createPasswords(strapi: Core.Strapi, { limits, passwordPace }: AccountsConfig) {
  const users: UserService = strapi.plugin('users-permissions').service('user');
  const compareHashes = users.validatePassword.bind(users);
  const attempt = new AsyncLocalStorage<{ compared: boolean }>();
  let made: Promise<{ password: string }> | undefined;

  /** The hash of a password that nobody has, as expensive as everybody's. */
  async function randomHash(): Promise<string> {
    made ??= users.ensureHashedPasswords({ password: randomBytes(24).toString('base64') });
    return (await made).password;
  }

  // Staff get in however many try to get in as members.
  const [members, staff] = [createLane(), createLane()];

  function createLane() {
    let nextAt = 0;
    let last: Promise<unknown> = Promise.resolve();

    /** Does it when its turn comes. @throws RateLimitError when too many wait */
    return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      if (limits) {
        const turn = takeTurn(passwordPace, nextAt, Date.now());
        if (turn.waitMs === null) throw tooMany();
        nextAt = turn.nextAt;
        if (turn.waitMs > 0) await pause(turn.waitMs);
      }
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    };
  }

  function tooMany(): Error {
    strapi.requestContext.get()?.set('Retry-After', String(Math.ceil(passwordPace.longestWaitMs / 1000)));
    // The admin panel's sign-in answers "not implemented" to all errors without this code.
    const details = { code: 'LOGIN_NOT_ALLOWED' };
    return new errors.RateLimitError('Too many people sign in at once. Try again soon.', details);
  }

  /** Takes as long whether there is a hash to compare with or not. */
  async function compare(password: string, hash: string | null | undefined): Promise<boolean> {
    const of = attempt.getStore();
    if (of) of.compared = true;
    const isRight = await members(async () => compareHashes(password, hash ?? (await randomHash())));
    return isRight && Boolean(hash) && Buffer.byteLength(password) <= longest;
  }

  users.validatePassword = compare;

  return {
    /** Runs a sign-in of a member: one that fails before a password was compared compares one. */
    async asLong<Result>(signIn: () => Promise<Result>): Promise<Result> {
      const state = { compared: false };
      try {
        return await attempt.run(state, signIn);
      } catch (error) {
        const isMalformed = error instanceof errors.YupValidationError;
        if (!state.compared && !isMalformed && error instanceof errors.ValidationError)
          await compare('', null);
        throw error;
      }
    },

    /** The same for the admin panel, whose service compares by itself, and only where there is an account. */
    guardAdmin(): void {
      const auth: Partial<AdminAuth> = strapi.service('admin::auth');
      const { checkCredentials: check, validatePassword: compareStaff } = auth;
      if (!check || !compareStaff) throw new Error('Strapi signs staff in in another way');
      auth.checkCredentials = async (credentials) => {
        const found: unknown = await strapi.db
          .query('admin::user')
          .findOne({ select: ['password'], where: { email: credentials.email } });
        const hasPassword =
          typeof found === 'object' && found !== null && 'password' in found && found.password;
        if (hasPassword) return staff(() => check(credentials));
        await staff(async () => compareStaff(credentials.password, await randomHash()));
        return check(credentials);
      };
    },
  };
}

export type Passwords = ReturnType<typeof createPasswords>;
