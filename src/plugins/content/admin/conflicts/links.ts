import type { Attribute, Attributes } from '../schema-state';
import { isValues, rowsOf, type Difference, type Values } from './differences';

/** A link to one document that a form sets anew. */
export interface SetLink {
  path: readonly string[];
  attribute: Attribute;
  /** The content type or component that the link is of, and the document or row. */
  owner: string;
  id: string;
  connected: readonly string[];
  disconnected: readonly string[];
}

export interface Linked {
  documentId: string;
  name: string;
}

const idsIn = (value: unknown): string[] =>
  rowsOf(value).flatMap(({ documentId }) => (typeof documentId === 'string' ? [documentId] : []));

interface Owner {
  uid: string;
  id: string;
  path: readonly string[];
}

/** The links to one document that a form sets anew, of what is stored already. */
export function setLinks(
  mine: Values,
  attributesOf: (owner: string) => Attributes,
  { uid, id, path }: Owner,
): SetLink[] {
  return Object.entries(attributesOf(uid)).flatMap(([name, attribute]): SetLink[] => {
    const at = [...path, name];
    if (attribute.type === 'component')
      return rowsOf(mine[name]).flatMap((row, index) => {
        const steps = attribute.repeatable === true ? [...at, String(index)] : at;
        const owner = { uid: attribute.component ?? '', id: String(row['id']), path: steps };
        return row['id'] === undefined ? [] : setLinks(row, attributesOf, owner);
      });
    const value = mine[name];
    if (attribute.type !== 'relation' || attribute.relation?.endsWith('ToOne') !== true || !isValues(value))
      return [];
    const [connected, disconnected] = [idsIn(value['connect']), idsIn(value['disconnect'])];
    if (connected.length + disconnected.length === 0) return [];
    return [{ path: at, attribute, owner: uid, id, connected, disconnected }];
  });
}

/**
 * Whether somebody else has changed a link that a form sets anew: the form names the document that the link led to.
 * @param theirs what it leads to now
 */
export function isContested({ connected, disconnected }: SetLink, theirs: readonly Linked[]): boolean {
  const ids = theirs.map(({ documentId }) => documentId).join();
  return ids !== connected.join() && ids !== disconnected.join();
}

/** Fields of rows that stay theirs as a whole are told once. */
export const isToldAlready = ({ path }: SetLink, found: readonly Difference[]): boolean =>
  found.some((difference) => difference.path.every((step, index) => step === path[index]));
