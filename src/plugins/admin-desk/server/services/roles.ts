import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isObject } from '../../../../shared/server/is-record';
import { languages } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import { referencesTo } from '../../../content/server/domain/in-use';
import { isClubType } from '../../../content/server/domain/writes';
import { schemasOf } from '../../../content/server/services/schemas';
import { grantChanges, type Grant } from '../domain/grant-changes';
import { grantsOf, type GrantableType, type RoleDeclaration } from '../domain/role-grants';
import { roles } from '../domain/roles';

const roleRow = z.object({ id: z.union([z.number(), z.string()]) });
type RoleRow = z.infer<typeof roleRow>;
const names = z.array(z.string()).nullish();
const permissionRows = z.array(
  z.object({
    id: z.union([z.number(), z.string()]),
    action: z.string(),
    subject: z.string().nullable(),
    properties: z.looseObject({ fields: names, locales: names }).nullable(),
    conditions: z.array(z.string()).nullable(),
  }),
);
const givenGrants = z.array(
  z.object({
    action: z.string(),
    subject: z.string().nullable(),
    fields: z.array(z.string()).nullable(),
    locales: z.array(z.string()).nullable(),
    // Absent in clubs from before conditions were compared.
    conditions: z.array(z.string()).optional(),
  }),
);

/** The parts of Strapi's own services that are used here; they have no types. */
interface TypePermissions {
  getNestedFields(type: object, options: { components: object }): string[];
}
interface RolesOfStrapi {
  create(role: { code: string; name: string; description: string }): Promise<unknown>;
  exists(where: { name: string }): Promise<boolean>;
  addPermissions(role: unknown, permissions: readonly object[]): Promise<unknown>;
}
const typePermissions = z.custom<TypePermissions>((value) => isObject(value) && 'getNestedFields' in value);
const rolesOfStrapi = z.custom<RolesOfStrapi>((value) => isObject(value) && 'addPermissions' in value);

const propertiesOf = ({ fields, locales }: Grant): object => ({
  ...(fields && { fields }),
  ...(locales && { locales }),
});

/**
 * Makes the panel's roles, and makes Strapi's own usable: Strapi creates their permissions without languages, and those
 * have no effect (https://github.com/strapi/strapi/issues/22781).
 */
export function createRoles({ strapi }: { strapi: Core.Strapi }) {
  const store = strapi.store({ type: 'plugin', name: 'admin-desk' });
  /** Where clubs from before this plugin remember what Strapi's own roles were given. */
  const formerStore = strapi.store({ type: 'plugin', name: 'content' });
  const strapisRoles = () => rolesOfStrapi.parse(strapi.service('admin::role'));

  function grantableTypes(): GrantableType[] {
    const fieldsOf = typePermissions.parse(strapi.service('admin::content-type'));
    const { all, componentOf } = schemasOf(strapi);
    const clubTypes = all.filter(({ uid }) => isClubType(uid));
    return all.map((type) => {
      const fields = fieldsOf.getNestedFields(type, { components: strapi.components });
      const isTranslated = (path: string): boolean => {
        const attribute = type.attributes[path.split('.')[0] ?? path];
        return attribute !== undefined && isLocalized(attribute) === true;
      };
      return {
        uid: type.uid,
        isContent: isClubType(type.uid),
        hasDrafts: type.options?.draftAndPublish === true,
        isLocalized: isLocalized(type) === true,
        // A document also refers to its own languages.
        isReferredTo: referencesTo(type.uid, clubTypes, componentOf).some(({ uid }) => uid !== type.uid),
        fields,
        translatedFields: fields.filter(isTranslated),
      };
    });
  }

  async function heldBy(role: unknown, subjects: ReadonlySet<string | null>) {
    const rows: unknown = await strapi.db.query('admin::permission').findMany({ where: { role } });
    // Others, of uploads for example, are Strapi's or staff's own.
    return permissionRows
      .parse(rows)
      .filter(({ subject }) => subject === null || subjects.has(subject))
      .map(({ properties, ...row }) => ({
        ...row,
        fields: properties?.fields ?? null,
        locales: properties?.locales ?? null,
        conditions: row.conditions ?? [],
      }));
  }

  async function add(role: unknown, grants: readonly Grant[]): Promise<void> {
    if (grants.length === 0) return;
    await strapisRoles().addPermissions(
      role,
      grants.map((grant) => ({
        action: grant.action,
        subject: grant.subject,
        properties: propertiesOf(grant),
        conditions: grant.conditions,
      })),
    );
  }

  /** @returns what a role was given the last time; undefined the first time */
  async function givenTo({ code, content }: RoleDeclaration): Promise<Grant[] | undefined> {
    const key = `granted ${code}`;
    const stored: unknown = (await store.get({ key })) ?? (await formerStore.get({ key }));
    const conditions = content.flatMap((grant) => grant.conditions ?? []);
    return givenGrants
      .nullish()
      .parse(stored)
      ?.map((each) => ({ ...each, conditions: each.conditions ?? (each.subject ? conditions : []) }));
  }

  /** Makes a role that has never been made. One of its name that staff have made is theirs. */
  async function make({ code, made }: RoleDeclaration): Promise<RoleRow | null> {
    if (made === null || (await strapisRoles().exists({ name: made.name }))) return null;
    return roleRow.parse(await strapisRoles().create({ code, ...made }));
  }

  async function ensureRole(role: RoleDeclaration, types: readonly GrantableType[]): Promise<void> {
    const { code } = role;
    const found: unknown = await strapi.db.query('admin::role').findOne({ where: { code } });
    const wanted = grantsOf(role, types, languages);
    const given = await givenTo(role);
    const row = roleRow.nullable().parse(found);
    if (row !== null) {
      const subjects = new Set([...wanted, ...(given ?? [])].map(({ subject }) => subject));
      const { added, changed } = grantChanges(await heldBy(row.id, subjects), given, wanted);
      for (const { id, ...permission } of changed) {
        const data = { properties: propertiesOf(permission), conditions: permission.conditions };
        await strapi.db.query('admin::permission').update({ where: { id }, data });
      }
      await add(row.id, added);
    } else if (given === undefined) {
      const made = await make(role);
      if (made) await add(made.id, wanted);
    }
    await store.set({ key: `granted ${code}`, value: wanted });
  }

  /** Several processes may start at once; SQLite has one writer anyway. */
  async function lock(): Promise<void> {
    if (strapi.db.dialect.client === 'sqlite') return;
    await strapi.db
      .queryBuilder('admin::role')
      .select('id')
      .where({ code: 'strapi-super-admin' })
      .forUpdate()
      .execute();
  }

  return {
    /**
     * Call at each start, after Strapi has made its own roles and all plugins have registered their permissions: makes the
     * roles once, gives them what is new, and keeps what staff have changed or deleted.
     */
    async ensure(): Promise<void> {
      await strapi.db.transaction(async () => {
        await lock();
        const types = grantableTypes();
        for (const role of roles) await ensureRole(role, types);
      });
    },
  };
}
