import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { isObject } from '../../../../shared/server/is-record';
import { languages, type Language } from '../../../../shared/server/languages';
import { isClubType, type ClubType } from '../../../content/server/domain/writes';
import { scopesOf, type ProbeRow, type Scope, type StaffUser } from '../domain/scope';

/** The parts of the content manager's own service that are used here; it has no types. */
interface PermissionCheckers {
  create(of: { userAbility: unknown; model: string }): {
    can: Record<'read' | 'update', (row: ProbeRow) => boolean>;
  };
}
const permissionCheckers = z.custom<PermissionCheckers>((value) => isObject(value) && 'create' in value);

const ability = z.custom<{ can: (action: string, subject?: string) => boolean }>(
  (value) => isObject(value) && typeof value['can'] === 'function',
);
const state = z.looseObject({
  user: z.object({
    id: z.number(),
    roles: z.array(z.object({ id: z.union([z.number(), z.string()]) })).default([]),
  }),
  userAbility: ability,
});

/** Whoever is signed in, and what they may. */
export interface Staff {
  user: StaffUser;
  /** Whether they have a permission. @param subject the content type that it concerns, if it does */
  may(action: string, subject?: string): boolean;
  /** Whose entries of a type they may read or change, by language. */
  scopes(uid: UID.ContentType, action: 'read' | 'update'): Map<Language, Scope>;
}

/** @param of the state of a request, as Strapi's authentication of the panel leaves it */
export function staffOf(strapi: Core.Strapi, of: unknown): Staff {
  const { user, userAbility } = state.parse(of);
  return {
    user,
    may: (action, subject) => userAbility.can(action, subject),
    scopes(uid, action) {
      const service: unknown = strapi.plugin('content-manager').service('permission-checker');
      const checker = permissionCheckers.parse(service).create({ userAbility, model: uid });
      return scopesOf((row) => checker.can[action](row), user, languages);
    },
  };
}

/** @param uid of a type whose entries staff edit @throws NotFoundError for any other */
export function requireClubType(strapi: Core.Strapi, uid: string): ClubType {
  if (isClubType(uid) && Object.hasOwn(strapi.contentTypes, uid)) return uid;
  throw new errors.NotFoundError();
}
