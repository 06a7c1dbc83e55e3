import type { Media } from '../../contract/media';
import type { StaffView } from '../../contract/views';
import { integer, text } from '../columns';
import type { Localized } from '../overlay';
import { documentFieldsOf } from './document';

export const staffColumns = {
  slug: text,
  name: text,
  avatarName: text,
  roleTitle: text,
  bio: text,
  sortOrder: integer,
};

export function staffView(member: Localized<typeof staffColumns>, photo: Media | undefined): StaffView {
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
