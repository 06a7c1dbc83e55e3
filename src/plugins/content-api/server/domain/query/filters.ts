import type { Model, ModelOf } from '../visibility';
import { atMost, isObject, refuse, type Path } from './issues';
import type { QueryLimits } from './limits';
import { linkOf } from './relations';
import { checkBoolean, checkValue } from './values';

/** Strapi's operators (from its utils), by the type of their values. */
const ofText = ['$eqi', '$nei', '$contains', '$notContains', '$containsi', '$notContainsi'];
const ofPlace = ['$startsWith', '$startsWithi', '$endsWith', '$endsWithi'];
const comparing: ReadonlySet<string> = new Set(['$eq', '$ne', '$lt', '$lte', '$gt', '$gte']);
const texts: ReadonlySet<string> = new Set([...ofText, ...ofPlace]);
const lists: ReadonlySet<string> = new Set(['$in', '$notIn']);
const nulls: ReadonlySet<string> = new Set(['$null', '$notNull']);

const isOperator = (key: string): boolean => key.startsWith('$');

/** The cost of filters and sorts in the database. */
export interface QueryCost {
  conditions: number;
  relations: number;
  toMany: number;
}

export interface Rules {
  limits: QueryLimits;
  modelOf: ModelOf;
}

export function checkFilters(path: Path, value: unknown, model: Model, cost: QueryCost, rules: Rules): void {
  const { limits, modelOf } = rules;

  function group(at: Path, part: unknown, type: Model, level: number): void {
    if (!isObject(part)) refuse(at, 'must be an object of conditions.');
    if (level > limits.depth) refuse(path, `is nested more than ${limits.depth} levels deep.`);
    for (const [key, inner] of Object.entries(part)) member([...at, key], key, inner, type, level);
  }

  function member(at: Path, key: string, inner: unknown, type: Model, level: number): void {
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(inner)) refuse(at, 'must be a list of conditions.');
      inner.forEach((part, index) => group([...at, index], part, type, level + 1));
    } else if (key === '$not') group(at, inner, type, level + 1);
    else if (isOperator(key))
      refuse(at, 'must stand beneath an attribute: $and, $or and $not alone stand here.');
    else attribute(at, key, inner, type, level);
  }

  function attribute(at: Path, name: string, inner: unknown, type: Model, level: number): void {
    const known = type.attributes[name];
    const link = linkOf(known, modelOf);
    if (!link) return comparison(at, inner, kindOf(name, known?.type), level);
    cost.relations += 1;
    if (link.isToMany) cost.toMany += 1;
    atMost(path, cost.relations, limits.relations, 'conditions or sorts through relations');
    atMost(path, cost.toMany, limits.toMany, 'conditions or sorts through relations with several entries');
    if (!isObject(inner)) return comparison(at, inner, 'integer', level);
    if ('$not' in inner) refuse([...at, '$not'], 'must stand above the relation, not beneath it.');
    const keys = Object.keys(inner);
    const direct = keys.filter((key) => isOperator(key) && key !== '$and' && key !== '$or');
    if (direct.length === 0) {
      if (keys.some(isOperator) && keys.length > 1)
        refuse(at, 'must have one operator, or attributes, but not both.');
      return group(at, inner, link.target, level + 1);
    }
    if (keys.length > 1) refuse(at, 'must have one operator, or attributes, but not both.');
    return comparison(at, inner, 'integer', level);
  }

  function comparison(at: Path, inner: unknown, type: string, level: number): void {
    if (!isObject(inner)) return values(at, inner, type);
    if (level > limits.depth) refuse(path, `is nested more than ${limits.depth} levels deep.`);
    if (Object.keys(inner).length === 0) refuse(at, 'must have a value.');
    for (const [operator, value_] of Object.entries(inner))
      operation([...at, operator], operator, value_, type, level);
  }

  function operation(at: Path, operator: string, value_: unknown, type: string, level: number): void {
    if (!isOperator(operator)) refuse(at, 'is not known: this attribute has nothing beneath it.');
    if (operator === '$not') {
      if (!isObject(value_)) refuse(at, 'must have an operator beneath it.');
      return comparison(at, value_, type, level + 1);
    }
    if (operator === '$between') return between(at, value_, type);
    if (nulls.has(operator)) {
      count(1);
      return checkBoolean(at, value_);
    }
    if (texts.has(operator)) return values(at, value_, 'text');
    if (comparing.has(operator) || lists.has(operator)) return values(at, value_, type, lists.has(operator));
    return refuse(at, 'is no operator.');
  }

  function between(at: Path, value_: unknown, type: string): void {
    if (!Array.isArray(value_) || value_.length !== 2) refuse(at, 'must have two values.');
    count(1);
    value_.forEach((part, index) => {
      if (part === null) refuse([...at, index], 'must have a value.');
      checkValue([...at, index], part, type, limits);
    });
  }

  /** A list counts once for `$in`; elsewhere it becomes that many conditions. */
  function values(at: Path, value_: unknown, type: string, isList = false): void {
    if (!Array.isArray(value_)) {
      count(1);
      return checkValue(at, value_, type, limits);
    }
    atMost(at, value_.length, limits.listValues, 'values');
    count(isList ? 1 : value_.length);
    value_.forEach((part, index) => checkValue([...at, index], part, type, limits));
  }

  function count(conditions: number): void {
    cost.conditions += conditions;
    atMost(path, cost.conditions, limits.conditions, 'conditions');
  }

  group(path, value, model, 1);
}

function kindOf(name: string, type: string | undefined): string {
  return name === 'id' ? 'integer' : (type ?? 'text');
}
