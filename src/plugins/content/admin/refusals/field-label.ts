import { componentId, typeId } from '../../../../shared/admin/label-ids';
import type { FindText } from '../../../../shared/admin/panel-intl';

/** What is known of the fields of forms. */
export interface Fields {
  find: FindText;
  /** The component of an attribute of a content type or component; undefined if the attribute is none. */
  componentOf: (owner: string, attribute: string) => string | undefined;
  /** An entry of a list: `second entry`. */
  entry: (number: number) => string;
}

/** Uids of content types have colons, those of components have none. */
const labelId = (owner: string, attribute: string): string =>
  `${owner.includes('::') ? typeId(owner) : componentId(owner)}.${attribute}`;

/** What the form calls an attribute; without a label, the attribute's own name. */
export const labelOf = (owner: string, attribute: string, find: FindText): string =>
  find(labelId(owner, attribute)) ?? attribute;

export interface Place {
  /** The way to the field, each step as the form calls it: `Line-up, second entry, Ends`. */
  label: string;
  /** The content type or component that the field is of. */
  owner: string;
}

/** The place of an issue in the form of a content type. */
export function placeOf(uid: string, path: readonly string[], fields: Fields): Place {
  const labels: string[] = [];
  let owner = uid;
  let within: string | undefined = uid;
  for (const step of path) {
    if (/^\d+$/.test(step)) {
      labels.push(fields.entry(Number(step) + 1));
      continue;
    }
    owner = within ?? owner;
    labels.push(labelOf(owner, step, fields.find));
    within = fields.componentOf(owner, step);
  }
  return { label: labels.join(', '), owner };
}
