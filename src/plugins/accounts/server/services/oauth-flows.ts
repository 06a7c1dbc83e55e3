import { timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { languages } from '../../../../shared/server/languages';
import { providers } from '../domain/providers';
import { hashOfSecret, newSecret } from './one-time-secret';

const uid = 'plugin::accounts.oauth-flow';
const minute = 60_000;

/** How long somebody may take at the provider, and for what is asked afterwards. */
export const flowLifetimes = { authorization: 10 * minute, completion: 30 * minute } as const;

const provider = z.enum(providers);
const language = z.enum(languages);

/** A browser that was sent to a provider. */
const authorization = z.object({
  provider,
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  language,
  /** The hash of what the browser's cookie has. */
  browser: z.string(),
  /** Of the member who links the identity; null for somebody who signs in. */
  session: z.object({ userId: z.string(), sessionId: z.string() }).nullable(),
});
type AuthorizationData = z.infer<typeof authorization>;
export type Authorization = AuthorizationData & { state: string; member: string | null };

/** Somebody a provider has sent who must still show an address or a password. */
const completion = z.object({
  profile: z.object({
    provider,
    subject: z.string(),
    email: z.string().nullable(),
    isVerified: z.boolean(),
    name: z.string().nullable(),
  }),
  language,
});
export type Completion = z.infer<typeof completion>;

const row = z.object({ id: z.number(), member: z.string().nullish(), data: z.unknown() });

const isSame = (hash: string, other: string): boolean =>
  hash.length === other.length && timingSafeEqual(Buffer.from(hash), Buffer.from(other));

type Stage = 'authorization' | 'completion' | 'used-token';

/** Sign-ins with a provider between their steps. Of what the browser has to show, only hashes are stored. */
export function createOauthFlows(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);

  async function find(stage: Stage, secret: string, now: number): Promise<z.infer<typeof row> | null> {
    const where = { stage, hash: hashOfSecret(secret), expiresAt: { $gt: now } };
    const found: unknown = await table().findOne({ where });
    return found === null ? null : row.parse(found);
  }

  /** Of two at once, one gets true. */
  const remove = async (id: number): Promise<boolean> =>
    (await table().deleteMany({ where: { id } })).count === 1;

  return {
    /** @returns what the provider repeats, and what only this browser gets */
    async begin(
      { member, ...values }: Omit<Authorization, 'state' | 'nonce' | 'codeVerifier' | 'browser'>,
      now: number,
    ): Promise<Authorization & { secret: string }> {
      const [state, secret] = [newSecret(), newSecret()];
      const data = {
        ...values,
        nonce: newSecret(),
        codeVerifier: newSecret(),
        browser: hashOfSecret(secret),
      };
      const expiresAt = now + flowLifetimes.authorization;
      await table().create({
        data: { hash: hashOfSecret(state), stage: 'authorization', member, data, expiresAt },
      });
      return { ...data, state, secret, member };
    },

    /** Uses a sign-in up that this browser has begun; null if it has not, or has come back before. */
    async take(state: string, secret: string | undefined, now: number): Promise<Authorization | null> {
      const found = await find('authorization', state, now);
      if (!found || secret === undefined) return null;
      const data = authorization.parse(found.data);
      if (!isSame(data.browser, hashOfSecret(secret)) || !(await remove(found.id))) return null;
      return { ...data, state, member: found.member ?? null };
    },

    /** @returns what the browser shows to go on */
    async suspend(data: Completion, now: number): Promise<string> {
      const secret = newSecret();
      const expiresAt = now + flowLifetimes.completion;
      await table().create({ data: { hash: hashOfSecret(secret), stage: 'completion', data, expiresAt } });
      return secret;
    },

    async suspended(secret: string, now: number): Promise<(Completion & { id: number }) | null> {
      const found = await find('completion', secret, now);
      return found && { ...completion.parse(found.data), id: found.id };
    },

    /** Ends one that was suspended. @returns whether it was there: of two at once, one gets true */
    end: ({ id }: { id: number }): Promise<boolean> => remove(id),

    /** Remembers a token that may be used once, until it expires. Call it in a transaction that has locked the accounts. @returns false if it was used */
    async useOnce(token: string, expiresAt: number): Promise<boolean> {
      // Without the signature, which has several forms in base64url.
      const hash = hashOfSecret(token.split('.').slice(0, 2).join('.'));
      if ((await table().count({ where: { hash } })) > 0) return false;
      await table().create({ data: { hash, stage: 'used-token', expiresAt } });
      return true;
    },

    /** Deletes those that have expired. */
    sweep: (signal: AbortSignal, now: number): Promise<number> =>
      deleteInBatches(strapi, uid, { where: { expiresAt: { $lt: now } }, signal }),
  };
}
export type OauthFlows = ReturnType<typeof createOauthFlows>;
