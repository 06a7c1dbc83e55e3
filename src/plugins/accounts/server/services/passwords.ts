import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { AccountsConfig } from '../config';
import { foldIdentifier, longestPassword } from '../domain/identifiers';
import { createPace, createPaces, type Turn } from '../domain/pace';
import { refuseLongPassword } from './account-rules';

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
  hashPassword: (password: string) => Promise<string>;
  forgotPassword: (account: { email: string }) => Promise<unknown>;
}

interface AdminUsers {
  resetPasswordByEmail: (email: string, password: string) => Promise<unknown>;
}

/**
 * Comparing a password takes so long on purpose. So it happens one at a time and at a bounded pace, and an answer takes as
 * long for an account that is not there as for one that is: its time does not tell.
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
  const simulated = createPace({
    ...passwordPace,
    intervalMs: 2 * passwordPace.intervalMs,
    longestWaitMs: 0,
  });
  /** What the last comparison took. Milliseconds; 0 before the first. */
  let took = 0;

  /** Waits for a turn. @throws RateLimitError when too many wait */
  async function wait({ waitMs }: Pick<Turn, 'waitMs'>): Promise<void> {
    if (waitMs === null) throw tooMany();
    if (waitMs > 0) await pause(waitMs);
  }

  async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      took = performance.now() - began;
    }
  }

  /**
   * A lane for the comparisons with what accounts have, and one beside it for those of accounts that are not there. These wait as
   * long and are refused as often, but take nobody's turn: else whoever makes up accounts would keep everybody out. Beyond their
   * own pace they cost time alone.
   *
   * Both wait for the account that is named first, at half the pace and with half the burst: so that whoever tries one account over
   * and over does not make others wait, which would tell that it is there.
   */
  function createLane() {
    const all = createPace(passwordPace);
    const named = createPaces({
      ...passwordPace,
      intervalMs: 2 * passwordPace.intervalMs,
      burst: Math.max(1, Math.floor(passwordPace.burst / 2)),
    });
    let last: Promise<unknown> = Promise.resolve();
    const oneByOne = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const done = last.then(() => timed(work));
      last = done.catch(() => undefined);
      return done;
    };

    return {
      /** The turn of an account, by the name that somebody gave: whether it is there or not. */
      async of(account: string): Promise<void> {
        if (limits) await wait(named.take(account, Date.now()));
      },
      async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
        if (limits) await wait(all.take(Date.now()));
        return oneByOne(work);
      },
      async simulateTurn(work: () => Promise<unknown>): Promise<void> {
        if (limits) await wait(all.peek(Date.now()));
        const isCheap = limits && took > 0 && simulated.take(Date.now()).waitMs === null;
        await (isCheap ? pause(took) : oneByOne(work));
      },
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
    if (!hash) {
      await members.simulateTurn(async () => compareHashes(password, await randomHash()));
      return false;
    }
    const isRight = await members.inTurn(async () => compareHashes(password, hash));
    return isRight && Buffer.byteLength(password) <= longestPassword;
  }

  users.validatePassword = compare;

  return {
    /** Runs a sign-in of a member: one that fails before a password was compared compares one. */
    async inConstantTime<Result>(account: string, signIn: () => Promise<Result>): Promise<Result> {
      await members.of(account);
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
