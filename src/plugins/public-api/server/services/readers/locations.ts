import type { Language } from '../../../../../shared/server/languages';
import type { LocationView } from '../../contract/content';
import type { Localized } from '../../domain/translation';
import { locationColumns, toLocation, themeColumns } from '../../domain/views/location';
import { createComponent, createMedia } from '../relations';
import { byOrderThenName, createDocuments, readAll, readBySlug, slugExists } from '../documents';
import type { ReadContext } from '../reads';

const uid = 'api::location.location';

export function createLocationReader({ strapi, database }: ReadContext) {
  const documents = createDocuments(strapi, uid, locationColumns);
  const themes = createComponent(strapi, database, [uid, 'theme'], 'club.theme', themeColumns);
  const media = createMedia(strapi, database, uid);

  async function views(locations: Localized<typeof locationColumns>[]): Promise<LocationView[]> {
    const rowIds = locations.map(({ rowId }) => rowId);
    const [themeOf, mediaOf] = await Promise.all([themes(rowIds), media(rowIds)]);
    return locations.map((location) =>
      toLocation(location, {
        theme: themeOf.get(location.rowId)?.[0],
        cover: mediaOf(location.rowId, 'cover')[0],
        gallery: mediaOf(location.rowId, 'gallery'),
      }),
    );
  }

  return {
    /** The active ones, by order, then by the name the reader sees. */
    async list(language: Language): Promise<LocationView[]> {
      const locations = await readAll(database, documents, language);
      return views(locations.sort(byOrderThenName(language)));
    },

    async bySlug(slug: string, language: Language): Promise<LocationView | undefined> {
      const [view] = await views(await readBySlug(database, documents, slug, language));
      return view;
    },

    exists: (slug: string): Promise<boolean> => slugExists(database, documents, slug),
  };
}
