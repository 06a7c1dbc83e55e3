import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Semaphore } from 'async-mutex';
import bcrypt from 'bcrypt';
import { rateLimitHeaders } from '../../../../http/rate-limit';
import type { AccountsConfig } from '../config';
import { foldIdentifier, longestPassword } from '../domain/identifiers';
import { createPace, createPaces, type PaceTerms, type Turn } from '../domain/pace';
import { refuseLongPassword } from './account-rules';

interface UserService {
  validatePassword(password: string, hash: string): Promise<boolean>;
}

interface Credentials {
  email: string;
  password: string;
}

interface AdminAuth {
  checkCredentials: (credentials: Credentials) => Promise<unknown>;
  validatePassword: (password: string, hash: string) => Promise<boolean>;
  hashPassword: (password: string) => Promise<string>;
  forgotPassword: (account: { email: string }) => Promise<unknown>;
}

interface AdminUsers {
  resetPasswordByEmail: (email: string, password: string) => Promise<unknown>;
}

/** Too many passwords are compared at once. */
export class PasswordsBusyError extends errors.RateLimitError {
  /** @param seconds after which to try again */
  constructor(readonly seconds: number) {
    // The admin panel's sign-in reports errors without this code as "not implemented".
    super('Too many people sign in at once. Try again soon.', { code: 'LOGIN_NOT_ALLOWED' });
  }
}

/** The cost of Strapi's own hashes. */
const rounds = 10;

/** How many passwords are compared at the same time: half of Node's threads, which files and host names wait for too. */
const atOnce = 2;

/**
 * Comparing a password is slow on purpose. So comparisons run beside the main thread, a few at a time and at a bounded pace, and a
 * response takes as long for an unknown account as for a known one, so that its time does not reveal which accounts exist.
 */
export function createPasswords(
  strapi: Core.Strapi,
  { limits, passwordPace, staffPasswordPace }: AccountsConfig,
) {
  const users: UserService = strapi.plugin('users-permissions').service('user');
  let made: Promise<string> | undefined;

  /** The hash of a random password, as expensive as any other. */
  async function randomHash(): Promise<string> {
    made ??= bcrypt.hash(randomBytes(24).toString('base64'), rounds);
    return made;
  }

  // Separate lanes, so that attempts at members' accounts do not block staff.
  const [members, staff] = [createLane(passwordPace), createLane(staffPasswordPace)];
  /** Waits for a turn. @throws RateLimitError if the wait would be too long */
  async function wait({ waitMs }: Pick<Turn, 'waitMs'>): Promise<void> {
    if (waitMs === null) throw tooMany();
    if (waitMs > 0) await pause(waitMs);
  }

  /**
   * A lane for comparisons with real accounts, and one for those of unknown accounts. The latter wait as long and are refused
   * as often, but take no turns: otherwise made-up accounts could block everybody. Beyond their own pace they only wait.
   *
   * Both first wait for the named account, at half the pace and with half the burst: repeated attempts at one account must not
   * delay others, which would reveal that it exists.
   */
  function createLane(pace: PaceTerms) {
    const all = createPace(pace);
    const half = { ...pace, intervalMs: 2 * pace.intervalMs };
    const named = createPaces({ ...half, burst: Math.max(1, Math.floor(pace.burst / 2)) });
    const simulated = createPace({ ...half, longestWaitMs: 0 });
    /** The duration of the last comparison in milliseconds; 0 before the first. */
    let took = 0;
    const comparing = new Semaphore(atOnce);
    const inOrder = <Result>(work: () => Promise<Result>): Promise<Result> =>
      comparing.runExclusive(async () => {
        const began = performance.now();
        try {
          return await work();
        } finally {
          took = performance.now() - began;
        }
      });

    return {
      /** Waits for the turn of the named account, whether it exists or not. */
      async of(account: string): Promise<void> {
        if (limits) await wait(named.take(account, Date.now()));
      },
      async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
        if (limits) await wait(all.take(Date.now()));
        return inOrder(work);
      },
      async simulateTurn(work: () => Promise<unknown>): Promise<void> {
        if (limits) await wait(all.peek(Date.now()));
        const isCheap = limits && took > 0 && simulated.take(Date.now()).waitMs === null;
        await (isCheap ? pause(took) : inOrder(work));
      },
    };
  }

  function tooMany(): Error {
    const error = new PasswordsBusyError(Math.ceil(passwordPace.longestWaitMs / 1000));
    strapi.requestContext.get()?.set(rateLimitHeaders(error.seconds));
    return error;
  }

  async function compareInTurn(password: string, hash: string | null | undefined): Promise<boolean> {
    if (!hash) {
      await members.simulateTurn(async () => bcrypt.compare(password, await randomHash()));
      return false;
    }
    const isRight = await members.inTurn(() => bcrypt.compare(password, hash));
    return isRight && Buffer.byteLength(password) <= longestPassword;
  }

  users.validatePassword = compareInTurn;

  return {
    /**
     * Whether a password is that of a hash. Takes as long where there is no account or no password.
     *
     * @param account the folded name or address that was given
     * @throws RateLimitError if too many passwords are compared at once
     */
    async compare(account: string, password: string, hash: string | null | undefined): Promise<boolean> {
      await members.of(account);
      return compareInTurn(password, hash);
    },

    /** The hash to store, made beside the main thread. */
    hash: (password: string): Promise<string> => bcrypt.hash(password, rounds),

    /** The same for the admin panel, whose service only compares a password if the account exists. */
    guardAdmin(): void {
      const auth: Partial<AdminAuth> = strapi.service('admin::auth');
      const { checkCredentials: check, validatePassword: compareStaff, hashPassword, forgotPassword } = auth;
      const users: Partial<AdminUsers> = strapi.service('admin::user');
      const { resetPasswordByEmail } = users;
      if (!check || !compareStaff || !hashPassword || !forgotPassword || !resetPasswordByEmail)
        throw new Error('Strapi signs staff in in another way');
      auth.hashPassword = async (password) => {
        refuseLongPassword(password);
        return hashPassword(password);
      };
      auth.forgotPassword = ({ email }) => forgotPassword({ email: foldIdentifier(email) });
      users.resetPasswordByEmail = async (email, password) => {
        refuseLongPassword(password);
        return resetPasswordByEmail(foldIdentifier(email), password);
      };
      auth.checkCredentials = async ({ email, password }) => {
        const credentials = { email: foldIdentifier(email), password };
        await staff.of(credentials.email);
        const found: unknown = await strapi.db
          .query('admin::user')
          .findOne({ select: ['password'], where: { email: credentials.email } });
        const hasPassword =
          typeof found === 'object' && found !== null && 'password' in found && found.password;
        if (hasPassword) return staff.inTurn(() => check(credentials));
        await staff.simulateTurn(async () => compareStaff(credentials.password, await randomHash()));
        return check(credentials);
      };
    },
  };
}

export type Passwords = ReturnType<typeof createPasswords>;
