import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { errors } from '@strapi/utils';
import { currentTimeSql } from '../../../../database/sql';
import { memberOf } from '../../../../http/access';
import type { Member } from '../../../../http/route';
import { isLocalized } from '../../../content/contract/localized';
import { gateOf, publicEnglishSql } from '../../../content/server/domain/public';
import { gateService } from '../../../patreon/server/services';
import { gatedUse, nothing, openSearch, wordsOf, type QueryRules } from '../domain/gated-query';
import { rowsOf, type Row } from '../domain/apply-translation';
import { excessOfState, joinKey, type BuiltState } from '../domain/query/built';
import { visibleWhere, type Model } from '../domain/visibility';
import type { ReaderClock } from './reader-clock';
import { asUnrestricted, isReading } from './scope';

type Manager = NonNullable<Core.Strapi['db']>['entityManager'];
type Builder = ReturnType<Manager['createQueryBuilder']>;

interface Params {
  _q?: string;
  where?: unknown;
  orderBy?: unknown;
}

interface Join {
  referencedTable?: string;
  alias?: string;
  on?: object;
}

/** The parts of Strapi's query builder that its types omit. */
interface BuilderParts {
  state: BuiltState;
  shouldUseDeepSort(): boolean;
}

/** What readers may see of a type's rows. */
interface RowRules {
  visible: Record<string, unknown> | null;
  gated: readonly string[];
  /** The gated attributes and their columns: rows may have either as keys. */
  hidden: readonly string[];
}

/**
 * Restricts all queries of readers, for every entry point:
 *
 * - drafts, and rows of documents whose English row is not public, are neither found, populated nor counted;
 * - filters and sorts through a relation treat targets that are not public as if they were not linked;
 * - gated attributes are emptied, and cannot be filtered, sorted or searched by;
 * - queries that are too expensive are refused, and slow ones are ended.
 *
 * Done in the query builder, which REST, GraphQL, their populates and counts all use, and where a query has one final
 * form, not the dozen notations of a filter.
 */
export function guardQueries(strapi: Core.Strapi, clock: ReaderClock): void {
  const manager = strapi.db.entityManager;
  const create = manager.createQueryBuilder.bind(manager);
  const gate = gateService(strapi);
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as UID.Schema);
  const queryRules: QueryRules = { modelOf, gatedFields: (uid) => rulesOf(uid).gated };
  const known = new Map<string, RowRules>();
  const ledByEnglish = tablesLedByEnglish(strapi);
  const manyTables = manyJoinTables(strapi);

  function rulesOf(uid: string): RowRules {
    const rules = known.get(uid) ?? findRules(uid);
    known.set(uid, rules);
    return rules;
  }

  function findRules(uid: string): RowRules {
    const model = modelOf(uid);
    const gated = (model && gateOf(model)?.fields) ?? [];
    const columns = gated.map((name) => columnOf(strapi, uid, name));
    return {
      visible: model ? visibleWhere(model) : null,
      gated,
      hidden: [...new Set([...gated, ...columns])],
    };
  }

  function guardInit(uid: string, params: Params): Params {
    const { where, orderBy } = params;
    const words = typeof params._q === 'string' && params._q !== '' ? wordsOf(params._q) : undefined;
    const use = gatedUse(uid, where, queryRules) ?? gatedUse(uid, orderBy, queryRules);
    if (use)
      throw new errors.ValidationError(`'${use}' may be behind a tier: it cannot be filtered or sorted by.`);
    const model = modelOf(uid);
    const { gated } = rulesOf(uid);
    if (words === '') return { ...params, _q: undefined, where: { $and: [where ?? {}, nothing] } };
    if (!words || !model) return params;
    if (gated.length === 0) return { ...params, _q: words };
    return { ...params, _q: undefined, where: { $and: [where ?? {}, openSearch(model, gated, words)] } };
  }

  function guard(builder: Builder, uid: string): Builder {
    const init = builder.init.bind(builder);
    const join = builder.join.bind(builder);
    const execute = builder.execute.bind(builder);
    const knexQuery = builder.getKnexQuery.bind(builder);
    const { visible, hidden } = rulesOf(uid);
    const member = memberOf(strapi.requestContext.get()?.state);

    builder.init = (params: Params | undefined = {}) => {
      init(guardInit(uid, params));
      if (visible) builder.where(visible);
      const publicId = ledByEnglish.get(strapi.db.metadata.get(uid).tableName);
      return publicId ? builder.where({ documentId: { $in: publicId(builder.alias) } }) : builder;
    };
    builder.getKnexQuery = () => {
      const query = knexQuery();
      const parts = builder as unknown as BuilderParts;
      const excess = excessOfState(parts.state, { toMany: manyTables, sortsDeep: parts.shouldUseDeepSort() });
      if (excess) throw new errors.ValidationError(excess);
      clock.limit(query);
      return query;
    };
    builder.join = (given: Join) => {
      const { referencedTable = '', alias = '' } = given;
      const publicId = ledByEnglish.get(referencedTable)?.(alias, true);
      return join(publicId ? { ...given, on: { ...given.on, document_id: publicId } } : given);
    };
    builder.execute = async <Result>(options?: { mapResults?: boolean }): Promise<Result> => {
      const found = await execute(options).catch((error: unknown) => {
        throw clock.translate(error);
      });
      if (hidden.length > 0) await clearGated(uid, rowsOf(found), hidden, member);
      return found as Result;
    };
    return builder;
  }

  async function clearGated(
    uid: string,
    rows: Row[],
    hidden: readonly string[],
    member: Member | null,
  ): Promise<void> {
    const gatedRows = rows.filter((row) => hidden.some((name) => row[name] != null));
    if (gatedRows.length === 0) return;
    const ids = gatedRows.map(documentIdOf).filter((id) => id !== null);
    const locked = await asUnrestricted(async () =>
      gate.lockedAmong(uid as UID.ContentType, ids, gate.viewer(member)),
    );
    for (const row of gatedRows) {
      const id = documentIdOf(row);
      if (id !== null && !locked.has(id)) continue;
      for (const name of hidden) if (name in row) row[name] = Array.isArray(row[name]) ? [] : null;
    }
  }

  manager.createQueryBuilder = (uid: string) => (isReading() ? guard(create(uid), uid) : create(uid));
}

function documentIdOf(row: Row): string | null {
  const id = row['documentId'] ?? row['document_id'];
  return typeof id === 'string' ? id : null;
}

function columnOf(strapi: Core.Strapi, uid: string, name: string): string {
  const attribute = strapi.db.metadata.get(uid).attributes[name];
  return attribute && 'columnName' in attribute ? String(attribute.columnName) : name;
}

/**
 * The `document_id` of the row `alias` if its document is public, as a list for IN, or as one value, since a join's
 * condition is an equation.
 */
type PublicId = (alias: string, isOne?: boolean) => Knex.Raw;

/**
 * The condition for public documents, by the table of each translated type. It is a value to compare with, since the database
 * layer's conditions and joins only take those, and looks up one row in Strapi's index on document, language and state.
 */
function tablesLedByEnglish(strapi: Core.Strapi): Map<string, PublicId> {
  const tables = new Map<string, PublicId>();
  for (const type of Object.values(strapi.contentTypes) as Model[]) {
    if (!isLocalized(type)) continue;
    const { tableName } = strapi.db.metadata.get(type.uid);
    const from = `FROM ?? e WHERE e.document_id = ?? AND ${publicEnglishSql(type, 'e', currentTimeSql(strapi))}`;
    tables.set(tableName, (alias, isOne = false) => {
      const sql = isOne ? `(SELECT MIN(e.document_id) ${from})` : `SELECT e.document_id ${from}`;
      return strapi.db.connection.raw(sql, [tableName, `${alias}.document_id`]);
    });
  }
  return tables;
}

/** The join tables of to-many relations, components and media: joining one multiplies rows. */
function manyJoinTables(strapi: Core.Strapi): Set<string> {
  const tables = new Set<string>();
  for (const { attributes } of strapi.db.metadata.values()) {
    for (const [name, attribute] of Object.entries(attributes)) {
      if (attribute.type !== 'relation') continue;
      if ('joinTable' in attribute && /ToMany$/.test(attribute.relation))
        tables.add(joinKey(attribute.joinTable.name, attribute.joinTable.on));
      if (attribute.relation === 'morphMany' && 'target' in attribute && 'morphBy' in attribute) {
        const owner = strapi.db.metadata.get(attribute.target).attributes[attribute.morphBy];
        if (owner && 'joinTable' in owner) tables.add(joinKey(owner.joinTable.name, { field: name }));
      }
    }
  }
  return tables;
}
