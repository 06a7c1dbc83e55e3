import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { compareAsBytes } from '../../../../database/compare-as-bytes';
import type { ProviderProfile } from '../domain/provider-profile';
import { providers, type Provider } from '../domain/providers';

const uid = 'plugin::accounts.identity';

const identityRow = z.object({
  id: z.number(),
  provider: z.enum(providers),
  subject: z.string(),
  member: z.string(),
  email: z.string().nullish(),
  createdAt: z.coerce.date(),
  usedAt: z.coerce.number().nullish(),
});
export type Identity = z.infer<typeof identityRow>;

/** Hears of identities, in the transaction that links or unlinks one. */
export interface IdentityListener {
  linked(profile: Pick<ProviderProfile, 'provider' | 'subject' | 'details'>, member: string): Promise<void>;
  unlinked(identity: Pick<Identity, 'provider' | 'subject' | 'member'>): Promise<void>;
}

/** Who members are at providers. An identity is a provider's subject; nobody else can have it, and a member has one a provider. */
export function createIdentities(strapi: Core.Strapi) {
  const table = () => strapi.db.query(uid);
  const listeners: IdentityListener[] = [];

  async function find(where: object): Promise<Identity | null> {
    const found: unknown = await table().findOne({ where });
    return found === null ? null : identityRow.parse(found);
  }

  return {
    /** For plugins above this one, which know what a provider says besides. */
    listen: (listener: IdentityListener): void => void listeners.push(listener),

    bySubject: ({ provider, subject }: Pick<Identity, 'provider' | 'subject'>): Promise<Identity | null> =>
      find({ provider, subject }),
    byProvider: (member: string, provider: Provider): Promise<Identity | null> => find({ member, provider }),

    async ofMember(member: string): Promise<Identity[]> {
      const found: unknown = await table().findMany({ where: { member }, orderBy: { provider: 'asc' } });
      return z.array(identityRow).parse(found);
    },

    async create(
      profile: Pick<ProviderProfile, 'provider' | 'subject' | 'email' | 'details'>,
      member: string,
      now: number,
    ): Promise<void> {
      const { provider, subject, email } = profile;
      await table().create({ data: { provider, subject, email, member, usedAt: now } });
      for (const listener of listeners) await listener.linked(profile, member);
    },

    async markUsed({ id }: Pick<Identity, 'id'>, now: number): Promise<void> {
      await table().update({ where: { id }, data: { usedAt: now } });
    },

    async deleteAll(member: string): Promise<void> {
      await table().deleteMany({ where: { member } });
    },

    async delete(identity: Pick<Identity, 'id' | 'provider' | 'subject' | 'member'>): Promise<void> {
      await table().deleteMany({ where: { id: identity.id } });
      for (const listener of listeners) await listener.unlinked(identity);
    },
  };
}
export type Identities = ReturnType<typeof createIdentities>;

const deleted = z.object({ documentId: z.string() });

/**
 * Compares subjects as bytes: MySQL would take `abc` for `ABC`, which may be somebody else. Deletes identities with their
 * member's account, wherever that is deleted.
 */
export async function guardIdentities(strapi: Core.Strapi): Promise<void> {
  await compareAsBytes(strapi, [{ uid, attributes: ['provider', 'subject', 'member'] }]);
  strapi.db.lifecycles.subscribe({
    models: ['plugin::users-permissions.user'],
    async afterDelete({ result }) {
      const { data } = deleted.safeParse(result);
      if (data) await strapi.db.query(uid).deleteMany({ where: { member: data.documentId } });
    },
  });
}
