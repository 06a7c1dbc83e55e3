import type { Language } from '../../../../shared/server/languages';

/** A member of staff, as the conditions of permissions look at them. */
export interface StaffUser {
  id: number;
  roles: readonly { id: number | string }[];
}

/** A row as such conditions look at it. */
export interface ProbeRow {
  locale: Language;
  createdBy: StaffUser | null;
}

/** Whose entries somebody may see or change: everybody's or what they have created. */
export type Scope = 'all' | 'own';

/**
 * Whose entries of a type somebody may see or change, by language; languages without any are absent. The permission is
 * tried on an entry of nobody and on one of their own: conditions of other kinds narrow it to the latter, or to nothing.
 *
 * @param may whether the permission covers a row
 */
export function scopesOf(
  may: (row: ProbeRow) => boolean,
  user: StaffUser,
  languages: readonly Language[],
): Map<Language, Scope> {
  const scopes = new Map<Language, Scope>();
  for (const locale of languages) {
    if (may({ locale, createdBy: null })) scopes.set(locale, 'all');
    else if (may({ locale, createdBy: user })) scopes.set(locale, 'own');
  }
  return scopes;
}
