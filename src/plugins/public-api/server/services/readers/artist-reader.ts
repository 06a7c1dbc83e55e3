import type { Page } from '../../../../../http/schemas';
import type { Language } from '../../../../../shared/server/languages';
import type { Localized } from '../../domain/columns';
import { previewed } from '../../domain/previewed';
import { artistColumns, toArtist, type ArtistView } from '../../domain/views/artist';
import { linkColumns, toLink } from '../../domain/views/media';
import { createDocuments } from '../documents';
import { createComponent, createMedia } from '../relations';
import { createSearchEntries } from '../search-entries';
import type { ReadContext } from '../reads';

const uid = 'api::artist.artist';

interface ArtistFilter {
  q?: string | undefined;
  genre?: string | undefined;
}

export function createArtistReader(context: ReadContext) {
  const documents = createDocuments(context, uid, artistColumns);
  const links = createComponent(context, [uid, 'links'], 'club.link', linkColumns);
  const media = createMedia(context, uid);
  const entries = createSearchEntries(context.strapi);

  async function views(artists: Localized<typeof artistColumns>[]): Promise<ArtistView[]> {
    const rowIds = artists.map(({ rowId }) => rowId);
    const [linksOf, mediaOf] = await Promise.all([links(rowIds), media(rowIds)]);
    return artists.map((artist) =>
      toArtist(artist, {
        photo: mediaOf(artist.rowId, 'photo')[0],
        links: (linksOf.get(artist.rowId) ?? []).map(toLink),
      }),
    );
  }

  return {
    /** One page by name; `q` searches what the reader sees. */
    async page(
      language: Language,
      filter: ArtistFilter,
      page: Page,
    ): Promise<{ data: ArtistView[]; total: number }> {
      const conditions = [
        entries.matching(uid, language, filter.q),
        ...(filter.genre === undefined ? [] : [entries.ofGenre(filter.genre)]),
      ];
      const order = [entries.sortKey, 'd.document_id'];
      const found = await documents.page({ conditions, order, page, language });
      return { data: await views(found.documents), total: found.total };
    },

    async bySlug(slug: string, language: Language): Promise<ArtistView | undefined> {
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
