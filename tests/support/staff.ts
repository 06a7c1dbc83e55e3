import { z } from 'zod';
import type { Club } from './club';
import { asHolderOf, type Send } from './editors';

const roleRow = z.object({ id: z.union([z.number(), z.string()]) });

export const staffRoles = [
  'strapi-editor',
  'strapi-author',
  'club-translator',
  'club-booker',
  'club-host',
  'club-manager',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export async function roleId(club: Club, code: StaffRole): Promise<number | string> {
  return roleRow.parse(await club.strapi.db.query('admin::role').findOne({ where: { code } })).id;
}

/** Somebody signed in to the admin panel with one of the roles that every club has. */
export const asStaff = async (club: Club, code: StaffRole): Promise<Send> =>
  asHolderOf(club, { id: await roleId(club, code) });
