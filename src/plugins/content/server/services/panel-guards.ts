import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { validated } from '../../../../shared/server/validated';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { contentServices } from '.';
import { defaultLanguage } from '../../../../shared/server/languages';
import { schemasOf } from './schemas';

const params = z.looseObject({
  model: z.string().optional(),
  contentType: z.string().optional(),
  id: z.string().optional(),
  sourceId: z.string().optional(),
});
/** English if absent; Strapi refuses other values. */
const locale = z
  .string()
  .nullish()
  .transform((named) => named ?? defaultLanguage);
const one = z.looseObject({ locale });
const many = z.looseObject({
  documentIds: z
    .union([z.string().transform((id) => [id]), z.array(z.string())], {
      error: 'must be the id of a document, or a list of them',
    })
    .default([]),
  locale: z.union([locale, z.array(z.string())], { error: 'must be a locale, or a list of them' }),
});
const identified = z.looseObject({ id: z.string().optional() });
const previewed = z.looseObject({ documentId: z.string().optional() });
const filled = z.looseObject({
  documentId: z.string().optional(),
  sourceLocale: z.string().optional(),
  targetLocale: z.string().optional(),
  collectionType: z.string().optional(),
});
const shared = z.looseObject({
  model: z.string(),
  id: z.union([z.string(), z.number()], { error: 'must be the id of an entry' }).nullish(),
  locale: z.string(),
});
const ofField = z.looseObject({ contentTypeUID: z.string(), field: z.string() });
const generated = ofField.extend({
  data: z.looseObject({
    // For an existing entry of a component the panel sends its row id, which is not a `documentId`.
    id: z.union([z.string(), z.number()], { error: 'must be the id of a document' }).nullish(),
  }),
});

/**
 * For some actions Strapi's content manager checks permissions for the type only, not for the document: an Author, who
 * may read only their own, could read what others wrote by copying, translating or validating it.
 */
export function guardPanel(strapi: Core.Strapi): void {
  const access = () => contentServices(strapi).documentAccess;
  const isType = (uid: string | undefined): uid is UID.ContentType =>
    uid !== undefined && Object.hasOwn(strapi.contentTypes, uid);
  const isNamed = (uid: string): UID.ContentType => {
    if (!isType(uid)) throw new errors.ValidationError('contentTypeUID must be the uid of a content type');
    return uid;
  };

  function guard(
    controller: string,
    name: string,
    mayPass: (ctx: Context) => Promise<boolean> | boolean,
    plugin = 'content-manager',
  ): void {
    wrapAction(strapi.plugin(plugin).controller(controller), name, async (ctx, original) => {
      if (!(await mayPass(ctx))) throw new errors.ForbiddenError();
      return original();
    });
  }

  /** Guards actions that name a type in their path; Strapi refuses unknown types. */
  function guardType(
    names: readonly string[],
    mayPass: (
      uid: UID.ContentType,
      ctx: Context,
      path: z.output<typeof params>,
    ) => Promise<boolean> | boolean,
  ): void {
    for (const name of names)
      guard('collection-types', name, (ctx) => {
        const path = validated(params, ctx.params);
        return !isType(path.model) || mayPass(path.model, ctx, path);
      });
  }

  const readsMany = (uid: UID.ContentType, ctx: Context, asked: unknown): Promise<boolean> => {
    const { documentIds, locale } = validated(many, asked ?? {});
    return access().mayReadAll(ctx.state, uid, documentIds, locale);
  };

  // `autoClone` calls this one. A copy has every language.
  guardType(['clone'], (uid, ctx, { sourceId }) => {
    const { locale } = validated(one, ctx.request.body ?? {});
    if (!access().mayCreate(ctx.state, uid, defaultLanguage)) return false;
    return sourceId === undefined || access().mayReadAll(ctx.state, uid, [sourceId], locale);
  });
  // Whoever may create in one language could otherwise do so in all.
  guardType(['create'], (uid, ctx) => {
    const { locale } = validated(one, ctx.request.body ?? {});
    return access().mayCreate(ctx.state, uid, locale);
  });
  guardType(['findOne'], (uid, ctx, { id }) => {
    const { locale } = validated(one, ctx.query);
    return id === undefined || access().mayRead(ctx.state, uid, id, locale);
  });
  guardType(['update', 'publish'], (uid, ctx, { id }) => {
    const { locale } = validated(one, ctx.request.body ?? {});
    // To publish what is not saved yet is to create it.
    if (id === undefined) return access().mayCreate(ctx.state, uid, locale);
    return access().mayTranslate(ctx.state, uid, id, locale);
  });
  // For types without drafts Strapi calls methods that the document service lacks, and answers 500.
  guardType(['publish', 'unpublish', 'discard', 'bulkPublish', 'bulkUnpublish'], (uid) => {
    if (schemasOf(strapi).hasDrafts(uid)) return true;
    throw new errors.NotFoundError(
      'Documents of this type have no drafts: they are public as soon as they are saved',
    );
  });
  guardType(['bulkFindForValidation'], (uid, ctx) => readsMany(uid, ctx, ctx.request.body));
  guardType(['countManyEntriesDraftRelations'], (uid, ctx) => readsMany(uid, ctx, ctx.query));
  for (const name of ['findAvailable', 'findExisting'])
    guard('relations', name, (ctx) => {
      const { model, id = validated(identified, ctx.query).id } = validated(params, ctx.params);
      // The id of an entry that is not saved yet is empty.
      if (model === undefined || !id || !Object.hasOwn(strapi.components, model)) return true;
      return access().mayReadComponent(ctx.state, model, id);
    });
  guard('preview', 'getPreviewUrl', (ctx) => {
    const { contentType: uid } = validated(params, ctx.params);
    const { documentId } = validated(previewed, ctx.query);
    return !isType(uid) || documentId === undefined || access().mayRead(ctx.state, uid, documentId);
  });
  guard('uid', 'generateUID', (ctx) => {
    const { contentTypeUID, data } = validated(generated, ctx.request.body);
    const uid = isNamed(contentTypeUID);
    return typeof data.id !== 'string' || data.id === '' || access().mayRead(ctx.state, uid, data.id);
  });
  guard('uid', 'checkUIDAvailability', (ctx) =>
    Boolean(isNamed(validated(ofField, ctx.request.body).contentTypeUID)),
  );
  const fill = (ctx: Context): Promise<boolean> | boolean => {
    const { model } = validated(params, ctx.params);
    const { documentId, sourceLocale } = validated(filled, ctx.query);
    const isWhole = documentId !== undefined && sourceLocale !== undefined;
    return !isType(model) || !isWhole || access().mayReadAll(ctx.state, model, [documentId], sourceLocale);
  };
  guard('content-types', 'getFillFromLocaleData', fill, 'i18n');
  const copyShared = (ctx: Context): Promise<boolean> | boolean => {
    const { model, id, locale } = validated(shared, ctx.request.body);
    return !isType(model) || access().mayReadRow(ctx.state, model, id, locale);
  };
  guard('content-types', 'getNonLocalizedAttributes', copyShared, 'i18n');
}
