import type { Core } from '@strapi/strapi';
import { z } from 'zod';

/** The types of accounts, what the accounts of each are found by, and what the rules look at. */
export const accountKinds = [
  {
    uid: 'plugin::users-permissions.user',
    identifiers: ['username', 'email'],
    selected: ['id', 'username', 'email', 'provider'],
  },
  { uid: 'admin::user', identifiers: ['email'], selected: ['id', 'email'] },
] as const;
export type AccountKind = (typeof accountKinds)[number];

const text = z.string().nullish();
const accountRows = z.array(z.object({ id: z.number(), username: text, email: text, provider: text }));
export type AccountRow = z.infer<typeof accountRows>[number];

export async function rowsOf(strapi: Core.Strapi, kind: AccountKind, query: object): Promise<AccountRow[]> {
  const found: unknown = await strapi.db.query(kind.uid).findMany({ select: [...kind.selected], ...query });
  return accountRows.parse(found);
}

/** The filter for accounts that have one of these as a name or as an address. */
export const havingOneOf = (kind: AccountKind, values: readonly string[]): object => ({
  $or: kind.identifiers.map((name) => ({ [name]: { $in: values } })),
});

/** What staff have set for members in the panel, in users-permissions' own form. */
export const memberSettings = (strapi: Core.Strapi): Promise<unknown> =>
  strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' }).get({});

/** Whether an address may have several accounts, one with each provider. */
export const sharesAddresses = async (strapi: Core.Strapi): Promise<boolean> =>
  z.object({ unique_email: z.literal(false) }).safeParse(await memberSettings(strapi)).success;
