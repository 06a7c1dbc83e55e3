import type { Language } from '../../contract/language';
import type { LocationView } from '../../contract/views';
import type { Localized } from '../../domain/overlay';
import { locationColumns, locationView, themeColumns } from '../../domain/views/location';
import { createMedia } from '../media';
import { readBySlug, slugExists } from '../by-slug';
import { createDocuments } from '../documents';
import { createComponent } from '../relations';
import type { ReaderContext } from '.';

const uid = 'api::location.location';

export function createLocationReader({ strapi, database }: ReaderContext) {
  const documents = createDocuments(strapi, uid, locationColumns);
  const themes = createComponent(strapi, database, [uid, 'theme'], 'club.theme', themeColumns);
  const media = createMedia(strapi, database, uid);

  async function views(locations: Localized<typeof locationColumns>[]): Promise<LocationView[]> {
    const rowIds = locations.map(({ rowId }) => rowId);
    const [themeOf, mediaOf] = await Promise.all([themes(rowIds), media(rowIds)]);
    return locations.map((location) =>
      locationView(location, {
        theme: themeOf.get(location.rowId)?.[0],
        cover: mediaOf(location.rowId, 'cover')[0],
        gallery: mediaOf(location.rowId, 'gallery'),
      }),
    );
  }

  return {
    /** The active ones, by order, then by the name the reader sees. */
    async list(language: Language): Promise<LocationView[]> {
      const rows = await database.all(`${documents.select(language)} WHERE ${documents.isPublic}`, []);
      const collator = new Intl.Collator(language);
      const locations = rows.map((row) => documents.read(row, language));
      locations.sort(
        (a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0) || collator.compare(a.name ?? '', b.name ?? ''),
      );
      return views(locations);
    },

    async bySlug(slug: string, language: Language): Promise<LocationView | undefined> {
      const [view] = await views(await readBySlug(database, documents, slug, language));
      return view;
    },

    exists: (slug: string): Promise<boolean> => slugExists(database, documents, slug),
  };
}
