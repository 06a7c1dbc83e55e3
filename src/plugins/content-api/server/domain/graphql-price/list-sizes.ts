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
  /** The length of a top-level list without pagination. */
  defaultLimit: number;
  maxLimit: number;
  /**
   * The assumed length of a nested list without pagination. It may have `defaultLimit` entries, but line-ups and links
   * have two or three.
   */
  usualLength: number;
}

interface Place {
  definition: GraphQLField<unknown, unknown>;
  parent: GraphQLNamedType | undefined;
  isRoot: boolean;
}

/** The maximum number of objects in a field's result, from its `pagination`. */
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

/** Whether a type is a page of a list, whose `pagination` was counted at the field that leads to it. */
function isConnection(type: GraphQLNamedType | undefined): boolean {
  return (isObjectType(type) || isInterfaceType(type)) && 'pageInfo' in type.getFields();
}
