import type { Core } from '@strapi/strapi';
import { defaultLanguage } from '../../../../shared/server/languages';
import { asAssociation, type GraphqlContext } from './batched-loads';
import type { Reading } from './translation';

type Resolve = (parent: unknown, args: unknown, context: Context, info: Info) => unknown;
type Build = (options: unknown) => Resolve;

/** The arguments of each root field, stored by Strapi; see plugin-graphql, bootstrap. */
export interface RootQueries {
  rootQueryArgsByPath?: Map<string | number, { locale?: string; fallbackLocale?: string; status?: string }>;
}

interface Context extends GraphqlContext, RootQueries {}

interface Path {
  prev?: Path;
  key: string | number;
}

export interface Info {
  path: Path;
}

/** The builders of resolvers that load associations of a parent. */
const loading = ['buildAssociationResolver', 'buildComponentResolver', 'buildDynamicZoneResolver'] as const;

type Builders = Record<(typeof loading)[number], Build>;

interface OutputField {
  parentType: string;
  args?: Record<string, unknown>;
  extensions?: { strapi?: { contentType?: { pluginOptions?: { i18n?: { localized?: boolean } } } } };
}

interface Nexus {
  plugin(definition: { name: string; onAddOutputField(field: OutputField): void }): unknown;
  arg(definition: { type: string; description: string }): unknown;
}

interface Extension {
  use(extend: (tools: { nexus: Nexus }) => { plugins: unknown[] }): void;
}

/** The arguments of a field's root query. */
export function rootArgsOf({ rootQueryArgsByPath }: RootQueries, { path }: Info) {
  let root = path;
  while (root.prev) root = root.prev;
  return rootQueryArgsByPath?.get(root.key);
}

/** The language and version of a field's root query; null if it has no `fallbackLocale`. */
function readingOf(context: Context, info: Info): Reading | null {
  const args = rootArgsOf(context, info);
  const locale = args?.locale ?? defaultLanguage;
  if (!args?.fallbackLocale || args.fallbackLocale === locale) return null;
  return { locale, status: args.status === 'draft' ? 'draft' : 'published' };
}

/** Makes Strapi's resolvers of associations and components batch their loads. */
export function shareLoads(strapi: Core.Strapi): void {
  const service: { new: (name: string, registry: unknown) => Builders } = strapi
    .plugin('graphql')
    .service('builders');
  const create = service.new.bind(service);
  service.new = (name, registry) => {
    const builders = create(name, registry);
    for (const builder of loading) {
      const build = builders[builder];
      builders[builder] = (options) => {
        const resolve = build(options);
        return (parent, args, context, info) =>
          asAssociation({ context, reading: readingOf(context, info) }, () =>
            resolve(parent, args, context, info),
          );
      };
    }
    return builders;
  };
}

/** Adds the argument `fallbackLocale` to all queries of translated types. */
export function addFallbackArgument(strapi: Core.Strapi): void {
  const extension: Extension = strapi.plugin('graphql').service('extension');
  extension.use(({ nexus }) => ({
    plugins: [
      nexus.plugin({
        name: 'FallbackLocaleArg',
        onAddOutputField(field) {
          const localized = field.extensions?.strapi?.contentType?.pluginOptions?.i18n?.localized;
          if (field.parentType !== 'Query' || !localized) return;
          const description = 'The language of every field that is not translated into `locale`';
          const fallbackLocale = nexus.arg({ type: 'I18NLocaleCode', description });
          field.args = { ...field.args, fallbackLocale };
        },
      }),
    ],
  }));
}
