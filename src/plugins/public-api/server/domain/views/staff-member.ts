import type { Media, StaffView } from '../../contract/content';
import { integer, text } from '../columns';
import { documentFieldsOf, type Localized } from '../translation';

export const staffColumns = {
  slug: text,
  name: text,
  avatarName: text,
  roleTitle: text,
  bio: text,
  sortOrder: integer,
};

export function toStaffMember(member: Localized<typeof staffColumns>, photo: Media | undefined): StaffView {
  return {
    id: member.documentId,
    slug: member.slug ?? '',
    name: member.name,
    avatar_name: member.avatarName,
    role_title: member.roleTitle,
    bio: member.bio,
    photo: photo ?? null,
    sort_order: member.sortOrder ?? 0,
    ...documentFieldsOf(member),
  };
}
