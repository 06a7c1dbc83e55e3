import { fold } from '../../../content/server/domain/fold';
import type { Attribute, Model, ModelOf } from './visibility';

/** The types of attributes that `_q` searches. */
const textTypes = new Set(['string', 'text', 'richtext', 'uid', 'email', 'enumeration']);

type GatedFields = (uid: string) => readonly string[];

/** The schemas and gated attributes that a query is checked against. */
export interface QueryRules {
  modelOf: ModelOf;
  gatedFields: GatedFields;
}

function targetOf(attribute: Attribute): string | null {
  const target = attribute.type === 'component' ? attribute.component : attribute.target;
  return typeof target === 'string' ? target : null;
}

/**
 * The first gated attribute that a filter or a sort uses, as a path (`posts.body`), or null. By asking whether a text
 * contains a word, a client could read the text word by word.
 */
export function gatedUse(uid: string, clause: unknown, rules: QueryRules): string | null {
  if (typeof clause === 'string') return rules.gatedFields(uid).includes(clause) ? clause : null;
  if (typeof clause !== 'object' || clause === null) return null;
  if (Array.isArray(clause)) return firstOf(clause, (part) => gatedUse(uid, part, rules));
  return firstOf(Object.entries(clause), ([key, value]) => {
    if (rules.gatedFields(uid).includes(key)) return key;
    const attribute = rules.modelOf(uid)?.attributes[key];
    if (!attribute) return key.startsWith('$') ? gatedUse(uid, value, rules) : null;
    const target = targetOf(attribute);
    if (!target || typeof value !== 'object') return null;
    const nested = gatedUse(target, value, rules);
    return nested && `${key}.${nested}`;
  });
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

/** The text to search for with `_q`, without control characters; empty if it has no visible characters. */
export const wordsOf = (words: string): string => (fold(words) === '' ? '' : words.replace(/\p{Cc}/gu, ''));

export const nothing = { id: { $null: true } } as const;

/** Strapi's `_q` on the attributes that are not gated, as a `where` of the database layer. */
export function openSearch({ attributes }: Model, gated: readonly string[], words: string): object {
  const searched = Object.entries(attributes).filter(
    ([name, { type, searchable }]) => textTypes.has(type) && searchable !== false && !gated.includes(name),
  );
  return { $or: searched.map(([name]) => ({ [name]: { $containsi: words } })) };
}
