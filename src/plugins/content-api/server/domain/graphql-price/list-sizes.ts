import {
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type ValueNode,
} from 'graphql';
import type { Variables } from './argument-sizes';

export interface ListLimits {
  /** How long a list is at the top of a question that asks for no length. */
  defaultLimit: number;
  /** How long a list is at most. */
  maxLimit: number;
  /**
   * How long a list inside of a document is taken to be where no length is asked for. It may have `defaultLimit` entries,
   * but line-ups and links have two or three.
   */
  usualLength: number;
}

interface Place {
  definition: GraphQLField<unknown, unknown>;
  parent: GraphQLNamedType | undefined;
  isRoot: boolean;
}

/** How many objects a field answers with at most: what its `pagination` says, wherever that stands. */
export function listSizes(
  variables: Variables,
  { defaultLimit, maxLimit, usualLength }: ListLimits,
): (node: FieldNode, place: Place) => number {
  const valueOf = (node: ValueNode): unknown => {
    if (node.kind === Kind.VARIABLE) return variables[node.name.value];
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind !== Kind.OBJECT) return undefined;
    return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueOf(value)]));
  };
  const lengthAsked = (node: FieldNode): number | null => {
    const pagination = node.arguments?.find(({ name }) => name.value === 'pagination');
    const asked = pagination ? valueOf(pagination.value) : undefined;
    if (typeof asked !== 'object' || asked === null) return null;
    const { limit, pageSize } = asked as { limit?: unknown; pageSize?: unknown };
    const length = limit ?? pageSize;
    if (typeof length !== 'number' || Number.isNaN(length)) return null;
    return length < 0 ? maxLimit : Math.min(Math.max(Math.floor(length), 1), maxLimit);
  };
  return (node, { definition, parent, isRoot }) => {
    const isPaged = definition.args.some(({ name }) => name === 'pagination');
    if (isPaged) return lengthAsked(node) ?? (isRoot ? defaultLimit : usualLength);
    if (!isListType(getNullableType(definition.type))) return 1;
    return isConnection(parent) ? 1 : usualLength;
  };
}

/** The page of a list: its `pagination` stands at the field that leads to it, and has been counted there. */
function isConnection(type: GraphQLNamedType | undefined): boolean {
  return (isObjectType(type) || isInterfaceType(type)) && 'pageInfo' in type.getFields();
}
