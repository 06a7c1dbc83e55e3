import type { Language } from '../../../../../shared/server/languages';
import type { Lock } from '../../../../patreon/server/domain/gate';
import type { Viewer } from '../../../../patreon/server/services/viewers';
import type { Localized } from '../../domain/columns';
import {
  exclusiveColumns,
  toExclusive,
  toExclusiveSummary,
  type ExclusiveSummary,
  type ExclusiveView,
} from '../../domain/views/exclusive';
import { createDocuments } from '../documents';
import { createLocks } from '../locks';
import { linksInto } from '../gated-files';
import type { ReadContext } from '../reads';
import { createMedia } from '../relations';

const uid = 'api::exclusive.exclusive';

/** An exclusive that somebody asks for, or what keeps them from it. */
type Opened = { lock: null; view: ExclusiveView } | { lock: Lock };

/** Reads what is for patrons. */
export function createExclusiveReader(context: ReadContext) {
  const documents = createDocuments(context, uid, exclusiveColumns);
  const locks = createLocks(context, uid);
  const media = createMedia(context, uid);

  async function parts(exclusives: Localized<typeof exclusiveColumns>[], language: Language, viewer: Viewer) {
    const rowIds = exclusives.map(({ rowId }) => rowId);
    const [lockOf, mediaOf] = await Promise.all([locks(rowIds, language, viewer), media(rowIds)]);
    return (exclusive: Localized<typeof exclusiveColumns>) => ({
      ...lockOf(exclusive),
      cover: mediaOf(exclusive.rowId, 'cover')[0],
      media: mediaOf(exclusive.rowId, 'media', linksInto(context, uid, exclusive.documentId, viewer)),
    });
  }

  return {
    async list(language: Language, viewer: Viewer): Promise<ExclusiveSummary[]> {
      const exclusives = await documents.all(language, 'ORDER BY d.created_at DESC, d.id DESC');
      const partsOf = await parts(exclusives, language, viewer);
      return exclusives.map((exclusive) => toExclusiveSummary(exclusive, partsOf(exclusive)));
    },

    async bySlug(slug: string, language: Language, viewer: Viewer): Promise<Opened | undefined> {
      const exclusives = await documents.bySlug(slug, language);
      const partsOf = await parts(exclusives, language, viewer);
      const [exclusive] = exclusives;
      if (!exclusive) return undefined;
      const { lock, ...shown } = partsOf(exclusive);
      if (lock !== null) return { lock };
      const view = toExclusive(exclusive, shown);
      const links = linksInto(context, uid, exclusive.documentId, viewer);
      const body = links && view.body !== null ? await links.inText('body', view.body) : view.body;
      return { lock, view: { ...view, body } };
    },
  };
}
