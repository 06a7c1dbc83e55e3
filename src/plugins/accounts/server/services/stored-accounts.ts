import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { foldIdentifier, takenIssues, type Account } from '../domain/identifiers';
import {
  accountKinds,
  havingOneOf,
  rowsOf,
  sharesAddresses,
  type AccountKind,
  type AccountRow,
} from './account-rows';

/**
 * Folds existing accounts, once: sign-ins are folded, and would not find them otherwise. Logs values that cannot be
 * folded, and those that two accounts share, for staff to change.
 *
 * @param batch how many accounts are read at once
 */
export async function foldStoredAccounts(strapi: Core.Strapi, batch = 1_000): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'accounts', key: 'folded' });
  if ((await store.get({})) === true) return;
  const isShared = await sharesAddresses(strapi);
  for (const kind of accountKinds) {
    for await (const rows of batchesOf(strapi, kind, batch))
      for (const row of rows) await foldAccount(strapi, kind, row);
    for await (const rows of batchesOf(strapi, kind, batch)) await warnOfTaken(strapi, kind, rows, isShared);
  }
  await store.set({ value: true });
}

async function* batchesOf(
  strapi: Core.Strapi,
  kind: AccountKind,
  limit: number,
): AsyncGenerator<AccountRow[]> {
  let rows: AccountRow[] = [];
  do {
    const where = { id: { $gt: rows.at(-1)?.id ?? 0 } };
    rows = await rowsOf(strapi, kind, { where, orderBy: { id: 'asc' }, limit });
    yield rows;
  } while (rows.length === limit);
}

async function foldAccount(
  strapi: Core.Strapi,
  { uid, identifiers }: AccountKind,
  row: AccountRow,
): Promise<void> {
  for (const name of identifiers) {
    const value = row[name];
    if (typeof value !== 'string' || isFolded(value)) continue;
    try {
      const data = { [name]: foldIdentifier(value) };
      await strapi.db.query(uid).update({ where: { id: row.id }, data });
    } catch (error) {
      if (!(error instanceof errors.ValidationError)) throw error;
      strapi.log.warn(`accounts: nobody can sign in by the ${name} of ${uid} ${row.id}: ${error.message}`);
    }
  }
}

/** Warns of folded values that another account has too: they were not refused when they were written. */
async function warnOfTaken(
  strapi: Core.Strapi,
  kind: AccountKind,
  rows: readonly AccountRow[],
  isShared: boolean,
): Promise<void> {
  const { uid, identifiers } = kind;
  const values = rows.flatMap((row) => identifiers.flatMap((name) => row[name] ?? []));
  const holders = await rowsOf(strapi, kind, { where: havingOneOf(kind, values) });
  for (const row of rows) {
    const others = holders.filter(({ id }) => id !== row.id);
    const folded: Account = { provider: row.provider };
    for (const name of identifiers) if (isFolded(row[name])) folded[name] = row[name];
    for (const { path, message } of takenIssues(folded, others, isShared))
      strapi.log.warn(
        `accounts: a sign-in by the ${path[0]} of ${uid} ${row.id} may find another account: ${path[0]} ${message}`,
      );
  }
}

const isFolded = (value: string | null | undefined): boolean =>
  typeof value === 'string' && foldIdentifier(value) === value;
