import type { Core, UID } from '@strapi/strapi';

/** Writes documents of any type, in English unless said otherwise. */
export function writerOf(strapi: Core.Strapi) {
  return {
    create: async (uid: UID.ContentType, data: object, rest: object = {}): Promise<string> => {
      const made = await strapi.documents(uid).create({ data, locale: 'en', ...rest });
      return made.documentId;
    },
    update: async (
      uid: UID.ContentType,
      documentId: string,
      data: object,
      rest: object = {},
    ): Promise<void> => {
      await strapi.documents(uid).update({ documentId, data, locale: 'en', ...rest });
    },
    /** A picture of the media library, without a file; its id. */
    picture: async (name: string, alternativeText: string | null = null): Promise<number> => {
      const file = {
        name,
        alternativeText,
        hash: name,
        ext: '.webp',
        mime: 'image/webp',
        size: 1,
        url: `/${name}`,
        provider: 'local',
      };
      const query = strapi.db.query('plugin::upload.file');
      return (await query.create({ data: { ...file, documentId: name } })).id;
    },
  };
}

export const published = { status: 'published' } as const;
