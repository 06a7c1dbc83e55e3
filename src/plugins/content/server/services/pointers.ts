import type { UID } from '@strapi/strapi';
import type { Attribute } from '../domain/schema';
import type { schemasOf } from './schemas';

/** Where documents of one type point at those of another: directly, or from the entries of a component. */
export interface Pointer {
  holder: string;
  attribute: string;
  component?: { uid: string; attribute: string };
}

/** Every relation from a type with drafts to `target`. */
export function pointersTo(
  target: UID.ContentType,
  { all, componentOf }: ReturnType<typeof schemasOf>,
): Pointer[] {
  const pointsAtTarget = (attribute: Attribute) =>
    attribute.type === 'relation' && attribute.target === target;
  const holders = all.filter(({ uid, options }) => options?.draftAndPublish && uid !== target);
  return holders.flatMap(({ uid: holder, attributes }) =>
    Object.entries(attributes).flatMap(([attribute, described]): Pointer[] => {
      if (pointsAtTarget(described)) return [{ holder, attribute }];
      if (described.type !== 'component') return [];
      const component = described.component ?? '';
      return Object.entries(componentOf(component))
        .filter(([, inner]) => pointsAtTarget(inner))
        .map(([inner]) => ({ holder, attribute, component: { uid: component, attribute: inner } }));
    }),
  );
}
