import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../../database/retry-on-deadlock';
import { HttpError } from '../../../../http/errors';
import { lockMember } from './member-lock';

/**
 * Runs writes of what belongs to a member in one transaction: one request of a member at a time, so that what it read still holds
 * when it writes, and none once the member is blocked or being erased.
 */
export function createMemberWrites(strapi: Core.Strapi) {
  /** @throws HttpError 401 for a member who is gone or blocked */
  return <Result>(
    { id }: { id: number },
    work: (trx: Knex.Transaction) => Promise<Result>,
  ): Promise<Result> =>
    inTransaction(strapi, async ({ trx }) => {
      const member = await lockMember(strapi, id);
      if (!member || member.blocked === true) throw new HttpError(401, 'Sign in first');
      return work(trx);
    });
}
export type MemberWrites = ReturnType<typeof createMemberWrites>;
