import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { contentServices } from '.';
import { defaultLanguage } from '../domain/languages';
import { schemasOf } from './schemas';

type Action = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;
type Guard = (ctx: Context) => Promise<boolean>;

const params = z.looseObject({
  model: z.string().optional(),
  contentType: z.string().optional(),
  id: z.string().optional(),
  sourceId: z.string().optional(),
});
const locales = z.union([z.string(), z.array(z.string())]);
const many = z.looseObject({
  documentIds: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  // What is neither is refused by Strapi.
  locale: locales.catch(defaultLanguage),
});
const one = z.looseObject({ locale: z.string().catch(defaultLanguage) });
const previewed = z.looseObject({ documentId: z.string().optional() });
const filled = z.object({ documentId: z.string(), sourceLocale: z.string() });
const shared = z.object({ model: z.string(), id: z.union([z.string(), z.number()]), locale: z.string() });
const ofType = z.looseObject({ contentTypeUID: z.string() });
const generated = ofType.extend({ data: z.looseObject({ id: z.string().min(1) }) });

/**
 * Strapi's content manager asks for some of what it does whether somebody may do so with documents of that type, and not with this
 * one: an Author, who may read only their own, was given what others wrote by having it copied, translated or checked.
 */
export function guardPanel(strapi: Core.Strapi): void {
  const access = () => contentServices(strapi).documentAccess;
  const isType = (uid: string | undefined): uid is UID.ContentType =>
    uid !== undefined && Object.hasOwn(strapi.contentTypes, uid);

  function guard(controller: string, name: string, mayPass: Guard, plugin = 'content-manager'): void {
    const actions: Record<string, Action> = strapi.plugin(plugin).controller(controller);
    const original = actions[name]?.bind(actions);
    if (!original) throw new Error(`Strapi has no ${plugin}.${controller}.${name}`);
    actions[name] = async (ctx, ...rest) => {
      if (!(await mayPass(ctx))) throw new errors.ForbiddenError();
      return original(ctx, ...rest);
    };
  }

  /** Strapi calls what the document service does not offer for types without drafts, and answers 500. */
  function onlyWithDrafts(name: string): void {
    guard('collection-types', name, (ctx) => {
      const { model } = params.parse(ctx.params);
      if (isType(model) && !schemasOf(strapi).hasDrafts(model))
        throw new errors.NotFoundError(
          'Documents of this type have no drafts: they are public as soon as they are saved',
        );
      return Promise.resolve(true);
    });
  }

  const readsMany =
    (asked: (ctx: Context) => unknown): Guard =>
    async (ctx) => {
      const { model } = params.parse(ctx.params);
      const { documentIds, locale } = many.parse(asked(ctx) ?? {});
      return !isType(model) || access().mayReadAll(ctx.state, model, documentIds, locale);
    };

  const translates: Guard = async (ctx) => {
    const { model, id } = params.parse(ctx.params);
    const { locale } = one.parse(ctx.request.body ?? {});
    return !isType(model) || id === undefined || access().mayTranslate(ctx.state, model, id, locale);
  };

  const readsComponent: Guard = async (ctx) => {
    const { model, id = ctx.query['id'] } = params.parse(ctx.params);
    // An entry that is not saved yet has an empty one.
    if (model === undefined || !id || !Object.hasOwn(strapi.components, model)) return true;
    return access().mayReadComponent(ctx.state, model, id);
  };

  // `autoClone` calls this one.
  guard('collection-types', 'clone', async (ctx) => {
    const { model, sourceId } = params.parse(ctx.params);
    const { locale } = many.parse(ctx.request.body ?? {});
    return (
      !isType(model) || sourceId === undefined || access().mayReadAll(ctx.state, model, [sourceId], locale)
    );
  });
  guard('collection-types', 'findOne', async (ctx) => {
    const { model, id } = params.parse(ctx.params);
    const { locale } = one.parse(ctx.query);
    return !isType(model) || id === undefined || access().mayRead(ctx.state, model, id, locale);
  });
  guard('collection-types', 'update', translates);
  guard('collection-types', 'publish', translates);
  ['publish', 'unpublish', 'discard', 'bulkPublish', 'bulkUnpublish'].forEach(onlyWithDrafts);
  guard(
    'collection-types',
    'bulkFindForValidation',
    readsMany((ctx) => ctx.request.body),
  );
  guard(
    'collection-types',
    'countManyEntriesDraftRelations',
    readsMany((ctx) => ctx.query),
  );
  guard('relations', 'findAvailable', readsComponent);
  guard('relations', 'findExisting', readsComponent);
  guard('preview', 'getPreviewUrl', async (ctx) => {
    const { contentType } = params.parse(ctx.params);
    const { documentId } = previewed.parse(ctx.query);
    return (
      !isType(contentType) || documentId === undefined || access().mayRead(ctx.state, contentType, documentId)
    );
  });
  const namesType: Guard = (ctx) => {
    const { data } = ofType.safeParse(ctx.request.body);
    if (data && !isType(data.contentTypeUID))
      throw new errors.ValidationError('contentTypeUID must be the uid of a content type');
    return Promise.resolve(true);
  };
  guard('uid', 'generateUID', async (ctx) => {
    await namesType(ctx);
    const { data } = generated.safeParse(ctx.request.body);
    if (!data || !isType(data.contentTypeUID)) return true;
    return access().mayRead(ctx.state, data.contentTypeUID, data.data.id);
  });
  guard('uid', 'checkUIDAvailability', namesType);
  guard(
    'content-types',
    'getFillFromLocaleData',
    async (ctx) => {
      const { model } = params.parse(ctx.params);
      const { data } = filled.safeParse(ctx.query);
      return (
        !isType(model) || !data || access().mayReadAll(ctx.state, model, [data.documentId], data.sourceLocale)
      );
    },
    'i18n',
  );
  guard(
    'content-types',
    'getNonLocalizedAttributes',
    async (ctx) => {
      const { data } = shared.safeParse(ctx.request.body);
      return !data || !isType(data.model) || access().mayReadRow(ctx.state, data.model, data.id, data.locale);
    },
    'i18n',
  );
}
