import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Knex } from 'knex';

/**
 * Has a query of knex's join the current transaction, as Strapi's own queries do. Otherwise it would wait for SQLite's only
 * connection, which that transaction holds.
 */
export function inCurrentTransaction<Result, Query extends Knex.ChainableInterface<Result>>(
  query: Query & Knex.ChainableInterface<Result>,
): Query {
  const transaction = transactionCtx.get();
  if (transaction) query.transacting(transaction);
  return query;
}
