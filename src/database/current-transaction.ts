import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Knex } from 'knex';

/**
 * Has a query of knex's join the transaction at hand, as Strapi's own queries do. On SQLite, which has one connection, it would wait
 * for that transaction's end otherwise, for ever.
 */
export function inCurrentTransaction<Result, Query extends Knex.ChainableInterface<Result>>(
  query: Query & Knex.ChainableInterface<Result>,
): Query {
  const transaction = transactionCtx.get();
  if (transaction) query.transacting(transaction);
  return query;
}
