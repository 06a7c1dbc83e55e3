import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentSizes, type ArgumentSize, type Variables } from './argument-sizes';
import { listSizes, type ListLimits } from './list-sizes';

/** The price of a document, computed before it is executed. */
export interface Price {
  cost: number;
  /** Top-level fields, each of which is a query of its own. */
  rootFields: number;
  /** Levels of fields below the top-level ones. */
  depth: number;
  /** The maximum of each size over all arguments. */
  arguments: ArgumentSize;
  cyclic: boolean;
}

/**
 * The cost of each part, measured on the demo club: a point is some 50 µs of CPU time. Strapi's resolver of a relation,
 * which validates its arguments for every parent, outweighs the loading.
 */
export const tariff = { leaf: 1, entry: 2, relation: 6, query: 30, rootField: 150, value: 10 };

/** Costs that are multiplied by the number of parents, and costs that are not because all parents are loaded at once. */
interface Sums {
  perParent: number;
  once: number;
  fields: number;
  depth: number;
}

const nothing: Sums = { perParent: 0, once: 0, fields: 0, depth: 0 };
const bounded = (value: number): number => Math.min(value, Number.MAX_SAFE_INTEGER);

function plus(one: Sums, other: Sums): Sums {
  return {
    perParent: bounded(one.perParent + other.perParent),
    once: bounded(one.once + other.once),
    fields: bounded(one.fields + other.fields),
    depth: Math.max(one.depth, other.depth),
  };
}

export interface Question {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Variables | undefined;
}

/**
 * Prices a document in time linear in its length: each fragment is priced once, and counted wherever it is spread. The
 * document may be invalid.
 */
export function priceOf({ schema, document, operationName, variables }: Question, limits: ListLimits): Price {
  const operation = operationOf(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  const values = withDefaults(operation, variables);
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const priced = new Map<string, Sums>();
  const open = new Set<string>();
  const sizeOf = argumentSizes(values);
  const countOf = listSizes(values, limits);
  let largest: ArgumentSize = { values: 0, longestList: 0, longestText: 0, depth: 0 };
  let cyclic = false;

  function fragment(name: string): Sums {
    const known = priced.get(name);
    const node = fragments.get(name);
    if (known || !node) return known ?? nothing;
    if (open.has(name)) {
      cyclic = true;
      return nothing;
    }
    open.add(name);
    const sums = selections(node.selectionSet, schema.getType(node.typeCondition.name.value));
    open.delete(name);
    priced.set(name, sums);
    return sums;
  }

  function selections({ selections: parts }: SelectionSetNode, type: GraphQLNamedType | undefined): Sums {
    return parts.reduce((sums, part) => {
      if (part.kind === Kind.FIELD) return plus(sums, field(part, type));
      if (part.kind === Kind.FRAGMENT_SPREAD) return plus(sums, fragment(part.name.value));
      const condition = part.typeCondition ? schema.getType(part.typeCondition.name.value) : type;
      return plus(sums, selections(part.selectionSet, condition));
    }, nothing);
  }

  function field(node: FieldNode, parent: GraphQLNamedType | undefined): Sums {
    // Introspection, which production does not answer.
    if (node.name.value.startsWith('__')) return { ...nothing, perParent: tariff.leaf, fields: 1 };
    const definition = fieldOf(parent, node.name.value);
    const isRoot = parent !== undefined && parent === root;
    const asked = askedBy(node);
    const own = {
      perParent: tariff.leaf,
      once: asked + (isRoot ? tariff.rootField : 0),
      fields: 1,
      depth: 0,
    };
    if (!node.selectionSet) return own;
    const type = definition && getNamedType(definition.type);
    const inner = selections(node.selectionSet, isCompositeType(type) ? type : undefined);
    const count = definition ? countOf(node, { definition, parent, isRoot }) : 1;
    return {
      perParent: bounded(tariff.relation + count * (tariff.entry + inner.perParent)),
      once: bounded(own.once + tariff.query + inner.once),
      fields: 1,
      depth: inner.fields > 0 ? inner.depth + 1 : 0,
    };
  }

  function askedBy({ arguments: args = [] }: FieldNode): number {
    const sizes = args.map(({ value }) => sizeOf(value));
    for (const size of sizes) largest = largestOf(largest, size);
    return bounded(sizes.reduce((sum, { values: count }) => sum + count * tariff.value, 0));
  }

  const whole = operation ? selections(operation.selectionSet, root ?? undefined) : nothing;
  return {
    cost: bounded(whole.perParent + whole.once),
    rootFields: whole.fields,
    depth: whole.depth,
    arguments: largest,
    cyclic,
  };
}

function largestOf(one: ArgumentSize, other: ArgumentSize): ArgumentSize {
  return {
    values: Math.max(one.values, other.values),
    longestList: Math.max(one.longestList, other.longestList),
    longestText: Math.max(one.longestText, other.longestText),
    depth: Math.max(one.depth, other.depth),
  };
}

function operationOf(
  document: DocumentNode,
  name: string | null | undefined,
): OperationDefinitionNode | undefined {
  return document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (!name || node.name?.value === name),
  );
}

/** The variables with the document's defaults. */
function withDefaults(operation: OperationDefinitionNode | undefined, given: Variables = {}): Variables {
  const defaults = (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, plainValueOf(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function plainValueOf(node: ConstValueNode): unknown {
  switch (node.kind) {
    case Kind.LIST:
      return node.values.map(plainValueOf);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, plainValueOf(value)]));
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return node.value;
  }
}

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
