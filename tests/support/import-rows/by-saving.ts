import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import {
  contentDocument,
  type Json,
  type JsonObject,
} from '../../../src/plugins/content/server/domain/content-file/document-schema';
import {
  kindNames,
  kindOf,
  kinds,
  type KindName,
} from '../../../src/plugins/content/server/domain/content-file/kinds';
import { mapLeaves } from '../../../src/plugins/content/server/domain/content-file/walk';
import { languages, defaultLanguage } from '../../../src/shared/server/languages';

const found = z.object({ id: z.number() });
const document = z.object({ documentId: z.string() });
const named = z.object({ file: z.string() });

/** The types that can be published. */
type Drafted = 'api::event.event';

/**
 * Brings content into a club by saving it document by document and language by language through Strapi's document service, as
 * somebody would at the panel: what an import has to leave too.
 */
export async function importBySaving(strapi: Core.Strapi, content: object): Promise<void> {
  const lists = z.record(z.string(), z.array(z.looseObject({}))).parse(content);
  for (const name of kindNames) for (const each of lists[name] ?? []) await save(strapi, name, each);
}

async function save(strapi: Core.Strapi, name: KindName, content: object): Promise<void> {
  const { published, shared, translations } = contentDocument(content);
  const { uid, key, draftAndPublish } = kinds[name];
  const data = await withIds(strapi, name, shared);
  const known: unknown = await strapi.db.query(uid).findOne({ where: { [key]: shared[key] } });
  let documentId = document.safeParse(known).data?.documentId;
  for (const locale of languages) {
    const values = translations[locale];
    if (!values && locale !== defaultLanguage) continue;
    const all: object = locale === defaultLanguage ? { ...data, ...values } : { ...values };
    if (documentId === undefined) {
      const made: unknown = await strapi.documents(uid).create({ locale, data: all });
      ({ documentId } = document.parse(made));
    } else await strapi.documents(uid).update({ documentId, locale, data: all });
  }
  if (!draftAndPublish || documentId === undefined) return;
  const documents = strapi.documents(uid as Drafted);
  if (published) await documents.publish({ documentId, locale: '*' });
  else if ((await strapi.db.query(uid).count({ where: { documentId, publishedAt: { $ne: null } } })) > 0)
    await documents.unpublish({ documentId, locale: '*' });
}

async function withIds(strapi: Core.Strapi, name: KindName, shared: JsonObject): Promise<JsonObject> {
  const ids = new Map<Json, number>();
  const asked: { uid: string; where: object; value: Json }[] = [];
  mapLeaves(name, shared, ({ definition, value }) => {
    if (definition.type === 'relation') {
      const { uid, draftAndPublish } = kinds[kindOf(definition.target)];
      const state = draftAndPublish ? { publishedAt: null } : {};
      asked.push({ uid, where: { slug: value, locale: defaultLanguage, ...state }, value });
    }
    if (definition.type === 'media')
      for (const each of [value].flat()) {
        const file = named.parse(each).file.replace('pictures/', '');
        asked.push({ uid: 'plugin::upload.file', where: { name: file }, value: JSON.stringify(each) });
      }
    return undefined;
  });
  for (const { uid, where, value } of asked)
    ids.set(value, found.parse(await strapi.db.query(uid).findOne({ where })).id);
  return mapLeaves(name, shared, ({ definition, value }) => {
    if (definition.type === 'relation') return ids.get(value);
    if (definition.type !== 'media') return undefined;
    const files = [value].flat().map((each) => ids.get(JSON.stringify(each)) ?? null);
    return Array.isArray(value) ? files : files[0];
  });
}
