import { type Values, distinct, isBlank, issueOf, type ValidationIssue } from './issues';
import type { Attributes } from '../schema';
import { namingAttribute } from '../../../../../shared/server/naming-attribute';
import { attributeIssues, given, type RuleContext } from './attributes';
import { eventIssues } from './event';
import { isRecord } from '../../../../../shared/server/is-record';

/**
 * A document with a change applied: attributes that are not sent stay the same, as do those of component entries that are
 * sent with their id, like in Strapi's own update.
 */
export function merged(attributes: Attributes, stored: Values, change: Values): Values {
  const values: Record<string, unknown> = { ...stored };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    values[name] = attributes[name]?.type === 'component' ? mergedComponent(stored[name], value) : value;
  }
  return values;
}

function mergedComponent(stored: unknown, value: unknown): unknown {
  const before = (Array.isArray(stored) ? stored : [stored]).filter(isRecord);
  const withBefore = (each: unknown): unknown => {
    if (!isRecord(each) || each['id'] === undefined) return each;
    const same = before.find(({ id }) => String(id) === String(each['id']));
    return same ? { ...same, ...each } : each;
  };
  return Array.isArray(value) ? value.map(withBefore) : withBefore(value);
}

export interface CheckedDocument extends RuleContext {
  uid: string;
  attributes: Attributes;
  values: Values;
  /** Its English values, the fallback of every other language; `values` itself if that is English. */
  english: Values | undefined;
}

/**
 * All issues of a document by field, those of single values first, then those across values. Formats are always checked;
 * required values only if readers will see the document.
 */
export function documentIssues({
  uid,
  attributes,
  values,
  english,
  ...context
}: CheckedDocument): ValidationIssue[] {
  return distinct([
    ...attributeIssues(uid, attributes, values, context),
    ...(context.isComplete ? englishIssues(attributes, values, english) : []),
    ...(uid === 'api::event.event' ? eventIssues(values) : []),
  ]);
}

function englishIssues(
  attributes: Attributes,
  values: Values,
  english: Values | undefined,
): ValidationIssue[] {
  const name = namingAttribute(attributes);
  if (name === undefined || (english && !isBlank(english[name]))) return [];
  return english === values ? [given(name)] : [issueOf([name], { key: 'required-in-english' })];
}
