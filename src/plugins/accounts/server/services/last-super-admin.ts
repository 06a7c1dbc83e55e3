import type { Core } from '@strapi/strapi';
import { isRecord } from '../../../../shared/server/is-record';
import { issueOf } from '../../../content/server/domain/rules/issues';
import { refuseFor } from '../../../content/server/services/refusal';
import { lockAccounts } from './account-rows';

type Accounts = ReturnType<Core.Strapi['db']['query']>;
type UpdateParams = Parameters<Accounts['update']>[0];
type DeleteParams = Parameters<Accounts['delete']>[0];

/** The attributes that decide whether staff can sign in and what they may do. */
const decisive = ['isActive', 'blocked', 'roles'];

/**
 * Keeps at least one super administrator who can sign in: Strapi also counts those who cannot, and would let the last one
 * be deactivated (https://github.com/strapi/strapi/issues/9209). Counts after the write, in its transaction, so that the
 * form of the write does not matter.
 */
export function keepSuperAdmin(strapi: Core.Strapi): void {
  const accounts = strapi.db.query('admin::user');
  const before = { ...accounts };
  const count = (): Promise<number> =>
    accounts.count({
      where: {
        isActive: true,
        $or: [{ blocked: false }, { blocked: { $null: true } }],
        roles: { code: 'strapi-super-admin' },
      },
    });

  async function keeping<T>(field: string | undefined, write: () => Promise<T>): Promise<T> {
    if (field === undefined) return write();
    return strapi.db.transaction(async () => {
      await lockAccounts(strapi);
      const had = await count();
      const result = await write();
      if (had > 0 && (await count()) === 0) refuseFor([issueOf([field], { key: 'last-super-admin' })]);
      return result;
    });
  }
  const decisiveOf = ({ data }: UpdateParams): string | undefined =>
    decisive.find((name) => isRecord(data) && Object.hasOwn(data, name));

  Object.assign(accounts, {
    update: (params: UpdateParams) => keeping(decisiveOf(params), () => before.update(params)),
    updateMany: (params: UpdateParams) => keeping(decisiveOf(params), () => before.updateMany(params)),
    delete: (params: DeleteParams) => keeping('id', () => before.delete(params)),
    deleteMany: (params: DeleteParams) => keeping('id', () => before.deleteMany(params)),
  });
}
