import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { languages } from '../../../../shared/server/languages';
import { referencesTo } from '../domain/in-use';
import { isLocalized } from '../../contract/localized';
import { grantChanges, type Grant } from '../domain/staff-grants';
import { isClubType } from '../domain/writes';
import { schemasOf } from './schemas';
import { isObject } from '../../../../shared/server/is-record';

const explorer = 'plugin::content-manager.explorer';

/**
 * The purpose of Strapi's own roles, in its words: editors "can manage and publish contents including those of other
 * users", authors "can manage the content they have created". An event needs a location to choose from, so everybody who
 * writes may read what other documents refer to.
 */
const roles = [
  {
    code: 'strapi-editor',
    actions: ['create', 'read', 'update', 'delete', 'publish'],
    // For "Sync now" in the panel beside an event, and the page of integrations, which explains failures.
    plugins: ['plugin::event-sync.sync', 'plugin::integrations.read'],
    conditions: [],
  },
  {
    code: 'strapi-author',
    actions: ['create', 'read', 'update', 'delete'],
    plugins: [],
    conditions: ['admin::is-creator'],
  },
] as const;
type StaffRole = (typeof roles)[number];

const roleRow = z.object({ id: z.union([z.number(), z.string()]) }).nullable();
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
interface RolePermissions {
  addPermissions(role: unknown, permissions: readonly object[]): Promise<unknown>;
}
const typePermissions = z.custom<TypePermissions>((value) => isObject(value) && 'getNestedFields' in value);
const rolePermissions = z.custom<RolePermissions>((value) => isObject(value) && 'addPermissions' in value);

const propertiesOf = ({ fields, locales }: Grant): object => ({
  ...(fields && { fields }),
  ...(locales && { locales }),
});

/**
 * Makes Strapi's own roles usable. Strapi creates their permissions without languages, and those have no effect:
 * https://github.com/strapi/strapi/issues/22781
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const store = strapi.store({ type: 'plugin', name: 'content' });

  const { all, componentOf } = schemasOf(strapi);

  function wantedBy({ actions, plugins, conditions }: StaffRole): Grant[] {
    const types = typePermissions.parse(strapi.service('admin::content-type'));
    const clubTypes = all.filter(({ uid }) => isClubType(uid));
    // A document also refers to its own languages.
    const isReferredTo = (uid: string): boolean =>
      referencesTo(uid, clubTypes, componentOf).some((reference) => reference.uid !== uid);
    const ofTypes = clubTypes.flatMap((type) =>
      actions
        .filter((name) => name !== 'publish' || type.options?.draftAndPublish)
        .map((name) => ({
          action: `${explorer}.${name}`,
          subject: type.uid,
          fields:
            name === 'delete' || name === 'publish'
              ? null
              : types.getNestedFields(type, { components: strapi.components }),
          locales: isLocalized(type) ? [...languages] : null,
          conditions: name === 'read' && isReferredTo(type.uid) ? [] : conditions,
        })),
    );
    const ofPlugins = plugins.map((action) => ({
      action,
      subject: null,
      fields: null,
      locales: null,
      conditions: [],
    }));
    return [...ofTypes, ...ofPlugins];
  }

  async function heldBy(role: unknown) {
    const rows: unknown = await strapi.db.query('admin::permission').findMany({ where: { role } });
    return permissionRows.parse(rows).map(({ properties, ...row }) => ({
      ...row,
      fields: properties?.fields ?? null,
      locales: properties?.locales ?? null,
      conditions: row.conditions ?? [],
    }));
  }

  async function grant(staff: StaffRole): Promise<void> {
    const found: unknown = await strapi.db.query('admin::role').findOne({ where: { code: staff.code } });
    const role = roleRow.parse(found);
    if (!role) return;
    const key = `granted ${staff.code}`;
    const given = givenGrants
      .nullish()
      .parse(await store.get({ key }))
      ?.map((each) => ({ ...each, conditions: each.conditions ?? (each.subject ? staff.conditions : []) }));
    const wanted = wantedBy(staff);
    const held = await heldBy(role.id);
    // Permissions of other types (uploads, Strapi's plugins) are ignored.
    const ofClub = held.filter(({ subject }) => subject === null || isClubType(subject));
    const { added, changed } = grantChanges(ofClub, given, wanted);
    for (const { id, ...permission } of changed) {
      const data = { properties: propertiesOf(permission), conditions: permission.conditions };
      await strapi.db.query('admin::permission').update({ where: { id }, data });
    }
    if (added.length > 0) {
      await rolePermissions.parse(strapi.service('admin::role')).addPermissions(
        role.id,
        added.map((permission) => ({
          action: permission.action,
          subject: permission.subject,
          properties: propertiesOf(permission),
          conditions: permission.conditions,
        })),
      );
    }
    await store.set({ key, value: wanted });
  }

  return {
    /** Call at each start: gives the roles what is new, and keeps an administrator's changes. */
    async ensure(): Promise<void> {
      await strapi.db.transaction(async () => {
        for (const staff of roles) await grant(staff);
      });
    },
  };
};
