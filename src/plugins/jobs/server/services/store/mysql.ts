import type { Core } from '@strapi/strapi';
import type { Connection } from 'mysql2';
import { z } from 'zod';
import type { JobsConfig } from '../../config';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import type { Dialect, Pool, Session } from './session';

const changed = z.object({ affectedRows: z.number() });

function sessionOf(connection: Connection): Session {
  const promised = connection.promise();
  return {
    async all(sql, bindings) {
      const [rows] = await promised.execute(sql, [...bindings]);
      return z.array(z.unknown()).parse(rows);
    },
    async run(sql, bindings) {
      const [result] = await promised.execute(sql, [...bindings]);
      return changed.parse(result).affectedRows;
    },
  };
}

/**
 * A connection of Strapi's pool, for one transaction. A connection whose other end has gone without a word would be waited
 * for without end, so that a turn that takes longer than `databaseTimeoutMs` gives it up; the pool makes another.
 */
export function mysqlDialect(
  strapi: Core.Strapi,
  { databaseTimeoutMs }: Pick<JobsConfig, 'databaseTimeoutMs'>,
): Dialect {
  async function once<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = strapi.db.connection.client as Pool<Connection>;
    const connection = await client.acquireConnection();
    let giveUp: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_resolve, reject) => {
      giveUp = setTimeout(() => {
        connection.destroy();
        reject(new Error(`The database did not answer within ${databaseTimeoutMs} ms`));
      }, databaseTimeoutMs);
    });
    try {
      return await Promise.race([committed(connection, work), timeUp]);
    } finally {
      clearTimeout(giveUp);
      await client.releaseConnection(connection);
    }
  }

  const transaction: Dialect['transaction'] = (work) => retryOnDeadlock(() => once(work));

  return {
    transaction,
    read: transaction,
    claiming: 'FOR UPDATE SKIP LOCKED',
    byPendingKey: 'FORCE INDEX (jobs_pending_key_index)',
    locking: 'FOR UPDATE',
    onDuplicate: 'ON DUPLICATE KEY UPDATE',
    inserted: (column) => `VALUES(${column})`,
    least: (...values) => `LEAST(${values.join(', ')})`,
    insertIgnore: 'INSERT IGNORE',
    updateIgnore: 'UPDATE IGNORE',
  };
}

async function committed<T>(connection: Connection, work: (session: Session) => Promise<T>): Promise<T> {
  const promised = connection.promise();
  await promised.query('START TRANSACTION');
  try {
    const result = await work(sessionOf(connection));
    await promised.query('COMMIT');
    return result;
  } catch (error) {
    await promised.query('ROLLBACK').catch(() => connection.destroy());
    throw error;
  }
}
