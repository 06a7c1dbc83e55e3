import { z } from 'zod';
import type { Club } from './club';
import { asHolderOf, type Send } from './editors';

const roleRow = z.object({ id: z.union([z.number(), z.string()]) });

export type StaffRole = 'strapi-editor' | 'strapi-author';

export async function roleId(club: Club, code: StaffRole): Promise<number | string> {
  return roleRow.parse(await club.strapi.db.query('admin::role').findOne({ where: { code } })).id;
}

/** Somebody signed in to the admin panel with one of Strapi's own roles. */
export const asStaff = async (club: Club, code: StaffRole): Promise<Send> =>
  asHolderOf(club, { id: await roleId(club, code) });
