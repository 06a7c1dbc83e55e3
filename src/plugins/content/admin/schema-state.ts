import { z } from 'zod';

const attribute = z.looseObject({
  type: z.string(),
  component: z.string().optional(),
  repeatable: z.boolean().optional(),
  relation: z.string().optional(),
  target: z.string().optional(),
  pluginOptions: z.unknown().optional(),
  customField: z.string().optional(),
});
export type Attribute = z.output<typeof attribute>;
export type Attributes = Readonly<Record<string, Attribute>>;

const schemas = z.array(z.looseObject({ uid: z.string(), attributes: z.record(z.string(), attribute) }));
/** What the content manager has read of the schemas, in RTK Query's state. */
const schemaState = z.object({
  adminApi: z.object({
    queries: z.object({
      'getInitialData(undefined)': z.object({
        data: z.object({ contentTypes: schemas, components: schemas }),
      }),
    }),
  }),
});

/** The attributes of a content type or component, as the panel knows them; none before it has read them. */
export function attributesIn(state: unknown): (owner: string) => Attributes {
  const { data } = schemaState.safeParse(state);
  const { contentTypes = [], components = [] } =
    data?.adminApi.queries['getInitialData(undefined)'].data ?? {};
  return (owner) => [...contentTypes, ...components].find(({ uid }) => uid === owner)?.attributes ?? {};
}
