import type { UID } from '@strapi/strapi';
import type { Page } from '../../../../../http/schemas';
import type { Language } from '../../../../../shared/server/languages';
import { timestamp, text, type Column } from '../../domain/columns';
import { searchTypes, toSearchHit, type SearchGroup, type SearchType } from '../../domain/views/search-hit';
import { createDocuments } from '../documents';
import { createMedia } from '../relations';
import { createSearchEntries } from '../search-entries';
import type { ReadContext } from '../reads';

interface Searched {
  uid: UID.ContentType;
  title: string;
  /** The first that is not empty stands under the title. */
  summary: readonly [string, string];
  image: string;
  startTime?: true;
}

const searched: Record<SearchType, Searched> = {
  locations: {
    uid: 'api::location.location',
    title: 'name',
    summary: ['tagline', 'description'],
    image: 'cover',
  },
  artists: { uid: 'api::artist.artist', title: 'name', summary: ['shortBio', 'bio'], image: 'photo' },
  events: {
    uid: 'api::event.event',
    title: 'title',
    summary: ['description', 'title'],
    image: 'cover',
    startTime: true,
  },
  blog: { uid: 'api::post.post', title: 'title', summary: ['excerpt', 'title'], image: 'cover' },
  staff: {
    uid: 'api::staff-member.staff-member',
    title: 'name',
    summary: ['roleTitle', 'bio'],
    image: 'photo',
  },
};

function createTypeSearch(context: ReadContext, type: SearchType) {
  const { uid, title, summary, image, startTime } = searched[type];
  const columns: Record<string, Column<string | null>> = {
    slug: text,
    [title]: text,
    [summary[0]]: text,
    [summary[1]]: text,
  };
  const documents = createDocuments(context, uid, { ...columns, ...(startTime && { startTime: timestamp }) });
  const entries = createSearchEntries(context.strapi);
  const media = createMedia(context, uid);

  return async (language: Language, needle: string, page: Page): Promise<SearchGroup> => {
    const { documents: found, total } = await documents.page({
      conditions: [entries.matching(uid, language, needle)],
      order: startTime ? ['d.start_time', 'd.id'] : [entries.sortKey, 'd.id'],
      direction: startTime ? 'DESC' : 'ASC',
      page,
      language,
    });
    const mediaOf = await media(found.map(({ rowId }) => rowId));
    const results = found.map((document) =>
      toSearchHit(document, { title, summary, image: mediaOf(document.rowId, image)[0] }),
    );
    return { type, total, results };
  };
}

/** Reads one page of what matches in each type; events newest first, the rest by name. */
export function createSearchReader(context: ReadContext) {
  const searches = searchTypes.map((type) => ({ type, search: createTypeSearch(context, type) }));
  return (language: Language, needle: string, types: readonly SearchType[], page: Page) => {
    const wanted = searches.filter(({ type }) => types.includes(type));
    return Promise.all(wanted.map(({ search }) => search(language, needle, page)));
  };
}
