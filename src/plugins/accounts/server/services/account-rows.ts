import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { recordError } from './write-errors';

/** The types of accounts, their identifying attributes, and the columns that the rules read. */
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

/** The filter for accounts that have one of these values as a name or an address. */
export const havingOneOf = (kind: AccountKind, values: readonly string[]): object => ({
  $or: kind.identifiers.map((name) => ({ [name]: { $in: values } })),
});

/** The advanced settings of users-permissions, which staff edit in the panel. */
export const memberSettings = (strapi: Core.Strapi): Promise<unknown> =>
  strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' }).get({});

/** Whether accounts of different providers may share an address. */
export const sharesAddresses = async (strapi: Core.Strapi): Promise<boolean> =>
  z.object({ unique_email: z.literal(false) }).safeParse(await memberSettings(strapi)).success;

type Params = Parameters<ReturnType<Core.Strapi['db']['query']>['create']>[0];

const settingsRows = z.array(z.object({ id: z.number() }));

/**
 * Runs every write of accounts in one transaction with its checks: Strapi creates staff without one, and what was read
 * before a write may change until then.
 */
export function makeWritesTransactional(strapi: Core.Strapi, uid: AccountKind['uid']): void {
  const accounts = strapi.db.query(uid);
  const before = { ...accounts };
  const inTransaction = <T>(write: () => Promise<T>) => recordError(() => strapi.db.transaction(write));
  Object.assign(accounts, {
    create: (params: Params) => inTransaction(() => before.create(params)),
    createMany: (params: Params) => inTransaction(() => before.createMany(params)),
    update: (params: Params) => inTransaction(() => before.update(params)),
    updateMany: (params: Params) => inTransaction(() => before.updateMany(params)),
    delete: (params: Params) => inTransaction(() => before.delete(params)),
    deleteMany: (params: Params) => inTransaction(() => before.deleteMany(params)),
  });
}

/**
 * Serializes writes of names and addresses until the transaction ends. Locks the row of the settings, which always
 * exists, whereas a new account has no row. The row is found first and locked by its id, since a search without an index
 * would wait for any locked row. SQLite has one writer anyway.
 */
export async function lockAccounts(strapi: Core.Strapi): Promise<void> {
  if (strapi.db.dialect.client === 'sqlite') return;
  const select = (where: object) => strapi.db.queryBuilder('strapi::core-store').select('id').where(where);
  const rows: unknown = await select({ key: 'plugin_users-permissions_advanced' })
    .orderBy({ id: 'asc' })
    .execute();
  const [row] = settingsRows.parse(rows);
  if (row) await select({ id: row.id }).forUpdate().execute();
}

/**
 * Disables a query for telemetry, which package.json turns off: when staff change their language, Strapi counts the
 * panel's languages without awaiting that, so the query would run in a transaction that has ended.
 */
export function disableLanguageMetrics(strapi: Core.Strapi): void {
  const metrics: Record<string, unknown> = strapi.service('admin::metrics');
  if (!metrics['sendDidChangeInterfaceLanguage']) throw new Error('Strapi counts languages in another way');
  metrics['sendDidChangeInterfaceLanguage'] = () => Promise.resolve();
}
