import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { publicationDate } from '../../../content/server/domain/publication-date';
import type { Viewer } from '../../../patreon/server/domain/gate';
import { gateService } from '../../../patreon/server/services';
import { gatedUse, openSearch, type QueryRules } from '../domain/gated-query';
import { rowsOf, type Row } from '../domain/overlay';
import { hasSwitch, visibleWhere, type Model } from '../domain/visibility';
import { asClub, isReading } from './scope';

type Manager = NonNullable<Core.Strapi['db']>['entityManager'];
type Builder = ReturnType<Manager['createQueryBuilder']>;

interface Params {
  _q?: string;
  where?: unknown;
  orderBy?: unknown;
}

interface Join {
  referencedTable?: string;
  on?: object;
}

/** What a reader may see of a table's rows, with the names that the database has for it. */
interface Rules {
  visible: Record<string, unknown> | null;
  gated: readonly string[];
  /** The gated attributes, by their names and by their columns': rows come as either. */
  hidden: readonly string[];
}

/**
 * Makes every query that is run as a reader's keep to what readers may know, whatever door the question came through:
 *
 * - rows that are drafts or switched off are not found, nor populated, nor counted;
 * - a filter or a sort through a relation finds nothing at its end where that is switched off, as if it were not linked;
 * - what is behind the gate is emptied, and cannot be filtered, sorted or searched by.
 *
 * It stands at the query builder, the one place that REST, GraphQL, their populates and their counts all go through;
 * and it knows them in their one final form, not the dozen ways of writing a filter.
 */
export function guardQueries(strapi: Core.Strapi): void {
  const manager = strapi.db.entityManager;
  const create = manager.createQueryBuilder.bind(manager);
  const gate = gateService(strapi);
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as UID.Schema);
  const queryRules: QueryRules = { modelOf, gatedFields: (uid) => rulesOf(uid).gated };
  const known = new Map<string, Rules>();
  const switches = switchedTables(strapi);

  function rulesOf(uid: string): Rules {
    const rules = known.get(uid) ?? findRules(uid);
    known.set(uid, rules);
    return rules;
  }

  function findRules(uid: string): Rules {
    const model = modelOf(uid);
    const gated = gate.of(uid)?.fields ?? [];
    const columns = gated.map((name) => columnOf(strapi, uid, name));
    return {
      visible: model ? visibleWhere(model) : null,
      gated,
      hidden: [...new Set([...gated, ...columns])],
    };
  }

  function guardInit(uid: string, params: Params): Params {
    const { where, orderBy, _q: words } = params;
    const use = gatedUse(uid, where, queryRules) ?? gatedUse(uid, orderBy, queryRules);
    if (use)
      throw new errors.ValidationError(`'${use}' may be behind a tier: it cannot be filtered or sorted by.`);
    const model = modelOf(uid);
    const { gated } = rulesOf(uid);
    if (!words || !model || gated.length === 0) return params;
    return { ...params, _q: undefined, where: { $and: [where ?? {}, openSearch(model, gated, words)] } };
  }

  function guard(builder: Builder, uid: string): Builder {
    const init = builder.init.bind(builder);
    const join = builder.join.bind(builder);
    const execute = builder.execute.bind(builder);
    const { visible, hidden } = rulesOf(uid);
    // A post that is dated ahead is published, and to be seen from that date on.
    const date = publicationDate(uid);
    const viewer = gate.viewer(strapi.requestContext.get()?.state);

    builder.init = (params: Params | undefined = {}) => {
      init(guardInit(uid, params));
      if (date !== undefined) builder.where({ [date]: { $lte: new Date().toISOString() } });
      return visible ? builder.where(visible) : builder;
    };
    builder.join = (given: Join) => {
      const on = given.referencedTable ? switches.get(given.referencedTable) : undefined;
      return join(on ? { ...given, on: { ...given.on, ...on } } : given);
    };
    if (hidden.length > 0) {
      builder.execute = async <Result>(options?: { mapResults?: boolean }): Promise<Result> => {
        const found = await execute(options);
        await empty(uid, rowsOf(found), hidden, viewer);
        return found as Result;
      };
    }
    return builder;
  }

  async function empty(uid: string, rows: Row[], hidden: readonly string[], viewer: Viewer): Promise<void> {
    const telling = rows.filter((row) => hidden.some((name) => row[name] != null));
    if (telling.length === 0) return;
    const ids = telling.map(documentIdOf).filter((id) => id !== null);
    const locked = await asClub(() => gate.lockedAmong(uid as UID.ContentType, ids, viewer));
    for (const row of telling) {
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

/** The tables whose rows can be switched off, with what a join to one must ask of its columns. */
function switchedTables(strapi: Core.Strapi): Map<string, object> {
  const tables = new Map<string, object>();
  for (const { uid, attributes } of Object.values(strapi.contentTypes) as Model[]) {
    if (!hasSwitch(attributes)) continue;
    tables.set(strapi.db.metadata.get(uid).tableName, { [columnOf(strapi, uid, 'isActive')]: true });
  }
  return tables;
}
