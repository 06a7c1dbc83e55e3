import type { Core, Struct } from '@strapi/strapi';
import DataLoader from 'dataloader';
import { memberOf } from '../../../../http/access';
import { defaultLanguage, isLanguage, type Language } from '../../../../shared/server/languages';
import { gateOf } from '../../../content/server/domain/public';
import { gateService, offersService } from '../../../patreon/server/services';
import type { EntryLock } from '../../../patreon/server/services/offers';
import type { GraphqlContext } from './batched-loads';
import { markPersonal } from './entry-locks';
import { rootArgsOf, type Info, type RootQueries } from './graphql';
import { asUnrestricted } from './scope';

type Context = GraphqlContext & RootQueries;
type Loader = DataLoader<string, EntryLock | null>;

interface Block {
  field(name: string, definition: object): void;
  list: Block;
  nonNull: Block;
}

interface Nexus {
  objectType(definition: { name: string; description: string; definition(block: Block): void }): unknown;
  extendType(definition: { type: string; definition(block: Block): void }): unknown;
}

interface Graphql {
  use(extend: (tools: { nexus: Nexus }) => { types: unknown[] }): void;
}

interface Naming {
  getTypeName(contentType: Struct.ContentTypeSchema): string;
}

const names = { tier: 'MinimumTier', offeredTier: 'OfferedTier', offer: 'Offer' } as const;

const text = { type: 'String' } as const;

function offerTypes(nexus: Nexus): unknown[] {
  const reference = (block: Block): void => {
    block.nonNull.field('slug', text);
    block.field('name', text);
  };
  return [
    nexus.objectType({ name: names.tier, description: 'A tier by its name', definition: reference }),
    nexus.objectType({
      name: names.offeredTier,
      description: 'A tier that opens something',
      definition(block) {
        reference(block);
        block.nonNull.field('amount_cents', { type: 'Int' });
        block.nonNull.field('currency', text);
        block.field('patreon_url', text);
      },
    }),
    nexus.objectType({
      name: names.offer,
      description: 'How to get what is locked',
      definition(block) {
        block.nonNull.field('reason', text);
        block.field('minimum_tier', { type: names.tier });
        block.nonNull.list.field('tiers', { type: names.offeredTier });
        block.nonNull.list.field('unlocks', text);
      },
    }),
  ];
}

/** Adds to each gated type what REST adds to its documents: `locked`, `minimum_tier` and `offer`. */
export function addLockFields(strapi: Core.Strapi): void {
  const extension: Graphql = strapi.plugin('graphql').service('extension');
  const loaders = createLoaders(strapi);

  extension.use(({ nexus }) => {
    const { naming }: { naming: Naming } = strapi.plugin('graphql').service('utils');
    const types = Object.values(strapi.contentTypes) as Struct.ContentTypeSchema[];
    const gated = types.filter((type) => gateOf(type) !== null);
    const extended = gated.map((contentType) => {
      const resolve =
        <Key extends keyof EntryLock>(key: Key) =>
        async ({ documentId }: { documentId: string }, _args: unknown, context: Context, info: Info) => {
          const lock = await loaders(contentType, context, info).load(documentId);
          return lock?.[key] ?? null;
        };
      return nexus.extendType({
        type: naming.getTypeName(contentType),
        definition(block) {
          block.field('locked', { type: 'Boolean', resolve: resolve('locked') });
          block.field('minimum_tier', { type: names.tier, resolve: resolve('minimum_tier') });
          block.field('offer', { type: names.offer, resolve: resolve('offer') });
        },
      });
    });
    return { types: [...(gated.length > 0 ? offerTypes(nexus) : []), ...extended] };
  });
}

/** The loaders of a request: one for each type and language, however often a document is asked for. */
function createLoaders(strapi: Core.Strapi) {
  const ofRequests = new WeakMap<Context, Map<string, Loader>>();

  function createLoader({ uid }: Struct.ContentTypeSchema, context: Context, language: Language): Loader {
    return new DataLoader<string, EntryLock | null>(async (ids) => {
      markPersonal(strapi);
      const viewer = gateService(strapi).viewer(memberOf(context.state));
      const locks = await asUnrestricted(() => offersService(strapi).of(uid, ids, { viewer, language }));
      return ids.map((id) => locks.get(id) ?? null);
    });
  }

  return (contentType: Struct.ContentTypeSchema, context: Context, info: Info): Loader => {
    const locale = rootArgsOf(context, info)?.locale;
    const language = isLanguage(locale) ? locale : defaultLanguage;
    const loadersOfRequest = ofRequests.get(context) ?? new Map<string, Loader>();
    ofRequests.set(context, loadersOfRequest);
    const key = `${contentType.uid} ${language}`;
    const loader = loadersOfRequest.get(key) ?? createLoader(contentType, context, language);
    loadersOfRequest.set(key, loader);
    return loader;
  };
}
