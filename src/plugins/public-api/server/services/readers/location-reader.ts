import type { Language } from '../../../../../shared/server/languages';
import type { Localized } from '../../domain/columns';
import { previewed } from '../../domain/previewed';
import { locationColumns, themeColumns, toLocation, type LocationView } from '../../domain/views/location';
import { createComponent, createMedia } from '../relations';
import { byOrderThenName, createDocuments } from '../documents';
import type { ReadContext } from '../reads';

const uid = 'api::location.location';

export function createLocationReader(context: ReadContext) {
  const documents = createDocuments(context, uid, locationColumns);
  const themes = createComponent(context, [uid, 'theme'], 'club.theme', themeColumns);
  const media = createMedia(context, uid);

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
    list: async (language: Language): Promise<LocationView[]> => {
      const locations = await documents.all(language);
      return views(locations.sort(byOrderThenName(language)));
    },

    async bySlug(slug: string, language: Language): Promise<LocationView | undefined> {
      const [view] = await views(await documents.bySlug(slug, language));
      return view;
    },

    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      return previewed(found, await views(found));
    },

    exists: documents.exists,
  };
}
