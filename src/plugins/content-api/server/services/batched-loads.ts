import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import DataLoader from 'dataloader';
import { isReader, type RequestState } from '../domain/reader';
import { isPlain, pageOf, type Page } from '../domain/batching';
import { rowsOf } from '../domain/apply-translation';
import { asReader } from './scope';
import { translate, type Reading } from './translation';

/** The context that the resolvers of one GraphQL request share. */
export interface GraphqlContext {
  state?: RequestState;
}

interface Association {
  context: GraphqlContext;
  /** How to translate what is loaded; null if the request has no `fallbackLocale`. */
  reading: Reading | null;
}

interface Populate extends Page {
  [name: string]: unknown;
}

type Id = string | number;
type Loader = DataLoader<Id, unknown>;

const associations = new AsyncLocalStorage<Association>();

/** Runs a resolver of an association or a component so that its loads are batched with its siblings'. */
export function asAssociation<Result>(association: Association, resolve: () => Result): Result {
  return associations.run(association, resolve);
}

/**
 * Batches loads: Strapi resolves each association of each parent with a separate query. Within such resolvers, loads of
 * the same attribute with the same arguments become one query for all parents. `load` is unchanged elsewhere.
 */
export function batchLoads(strapi: Core.Strapi): void {
  const manager = strapi.db.entityManager;
  const loadOne = manager.load.bind(manager);
  const loaders = new WeakMap<GraphqlContext, Map<string, Loader>>();

  function loaderFor(
    { context, reading }: Association,
    uid: string,
    field: string,
    populate: Populate,
  ): Loader {
    const ofRequest = loaders.get(context) ?? new Map<string, Loader>();
    loaders.set(context, ofRequest);
    const key = JSON.stringify([uid, field, populate, reading]);
    const load = (ids: readonly Id[]) => {
      const read = () => loadMany(strapi, uid, field, populate, ids, reading);
      return isReader(context.state) ? asReader(read) : read();
    };
    // Not cached beyond the batch, since a mutation may come in between.
    const loader = ofRequest.get(key) ?? new DataLoader<Id, unknown>(load, { cache: false });
    ofRequest.set(key, loader);
    return loader;
  }

  manager.load = (uid, entity: { id: Id }, field, populate: unknown = {}) => {
    const association = associations.getStore();
    if (!association || typeof field !== 'string' || !isPlain(populate))
      return loadOne(uid, entity, field, populate);
    return loaderFor(association, uid, field, populate as Populate).load(entity.id);
  };
}

async function loadMany(
  strapi: Core.Strapi,
  uid: string,
  field: string,
  { limit, offset, ...populate }: Populate,
  ids: readonly Id[],
  reading: Reading | null,
): Promise<unknown[]> {
  const { attributes } = strapi.db.metadata.get(uid);
  const parents: unknown = await strapi.db.entityManager.findMany(uid, {
    select: 'documentId' in attributes ? ['id', 'documentId'] : ['id'],
    where: { id: { $in: [...new Set(ids)] } },
    populate: { [field]: populate },
  });
  const byId = new Map(
    rowsOf(parents).map((parent) => [String(parent['id']), pageOf(parent[field], { limit, offset })]),
  );
  const target = attributes[field];
  if (reading && target && 'target' in target && typeof target.target === 'string') {
    await translate(strapi, target.target, [...byId.values()].flat(), reading);
  }
  return ids.map((id) => byId.get(String(id)) ?? null);
}
