import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { deleteInBatches } from '../../../../shared/server/delete-in-batches';
import { languages, type Language } from '../../../../shared/server/languages';
import { providers, type Provider } from '../domain/providers';
import { tokenLifetimes } from './tokens';

const uid = 'plugin::accounts.registration';

/** Registrations of one address that a mail is sent for again. */
const mostOfAddress = 3;

const registrationRow = z.object({
  id: z.number(),
  documentId: z.string(),
  email: z.string(),
  username: z.string(),
  /** Null for somebody who signs in with a provider. */
  passwordHash: z
    .string()
    .nullish()
    .transform((hash) => hash ?? null),
  provider: z.enum(providers).nullish(),
  subject: z.string().nullish(),
  language: z.enum(languages),
});
export type Registration = z.infer<typeof registrationRow>;

/**
 * What people have asked for who registered and have not confirmed their address yet. It becomes an account once they have: until
 * then nobody's address is taken, and an address that has an account is treated like one that has none.
 */
export function createRegistrations(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);

  async function latest(where: object, now: number): Promise<Registration | null> {
    const found: unknown = await table().findMany({
      where: { ...where, expiresAt: { $gt: now } },
      orderBy: { id: 'desc' },
      limit: 1,
    });
    return z.array(registrationRow).parse(found)[0] ?? null;
  }

  return {
    byDocumentId: (documentId: string, now: number) => latest({ documentId }, now),
    /** The latest of an address: several people may have registered with it, one of whom has it. */
    async byEmail(email: string, now: number): Promise<Registration[]> {
      const found: unknown = await table().findMany({
        where: { email, expiresAt: { $gt: now } },
        orderBy: { id: 'desc' },
        limit: mostOfAddress,
      });
      return z.array(registrationRow).parse(found);
    },

    /** Whether somebody else has registered with a user name. */
    async hasUsername(username: string, email: string, now: number): Promise<boolean> {
      return (await latest({ username, email: { $ne: email } }, now)) !== null;
    },

    async create(
      values: {
        email: string;
        username: string;
        passwordHash: string | null;
        language: Language;
        /** The identity that the account will have. */
        provider?: Provider;
        subject?: string;
      },
      now: number,
    ): Promise<Registration> {
      const expiresAt = now + tokenLifetimes.register;
      return registrationRow.parse(await table().create({ data: { ...values, expiresAt } }));
    },

    async delete(documentId: string): Promise<void> {
      await table().deleteMany({ where: { documentId } });
    },

    /** Of an address that has an account now. */
    async deleteAll(email: string): Promise<void> {
      await table().deleteMany({ where: { email } });
    },

    sweep: (signal: AbortSignal, now: number): Promise<number> =>
      deleteInBatches(strapi, uid, { where: { expiresAt: { $lt: now } }, signal }),
  };
}
export type Registrations = ReturnType<typeof createRegistrations>;
