import type { Language } from '../../../../shared/server/languages';
import type { Grant } from './grant-changes';

export type ContentAction = 'create' | 'read' | 'update' | 'delete' | 'publish';

/** What a role may do with the entries of some types. */
interface ContentGrant {
  /** Uids; `all` for every type of the club's own content. */
  types: 'all' | readonly string[];
  /** Publishing is left out for types without drafts. */
  actions: readonly ContentAction[];
  /**
   * All fields, unless only those that differ between languages are changed. Creating covers all of them even then: Strapi shows the
   * form of a language that an entry lacks by the fields of that permission, and those left out as "No permissions to see this field".
   * What languages share is edited in English alone, whoever writes: `content` refuses it elsewhere.
   */
  fields?: 'translated';
  /** All languages, unless these are named. */
  languages?: readonly Language[];
  /** Conditions that an entry must meet. */
  conditions?: readonly string[];
}

export interface RoleDeclaration {
  code: string;
  /** How the role is called when it is made; null for Strapi's own, which are there. */
  made: { name: string; description: string } | null;
  content: readonly ContentGrant[];
  /** Actions that have no content type. */
  plugins: readonly string[];
}

/** A content type, as far as permissions depend on it. */
export interface GrantableType {
  uid: string;
  /** Whether it is the club's own content: `all` means it. */
  isContent: boolean;
  hasDrafts: boolean;
  isLocalized: boolean;
  /** Whether entries of other types refer to its entries. */
  isReferredTo: boolean;
  /** Paths of all fields that permissions can name, and of those among them that are translated. */
  fields: readonly string[];
  translatedFields: readonly string[];
}

const actionOf = (name: ContentAction): string => `plugin::content-manager.explorer.${name}`;

/** Deleting and publishing concern whole entries; Strapi's permissions for them have no fields. */
const hasFields = (name: ContentAction): boolean => name !== 'delete' && name !== 'publish';

/** The permissions of a role, for the content types that there are and the languages of the club. */
export function grantsOf(
  role: RoleDeclaration,
  types: readonly GrantableType[],
  languages: readonly Language[],
): Grant[] {
  const ofContent = role.content.flatMap((grant) =>
    types
      .filter((type) => (grant.types === 'all' ? type.isContent : grant.types.includes(type.uid)))
      .flatMap((type) => grantsFor(type, grant, languages)),
  );
  const ofPlugins = role.plugins.map((action) => ({
    action,
    subject: null,
    fields: null,
    locales: null,
    conditions: [],
  }));
  return [...ofContent, ...ofPlugins];
}

function grantsFor(type: GrantableType, grant: ContentGrant, languages: readonly Language[]): Grant[] {
  const isTranslating = grant.fields === 'translated';
  const fieldsOf = (name: ContentAction): readonly string[] =>
    isTranslating && name !== 'create' ? type.translatedFields : type.fields;
  // Without such a field a permission would be one to save nothing; without languages it would be one for all.
  if (isTranslating && (type.translatedFields.length === 0 || !type.isLocalized)) return [];
  return grant.actions
    .filter((name) => name !== 'publish' || type.hasDrafts)
    .map((name) => ({
      action: actionOf(name),
      subject: type.uid,
      fields: hasFields(name) ? fieldsOf(name) : null,
      locales: type.isLocalized ? (grant.languages ?? languages) : null,
      // An event needs a location to choose from, whoever made it.
      conditions: name === 'read' && type.isReferredTo ? [] : (grant.conditions ?? []),
    }));
}
