import { factories, type Core, type UID } from '@strapi/strapi';

const i18n = (localized: boolean) => ({ pluginOptions: { i18n: { localized } } });
const relationTo = (target: string) => ({
  type: 'relation',
  relation: 'manyToOne',
  target,
  ...i18n(false),
});

/** A gated type that the club does not have, and two by which gated types are populated three deep. */
const types = {
  memo: {
    plural: 'memos',
    gate: { tier: 'opens', fields: ['note', 'code', 'scans'] },
    attributes: {
      title: { type: 'string', ...i18n(true) },
      slug: { type: 'uid', targetField: 'title', ...i18n(false) },
      note: { type: 'richtext', ...i18n(true) },
      code: { type: 'string', ...i18n(true) },
      scans: { type: 'media', multiple: true, ...i18n(false) },
      opens: relationTo('api::patreon-tier.patreon-tier'),
    },
  },
  shelf: {
    plural: 'shelves',
    attributes: {
      title: { type: 'string', ...i18n(true) },
      slug: { type: 'uid', targetField: 'title', ...i18n(false) },
      post: relationTo('api::post.post'),
      exclusive: relationTo('api::exclusive.exclusive'),
      memo: relationTo('api::memo.memo'),
    },
  },
  room: {
    plural: 'rooms',
    attributes: {
      title: { type: 'string', ...i18n(true) },
      slug: { type: 'uid', targetField: 'title', ...i18n(false) },
      shelf: relationTo('api::shelf.shelf'),
    },
  },
} as const;

export const isTestType = (uid: string): boolean =>
  Object.keys(types).some((name) => uid === `api::${name}.${name}`);

/** Gives a club these types, as folders of src/api would. */
export function addTestTypes(strapi: Core.Strapi): void {
  for (const [name, { plural, attributes, ...type }] of Object.entries(types)) {
    const uid = `api::${name}.${name}` as UID.ContentType;
    const schema = {
      kind: 'collectionType',
      collectionName: plural,
      modelType: 'contentType',
      modelName: name,
      info: { singularName: name, pluralName: plural, displayName: name },
      options: { draftAndPublish: true },
      pluginOptions: {
        i18n: { localized: true },
        ...('gate' in type && { patreon: { gate: type.gate } }),
      },
      attributes: structuredClone(attributes),
    };
    strapi.get('apis').add(name, {
      contentTypes: { [name]: { schema } },
      routes: { [name]: factories.createCoreRouter(uid) },
      controllers: { [name]: factories.createCoreController(uid) },
      services: { [name]: factories.createCoreService(uid) },
    });
  }
}
