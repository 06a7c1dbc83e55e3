import type { UID } from '@strapi/strapi';
import { referencesTo } from '../domain/in-use';
import type { schemasOf } from './schemas';

/** A relation from one type to another: its own, or one of its component's. */
export interface Pointer {
  holder: string;
  attribute: string;
  component?: { uid: string; attribute: string };
}

/** Every relation from a type with drafts to `target`. */
export function pointersTo(
  target: UID.ContentType,
  { all, componentOf }: Pick<ReturnType<typeof schemasOf>, 'all' | 'componentOf'>,
): Pointer[] {
  const holders = all.filter(({ uid, options }) => options?.draftAndPublish && uid !== target);
  return holders.flatMap((type) =>
    referencesTo(target, [type], componentOf).flatMap(({ path: [attribute, inner] }): Pointer[] => {
      if (attribute === undefined) return [];
      const component = type.attributes[attribute]?.component;
      const isWithin = component !== undefined && inner !== undefined;
      return [
        {
          holder: type.uid,
          attribute,
          ...(isWithin && { component: { uid: component, attribute: inner } }),
        },
      ];
    }),
  );
}
