import { z } from 'zod';
import { documentFields, documentId, nullableText } from '../../../../../http/schemas';
import { slug } from '../../contract/query';
import * as columns from '../columns';
import { mediaSchema, type Media } from './media';

export const staffMemberSchema = z
  .strictObject({
    id: documentId,
    slug,
    name: nullableText,
    avatar_name: nullableText,
    role_title: nullableText,
    bio: nullableText.describe('Markdown'),
    photo: mediaSchema.nullable(),
    sort_order: z.int(),
    ...documentFields,
  })
  .meta({ id: 'StaffMember' });
export type StaffView = z.infer<typeof staffMemberSchema>;

export const staffColumns = {
  slug: columns.text,
  name: columns.text,
  avatarName: columns.text,
  roleTitle: columns.text,
  bio: columns.text,
  sortOrder: columns.integer,
};

export function toStaffMember(
  member: columns.Localized<typeof staffColumns>,
  photo: Media | undefined,
): StaffView {
  return {
    id: member.documentId,
    slug: member.slug ?? '',
    name: member.name,
    avatar_name: member.avatarName,
    role_title: member.roleTitle,
    bio: member.bio,
    photo: photo ?? null,
    sort_order: member.sortOrder ?? 0,
    ...columns.documentFieldsOf(member),
  };
}
