import { z } from 'zod';
import { componentId, typeId } from '../shared/admin/label-ids';
import type { FindText } from '../shared/admin/panel-intl';

const named = z.looseObject({ uid: z.string(), info: z.looseObject({ displayName: z.string() }) });
const initialData = z.looseObject({ contentTypes: z.array(named), components: z.array(named) });

/** The names of types and components in the answer of `/content-manager/init`, for the menu and headings of lists. */
export function withNames(given: unknown, find: FindText): unknown {
  const { data } = initialData.safeParse(given);
  if (!data) return given;
  const translated = (idOf: (uid: string) => string) => (schema: z.infer<typeof named>) => ({
    ...schema,
    info: { ...schema.info, displayName: find(idOf(schema.uid)) ?? schema.info.displayName },
  });
  return {
    ...data,
    contentTypes: data.contentTypes.map(translated(typeId)),
    components: data.components.map(translated(componentId)),
  };
}

const part = z.looseObject({}).optional();
const shown = z.looseObject({ metadatas: z.record(z.string(), z.looseObject({ edit: part, list: part })) });
const configuration = z.looseObject({
  contentType: shown.extend({ uid: z.string() }),
  components: z.record(z.string(), shown),
});

function labelled({ metadatas, ...rest }: z.infer<typeof shown>, id: string, find: FindText) {
  const entries = Object.entries(metadatas).map(([attribute, { edit, list, ...others }]) => {
    const label = find(`${id}.${attribute}`);
    const hint = find(`${id}.${attribute}.hint`);
    const changes = label === undefined ? {} : { label };
    const explained = { ...edit, ...changes, ...(hint !== undefined && { description: hint }) };
    const metadata = {
      ...others,
      ...(edit && { edit: explained }),
      ...(list && { list: { ...list, ...changes } }),
    };
    return [attribute, metadata] as const;
  });
  return { ...rest, metadatas: Object.fromEntries(entries) };
}

/**
 * The labels and hints of attributes in the configuration of a type's forms and lists. Strapi translates the labels of forms and
 * of columns by itself, but neither hints nor the labels in filters and in the choice of columns.
 */
export function withLabels(given: unknown, find: FindText): unknown {
  const { data } = configuration.safeParse(given);
  if (!data) return given;
  return {
    ...data,
    contentType: labelled(data.contentType, typeId(data.contentType.uid), find),
    components: Object.fromEntries(
      Object.entries(data.components).map(([uid, each]) => [uid, labelled(each, componentId(uid), find)]),
    ),
  };
}

interface Field {
  label: string;
  value: string;
  /** Those of a component. */
  children?: Field[] | undefined;
}
const field: z.ZodType<Field> = z.looseObject({
  label: z.string(),
  value: z.string(),
  get children() {
    return z.array(field).optional();
  },
});
const property = z.looseObject({ value: z.string(), children: z.array(field) });
const subject = z.looseObject({ uid: z.string(), label: z.string(), properties: z.array(property) });
const permissionLayout = z.looseObject({
  sections: z.looseObject({ collectionTypes: z.looseObject({ subjects: z.array(subject) }) }),
});

/** The component of an attribute, by the uid of the attribute's owner and its name. */
type ComponentOf = (owner: string, attribute: string) => string | undefined;

const attributed = z.object({
  uid: z.string(),
  attributes: z.record(z.string(), z.object({ component: z.string().optional() })),
});
const schemas = z.object({
  data: z.object({ contentTypes: z.array(attributed), components: z.array(attributed) }),
});

/** @param init the answer of `/content-manager/init`; without one nothing is known */
export function componentsIn(init: unknown): ComponentOf {
  const { data } = schemas.safeParse(init);
  const owners = [...(data?.data.contentTypes ?? []), ...(data?.data.components ?? [])];
  const byOwner = new Map(owners.map(({ uid, attributes }) => [uid, attributes]));
  return (owner, attribute) => byOwner.get(owner)?.[attribute]?.component;
}

/** Labels the fields of a type or component, and of the components in it. */
function labelledFields(
  fields: readonly Field[],
  owner: { uid: string; id: string },
  find: FindText,
  componentOf: ComponentOf,
): Field[] {
  return fields.map((each) => {
    const component = componentOf(owner.uid, each.value);
    return {
      ...each,
      label: find(`${owner.id}.${each.value}`) ?? each.label,
      ...(each.children &&
        component !== undefined && {
          children: labelledFields(
            each.children,
            { uid: component, id: componentId(component) },
            find,
            componentOf,
          ),
        }),
    };
  });
}

/** The names of types, their attributes and those of components in them, in what a role may do. */
export function withPermissionLabels(given: unknown, find: FindText, componentOf: ComponentOf): unknown {
  const { data } = permissionLayout.safeParse(given);
  if (!data) return given;
  const { sections } = data;
  const subjects = sections.collectionTypes.subjects.map(({ uid, label, properties, ...rest }) => ({
    ...rest,
    uid,
    label: find(typeId(uid)) ?? label,
    properties: properties.map((each) => ({
      ...each,
      children:
        each.value === 'fields'
          ? labelledFields(each.children, { uid, id: typeId(uid) }, find, componentOf)
          : each.children,
    })),
  }));
  return {
    ...data,
    sections: { ...sections, collectionTypes: { ...sections.collectionTypes, subjects } },
  };
}
