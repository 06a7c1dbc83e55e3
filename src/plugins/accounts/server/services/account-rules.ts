import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { compareAsBytes } from '../../../../database/compare-as-bytes';
import { issueOf, type Values } from '../../../content/server/domain/rules/issues';
import { refuseFor } from '../../../content/server/services/refusal';
import {
  foldIdentifier,
  identifierIssue,
  passwordIssue,
  takenIssues,
  type Account,
} from '../domain/identifiers';
import { passwordIssues } from '../domain/password-rules';
import {
  accountKinds,
  havingOneOf,
  lockAccounts,
  makeWritesTransactional,
  rowsOf,
  sharesAddresses,
  type AccountKind,
  type AccountRow,
} from './account-rows';
import { foldStoredAccounts } from './stored-accounts';
import { recordError } from './write-errors';
import { isRecord } from '../../../../shared/server/is-record';

const members = 'plugin::users-permissions.user';

interface SearchParams {
  _q?: string;
  where?: unknown;
}

/** Refuses a password that could not be used to sign in. @throws ValidationError */
export const refuseLongPassword = (password: unknown): void => refuseFor(passwordIssue(password));

const ownNames = z.object({ username: z.string().nullish(), email: z.string().nullish() });

/**
 * Has members' passwords obey the same rules when staff set them, in the panel or with an API token. A document middleware, since
 * database lifecycles only see the password's hash.
 */
export function limitPasswords(strapi: Core.Strapi): void {
  strapi.documents.use(async ({ uid, params }, next) => {
    if (uid !== members) return next();
    const data: unknown = 'data' in params ? params.data : undefined;
    return recordError(async () => {
      const password = isRecord(data) ? data['password'] : undefined;
      if (typeof password === 'string')
        refuseFor(passwordIssues(password, [...namesIn(data), ...(await namesOf(strapi, params))]));
      return next();
    });
  });
}

const namesIn = (account: unknown): string[] =>
  Object.values(ownNames.safeParse(account).data ?? {}).filter((name) => typeof name === 'string');

/** The names that a document's account has already. */
async function namesOf(strapi: Core.Strapi, params: object): Promise<string[]> {
  const documentId: unknown = 'documentId' in params ? params.documentId : undefined;
  if (typeof documentId !== 'string') return [];
  return namesIn(await strapi.db.query(members).findOne({ where: { documentId } }));
}

/**
 * Keeps names and addresses of accounts folded and unique, for writes from any source: the panel, REST, GraphQL, the
 * club's code.
 */
export async function guardAccounts(strapi: Core.Strapi): Promise<void> {
  await compareAsBytes(
    strapi,
    accountKinds.map(({ uid, identifiers }) => ({ uid, attributes: identifiers })),
  );
  accountKinds.forEach((kind) => guardKind(strapi, kind));
  await foldStoredAccounts(strapi);
}

function guardKind(strapi: Core.Strapi, kind: AccountKind): void {
  const { uid, identifiers } = kind;
  const attributes: Values = strapi.contentType(uid).attributes;
  const leastOf = (name: string): number =>
    z.object({ minLength: z.number() }).safeParse(attributes[name]).data?.minLength ?? 1;

  /**
   * @param own the stored accounts that are written; empty for a new one
   * @param together others that are written in the same call
   * @returns the changed identifiers
   */
  async function check(data: Values, own: AccountRow[], together: Account[] = []): Promise<Account> {
    const current = own.length === 1 ? own[0] : undefined;
    const folded = identifiers.flatMap((name) => {
      const value = data[name];
      // Unchanged values are not checked: staff must be able to block an account with an invalid one.
      const isWritten = typeof value === 'string' && value !== current?.[name];
      return isWritten ? [[name, foldIdentifier(value)] as const] : [];
    });
    Object.assign(data, Object.fromEntries(folded));
    const changed = folded.filter(([name, value]) => value !== current?.[name]);
    if (changed.length === 0) return {};

    refuseFor(changed.flatMap(([name, value]) => identifierIssue(name, value, leastOf(name))));
    if (own.length > 1) refuseFor(changed.map(([name]) => issueOf([name], { key: 'one-account' })));
    const values = changed.map(([, value]) => value);
    const others = await rowsOf(strapi, kind, {
      where: { ...havingOneOf(kind, values), id: { $notIn: own.map(({ id }) => id) } },
    });
    const provider = z.string().safeParse(data['provider']).data ?? current?.provider;
    const written: Account = { ...Object.fromEntries(changed), provider };
    const rivals = [...others, ...together];
    const isShared = rivals.length > 0 && (await sharesAddresses(strapi));
    refuseFor(takenIssues(written, rivals, isShared));
    return written;
  }

  async function checkUpdate({ where, data }: { where?: unknown; data?: unknown }): Promise<void> {
    if (!isRecord(data) || !identifiers.some((name) => typeof data[name] === 'string')) return;
    await lockAccounts(strapi);
    await check(data, await rowsOf(strapi, kind, { where }));
  }

  /** Searches for both forms: names are stored folded and compared as bytes, other columns as they were written. */
  function searchBothForms(params: SearchParams): void {
    const { _q: text } = params;
    if (typeof text !== 'string' || foldIdentifier(text) === text) return;
    const ids = (_q: string) =>
      strapi.db
        .queryBuilder(uid)
        .init({ _q, select: ['id'] })
        .getKnexQuery();
    const found = { $or: [text, foldIdentifier(text)].map((form) => ({ id: { $in: ids(form) } })) };
    params.where = { $and: [params.where ?? {}, found] };
    delete params._q;
  }

  makeWritesTransactional(strapi, uid);
  strapi.db.lifecycles.subscribe({
    models: [uid],
    async beforeCreate({ params }) {
      await lockAccounts(strapi);
      if (isRecord(params.data)) await check(params.data, []);
    },
    async beforeCreateMany({ params }) {
      await lockAccounts(strapi);
      const together: Account[] = [];
      for (const data of [params.data].flat())
        if (isRecord(data)) together.push(await check(data, [], together));
    },
    beforeUpdate: ({ params }) => checkUpdate(params),
    beforeUpdateMany: ({ params }) => checkUpdate(params),
    beforeFindMany: ({ params }) => searchBothForms(params),
    beforeCount: ({ params }) => searchBothForms(params),
  });
}
