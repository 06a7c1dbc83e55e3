interface Schema {
  options?: { draftAndPublish?: boolean } | undefined;
  attributes: Readonly<Record<string, { type: string; component?: string; components?: readonly string[] }>>;
}

export interface ComponentSchemas {
  types: Readonly<Record<string, Schema>>;
  components: Readonly<Record<string, Schema>>;
}

/** The content types that hold a component, by themselves or within another component. */
export function typesHolding(uid: string, schemas: ComponentSchemas, seen: readonly string[] = []): Schema[] {
  const holds = ({ attributes }: Schema): boolean =>
    Object.values(attributes).some(
      ({ component, components }) => component === uid || components?.includes(uid),
    );
  const outer = Object.keys(schemas.components).filter((each) => {
    const schema = schemas.components[each];
    return schema && !seen.includes(each) && holds(schema);
  });
  return [
    ...Object.values(schemas.types).filter(holds),
    ...outer.flatMap((each) => typesHolding(each, schemas, [...seen, uid])),
  ];
}
