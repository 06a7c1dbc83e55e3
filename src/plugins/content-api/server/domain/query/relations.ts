import type { Attribute, Model, ModelOf } from '../visibility';

export interface Link {
  target: Model;
  /** Whether an entry may have several, so that a join multiplies rows. */
  isToMany: boolean;
}

const manyRelations = /ToMany$|^morphMany$/;

/** The target of a relation, component or media attribute; null for other attributes, and for several target types. */
export function linkOf(attribute: Attribute | undefined, modelOf: ModelOf): Link | null {
  if (!attribute) return null;
  const { type } = attribute;
  const uid =
    type === 'component' ? attribute.component : type === 'media' ? 'plugin::upload.file' : attribute.target;
  const target = typeof uid === 'string' ? modelOf(uid) : undefined;
  return target ? { target, isToMany: isToMany(attribute) } : null;
}

function isToMany({ type, relation, repeatable, multiple }: Attribute): boolean {
  if (type === 'component') return repeatable === true;
  if (type === 'media') return multiple === true;
  return typeof relation === 'string' && manyRelations.test(relation);
}

/** Whether an attribute is stored in other tables. */
export function isLink({ type }: Attribute): boolean {
  return type === 'relation' || type === 'media' || type === 'component' || type === 'dynamiczone';
}
