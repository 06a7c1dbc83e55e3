import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { hashOfSecret, newSecret } from './one-time-secret';

const uid = 'plugin::accounts.token';

/** What a token in a mail is for. Its subject is a registration, or a member, by their documentId. */
export const tokenPurposes = ['register', 'verify', 'change-email', 'reset-password'] as const;
export type TokenPurpose = (typeof tokenPurposes)[number];

const minute = 60_000;

/** How long tokens are good, in milliseconds. */
export const tokenLifetimes: Readonly<Record<TokenPurpose, number>> = {
  register: 24 * 60 * minute,
  verify: 24 * 60 * minute,
  'change-email': 24 * 60 * minute,
  'reset-password': 30 * minute,
};

const tokenRow = z.object({
  id: z.number(),
  purpose: z.enum(tokenPurposes),
  subject: z.string(),
  /** The address that the mail was sent to. */
  email: z.string(),
  expiresAt: z.coerce.number(),
});
export type Token = z.infer<typeof tokenRow>;

/** The tokens in mails that confirm an address or let a new password be chosen. */
export function createTokens(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);

  return {
    /** @returns the token itself, which is stored nowhere */
    async create(purpose: TokenPurpose, subject: string, email: string, now: number): Promise<string> {
      const token = newSecret();
      const expiresAt = now + tokenLifetimes[purpose];
      await table().create({ data: { hash: hashOfSecret(token), purpose, subject, email, expiresAt } });
      return token;
    },

    /** The token, if it is good for one of the purposes. */
    async find(token: string, purposes: readonly TokenPurpose[], now: number): Promise<Token | null> {
      const found: unknown = await table().findOne({ where: { hash: hashOfSecret(token) } });
      const row = found === null ? null : tokenRow.parse(found);
      return row && purposes.includes(row.purpose) && row.expiresAt > now ? row : null;
    },

    /** Uses a token up, within the transaction of what it is for. @returns whether it was there: of two at once, one gets true */
    async use({ id }: Token): Promise<boolean> {
      return (await table().deleteMany({ where: { id } })).count === 1;
    },

    /** Makes all tokens of a registration or a member worthless. */
    async revokeAll(subject: string): Promise<void> {
      await table().deleteMany({ where: { subject } });
    },

    /** Deletes those that have expired. */
    sweep: (signal: AbortSignal, now: number): Promise<number> =>
      deleteInBatches(strapi, uid, { where: { expiresAt: { $lt: now } }, signal }),
  };
}
export type Tokens = ReturnType<typeof createTokens>;
