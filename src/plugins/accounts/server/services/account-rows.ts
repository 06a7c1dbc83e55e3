import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { recordError } from './write-errors';

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

type Params = Parameters<ReturnType<Core.Strapi['db']['query']>['create']>[0];

const settingsRows = z.array(z.object({ id: z.number() }));

/**
 * Has an account be written in a transaction with its checks, whoever writes it: Strapi makes staff without one. What is read
 * before a write holds only as long as nobody else writes.
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
  });
}

/**
 * Has those who write names or addresses do so one after the other, each until its transaction ends. The row that is locked is that
 * of the settings, which say what is taken: it is always there, and an account that is yet to be made has none. Found first
 * and locked by its id, since a search without an index would wait for any row that somebody else holds. SQLite has one
 * writer anyway.
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
 * Strapi counts the panel's languages when staff change theirs, and waits for nothing: the query would go on in a transaction
 * that has ended. The count is for telemetry, which package.json turns off.
 */
export function disableLanguageMetrics(strapi: Core.Strapi): void {
  const metrics: Record<string, unknown> = strapi.service('admin::metrics');
  if (!metrics['sendDidChangeInterfaceLanguage']) throw new Error('Strapi counts languages in another way');
  metrics['sendDidChangeInterfaceLanguage'] = () => Promise.resolve();
}
