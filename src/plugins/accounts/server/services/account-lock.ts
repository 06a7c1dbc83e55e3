import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { AccountKind } from './account-rows';
import { recordError } from './write-errors';

type Params = Parameters<ReturnType<Core.Strapi['db']['query']>['create']>[0];

const settings = z.array(z.object({ id: z.number() }));

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
  const [row] = settings.parse(rows);
  if (row) await select({ id: row.id }).forUpdate().execute();
}

/**
 * Strapi counts the panel's languages when staff change theirs, and waits for nothing: the query would go on in a transaction
 * that has ended. The count is for telemetry, which package.json turns off.
 */
export function leaveLanguagesUncounted(strapi: Core.Strapi): void {
  const metrics: Record<string, unknown> = strapi.service('admin::metrics');
  if (!metrics['sendDidChangeInterfaceLanguage']) throw new Error('Strapi counts languages in another way');
  metrics['sendDidChangeInterfaceLanguage'] = () => Promise.resolve();
}
