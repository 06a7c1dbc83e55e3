import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../database/retry-on-deadlock';
import { HttpError } from '../../../../http/errors';

const uid = 'plugin::users-permissions.user';
const rows = z.array(z.object({ blocked: z.unknown() }));

/**
 * Runs writes of what belongs to a member in one transaction: one request of a member at a time, so that what it read still holds
 * when it writes, and none once the member is blocked or being erased.
 */
export function createMemberWrites(strapi: Core.Strapi) {
  /** Locks the member's row until the transaction ends. SQLite has one writer anyway. */
  async function lock(id: number): Promise<boolean> {
    const query = strapi.db.queryBuilder(uid).select(['id', 'blocked']).where({ id });
    const isSqlite = strapi.db.dialect.client === 'sqlite';
    const [row] = rows.parse(await (isSqlite ? query : query.forUpdate()).execute());
    return row !== undefined && !row.blocked;
  }

  /** @throws HttpError 401 for a member who is gone or blocked */
  return <Result>(
    { id }: { id: number },
    work: (trx: Knex.Transaction) => Promise<Result>,
  ): Promise<Result> =>
    retryOnDeadlock(async () =>
      strapi.db.transaction(async ({ trx }) => {
        if (!(await lock(id))) throw new HttpError(401, 'Sign in first');
        return work(trx);
      }),
    );
}
export type MemberWrites = ReturnType<typeof createMemberWrites>;
