import type { Language } from '../../contract/language';
import type { StaffView } from '../../contract/views';
import { staffColumns, staffView } from '../../domain/views/staff-member';
import { createDocuments } from '../documents';
import { createMedia } from '../media';
import type { ReaderContext } from '.';

const uid = 'api::staff-member.staff-member';

export function createStaffReader({ strapi, database }: ReaderContext) {
  const documents = createDocuments(strapi, uid, staffColumns);
  const media = createMedia(strapi, database, uid);

  return {
    /** The active ones, by order, then name. */
    async list(language: Language): Promise<StaffView[]> {
      const rows = await database.all(`${documents.select(language)} WHERE ${documents.isPublic}`, []);
      const collator = new Intl.Collator(language);
      const members = rows.map((row) => documents.read(row, language));
      members.sort(
        (a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0) || collator.compare(a.name ?? '', b.name ?? ''),
      );
      const mediaOf = await media(members.map(({ rowId }) => rowId));
      return members.map((member) => staffView(member, mediaOf(member.rowId, 'photo')[0]));
    },
  };
}
