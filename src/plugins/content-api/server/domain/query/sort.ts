import type { Model } from '../visibility';
import type { QueryCost, Rules } from './filters';
import { atMost, isObject, refuse, type Path } from './issues';
import { linkOf } from './relations';
import { checkNames } from './values';

const directions = /^(asc|desc)$/i;

/** Checks `sort` in all its notations, and adds to `cost`. */
export function checkSort(path: Path, value: unknown, model: Model, cost: QueryCost, rules: Rules): void {
  const { limits, modelOf } = rules;
  const keys = keysOf(path, value, rules);
  atMost(path, keys.length, limits.sortKeys, 'keys');
  for (const key of keys) {
    let type: Model | undefined = model;
    for (const name of key) {
      const link = linkOf(type?.attributes[name], modelOf);
      type = link?.target;
      if (!link) continue;
      cost.relations += 1;
      if (link.isToMany) cost.toMany += 1;
    }
  }
  atMost(path, cost.relations, limits.relations, 'conditions or sorts through relations');
  atMost(path, cost.toMany, limits.toMany, 'conditions or sorts through relations with several entries');
}

/** The sort keys: `lineUp.artist.name` as its parts. */
export function keysOf(path: Path, value: unknown, rules: Rules, level = 0): string[][] {
  if (level > rules.limits.depth) refuse(path, `is nested more than ${rules.limits.depth} levels deep.`);
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') return keysOfText(path, value, rules);
  if (Array.isArray(value)) {
    if (level > 0) refuse(path, 'must be an attribute.');
    return value.flatMap((part, index) => keysOf([...path, index], part, rules, level + 1));
  }
  if (!isObject(value)) refuse(path, 'must be an attribute.');
  return Object.entries(value).flatMap(([key, inner]) =>
    keysBeneath([...path, key], key, inner, rules, level),
  );
}

function keysOfText(path: Path, text: string, { limits }: Rules): string[][] {
  checkNames(path, text, limits);
  return text.split(',').map((part) => {
    const [attribute = '', order, ...others] = part.trim().split(':');
    if (others.length > 0 || (order !== undefined && !directions.test(order)))
      refuse(path, "must be an attribute with 'asc' or 'desc', such as 'title:desc'.");
    if (attribute === '') refuse(path, 'must name an attribute.');
    return attribute.split('.');
  });
}

function keysBeneath(path: Path, key: string, value: unknown, rules: Rules, level: number): string[][] {
  if (isObject(value)) {
    const beneath = keysOf(path, value, rules, level + 1);
    return beneath.map((rest) => [key, ...rest]);
  }
  if (typeof value !== 'string' || !directions.test(value)) refuse(path, "must be 'asc' or 'desc'.");
  return [key.split('.')];
}
