import type { Model } from '../visibility';
import { checkFilters, type Rules } from './filters';
import { atMost, isObject, refuse, type Path } from './issues';
import { isLink, linkOf } from './relations';
import { checkSort, keysOf } from './sort';
import { checkNames } from './values';

const switches: ReadonlySet<unknown> = new Set(['true', 'false', true, false, '1', '0', 't', 'f']);

/** Names that every type has. */
const general: ReadonlySet<string> = new Set(['*', 'id', 'documentId']);

/** Checks `fields`: names of attributes, as a list or comma-separated. @param model undefined if there may be several */
export function checkFields(path: Path, value: unknown, model: Model | undefined, { limits }: Rules): void {
  if (value === undefined || value === null) return;
  const names = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : refuse(path, 'must be names of attributes.');
  atMost(path, names.length, limits.fields, 'names');
  names.forEach((name: unknown, index) => {
    if (typeof name !== 'string') refuse([...path, index], 'must be the name of an attribute.');
    checkNames([...path, index], name, limits);
    const isKnown = !model || general.has(name) || Object.hasOwn(model.attributes, name);
    if (!isKnown) refuse([...path, index], `'${name}' is no attribute.`);
  });
}

/** Checks `populate` in all its notations; each populated attribute is a separate query. */
export function checkPopulate(path: Path, value: unknown, model: Model, rules: Rules): void {
  const { limits, modelOf } = rules;
  let populates = 0;

  function add(count: number, depth: number): void {
    populates += count;
    atMost(path, populates, limits.populates, 'attributes');
    if (depth > limits.populateDepth)
      refuse(path, `goes ${depth} levels deep; the limit is ${limits.populateDepth}.`);
  }

  function any(at: Path, part: unknown, type: Model | undefined, depth: number): void {
    if (part === undefined || part === null || part === '' || part === false || part === 'false') return;
    if (part === '*' || part === true || part === 'true') {
      add(type ? Object.values(type.attributes).filter(isLink).length : 1, depth);
    } else if (typeof part === 'string') names(at, part, depth);
    else if (Array.isArray(part)) {
      part.forEach((name, index) => {
        if (typeof name !== 'string') refuse([...at, index], 'must be the name of an attribute.');
        names([...at, index], name, depth);
      });
    } else if (isObject(part)) {
      for (const [name, inner] of Object.entries(part)) attribute([...at, name], name, inner, type, depth);
    } else refuse(at, 'must be attributes to populate.');
  }

  function names(at: Path, text: string, depth: number): void {
    checkNames(at, text, limits);
    for (const name of text.split(',')) {
      const parts = name.split('.').length;
      add(parts, depth + parts - 1);
    }
  }

  function attribute(at: Path, name: string, inner: unknown, type: Model | undefined, depth: number): void {
    add(1, depth);
    const target = linkOf(type?.attributes[name], modelOf)?.target;
    if (isObject(inner)) return nested(at, inner, target, depth);
    if (inner === '*') return any(at, inner, target, depth + 1);
    if (!switches.has(inner))
      refuse(at, "must be 'true', '*' or what to ask of the attribute (fields, filters, sort, populate).");
  }

  function nested(at: Path, query: Record<string, unknown>, target: Model | undefined, depth: number): void {
    checkFields([...at, 'fields'], query['fields'], target, rules);
    any([...at, 'populate'], query['populate'], target, depth + 1);
    const cost = { conditions: 0, relations: 0, toMany: 0 };
    if (query['filters'] !== undefined && target)
      checkFilters([...at, 'filters'], query['filters'], target, cost, rules);
    if (query['sort'] !== undefined && target) {
      refuseSortThroughRelation([...at, 'sort'], query['sort'], target, rules);
      checkSort([...at, 'sort'], query['sort'], target, cost, rules);
    }
    const { on } = query;
    if (on === undefined) return;
    if (!isObject(on)) refuse([...at, 'on'], 'must name types.');
    for (const [uid, inner] of Object.entries(on))
      attribute([...at, 'on', uid], uid, inner, undefined, depth);
  }

  any(path, value, model, 1);
}

/** Strapi's database layer generates invalid SQL for it. */
function refuseSortThroughRelation(path: Path, value: unknown, target: Model, rules: Rules): void {
  for (const [name = ''] of keysOf(path, value, rules)) {
    if (linkOf(target.attributes[name], rules.modelOf))
      refuse(path, `cannot sort by '${name}': what is populated is sorted by attributes of its own.`);
  }
}
