import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isObject } from '../../../../../shared/server/is-record';
import { defaultLanguage, isLanguage, type Language } from '../../../../../shared/server/languages';
import { staffOf, type Staff } from '../access';

/** Who is told, by the codes of their roles: the first of these that somebody active has. */
const rolesToTell = ['club-manager', 'strapi-super-admin'] as const;

const userRows = z.array(
  z.looseObject({
    id: z.number(),
    email: z.string(),
    isActive: z.boolean().nullable(),
    blocked: z.boolean().nullable(),
    preferedLanguage: z.string().nullable(),
  }),
);
type UserRow = z.infer<typeof userRows>[number];

/** The part of Strapi's permission service that is used here; it has no types. */
interface PermissionEngine {
  generateUserAbility(user: unknown): Promise<unknown>;
}
const permissionEngine = z.custom<PermissionEngine>(
  (value) => isObject(value) && 'generateUserAbility' in value,
);

export interface Recipient {
  id: number;
  email: string;
  language: Language;
  /** What they may see. */
  staff: () => Promise<Staff>;
}

/** Staff who are told by e-mail what needs a person: Managers; where nobody active is one, Super Admins. */
export async function findRecipients(strapi: Core.Strapi): Promise<Recipient[]> {
  for (const code of rolesToTell) {
    const active = await activeStaff(strapi, code);
    if (active.length > 0) return active.map((user) => recipientOf(strapi, user));
  }
  return [];
}

async function activeStaff(strapi: Core.Strapi, code: (typeof rolesToTell)[number]): Promise<UserRow[]> {
  const rows: unknown = await strapi.db
    .query('admin::user')
    .findMany({ where: { roles: { code } }, populate: ['roles'], orderBy: { id: 'asc' } });
  return userRows.parse(rows).filter(({ isActive, blocked }) => isActive && !blocked);
}

/** How many active Managers there are. */
export const countManagers = async (strapi: Core.Strapi): Promise<number> =>
  (await activeStaff(strapi, 'club-manager')).length;

const recipientOf = (strapi: Core.Strapi, user: UserRow): Recipient => ({
  id: user.id,
  email: user.email,
  language: languageOf(user.preferedLanguage),
  async staff() {
    const engine = permissionEngine.parse(strapi.service('admin::permission')['engine']);
    return staffOf(strapi, { user, userAbility: await engine.generateUserAbility(user) });
  },
});

/** The language that somebody reads the panel in, where it is one of the club's. */
export const languageOf = (preferred: string | null): Language =>
  isLanguage(preferred) ? preferred : defaultLanguage;
