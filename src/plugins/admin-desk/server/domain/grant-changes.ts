/** The compared parts of a permission of an admin role. */
export interface Grant {
  action: string;
  /** The content type; null if the action has none. */
  subject: string | null;
  /** The attributes it covers; null for an action on whole documents. */
  fields: readonly string[] | null;
  /** The languages it covers; null for a type without translations. */
  locales: readonly string[] | null;
  /** Conditions on the document, such as being its creator. */
  conditions: readonly string[];
}

export interface GrantChanges<Held extends Grant> {
  added: Grant[];
  changed: Held[];
}

const keyOf = ({ action, subject }: Grant): string => `${action} ${subject}`;

const byKey = <Each extends Grant>(grants: readonly Each[]): Map<string, Each> =>
  new Map(grants.map((grant) => [keyOf(grant), grant]));

/** The actions that Strapi grants its own roles for a type; deleting and publishing get lost, since they lack languages. */
const strapisActions = ['create', 'read', 'update'].map((name) => `plugin::content-manager.explorer.${name}`);

/**
 * Whether a role is as Strapi created it: it has actions on types, but without languages, so they have no effect. Saving
 * a role in the admin panel always sets languages (`normalizeRolePermissionsLocales` of Strapi's i18n).
 */
export function isAsMade(held: readonly Grant[]): boolean {
  const ofTypes = held.filter(({ subject }) => subject !== null);
  const keys = byKey(ofTypes);
  return (
    ofTypes.length > 0 &&
    ofTypes.every(
      ({ subject, locales }) =>
        locales === null && strapisActions.every((action) => keys.has(`${action} ${subject}`)),
    )
  );
}

const hasAll = (held: readonly string[] | null, given: readonly string[] | null): boolean =>
  (given ?? []).every((each) => held?.includes(each));

const isSame = (held: readonly string[] | null, wanted: readonly string[] | null): boolean =>
  hasAll(held, wanted) && hasAll(wanted, held);

const joined = (
  held: readonly string[] | null,
  wanted: readonly string[] | null,
): readonly string[] | null => (wanted === null ? held : [...new Set([...(held ?? []), ...wanted])]);

/**
 * The changes that give a role the wanted permissions while keeping an administrator's changes: removed permissions stay
 * removed, and narrowed ones stay narrow. What is new since the last time (a type, an attribute, a language) is added if
 * the role still has everything it was given then.
 *
 * @param given what the role was given the last time; undefined the first time
 */
export function grantChanges<Held extends Grant>(
  held: readonly Held[],
  given: readonly Grant[] | undefined,
  wanted: readonly Grant[],
): GrantChanges<Held> {
  if (given === undefined) return isAsMade(held) ? compared(held, held, wanted) : { added: [], changed: [] };
  return compared(held, given, wanted);
}

function compared<Held extends Grant>(
  held: readonly Held[],
  given: readonly Grant[],
  wanted: readonly Grant[],
): GrantChanges<Held> {
  const holds = byKey(held);
  const before = byKey(given);
  const isWhole = given.every((grant) => holds.has(keyOf(grant)));
  const added = wanted.filter((grant) => isWhole && !holds.has(keyOf(grant)) && !before.has(keyOf(grant)));
  const changed = wanted.flatMap((grant) => {
    const [now, then] = [holds.get(keyOf(grant)), before.get(keyOf(grant))];
    if (now === undefined || then === undefined) return [];
    const fields = hasAll(now.fields, then.fields) ? joined(now.fields, grant.fields) : now.fields;
    const locales = hasAll(now.locales, then.locales) ? joined(now.locales, grant.locales) : now.locales;
    const conditions = isSame(now.conditions, then.conditions) ? grant.conditions : now.conditions;
    const isLeft =
      isSame(now.fields, fields) && isSame(now.locales, locales) && isSame(now.conditions, conditions);
    return isLeft ? [] : [{ ...now, fields, locales, conditions }];
  });
  return { added, changed };
}
