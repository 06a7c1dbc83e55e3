import { type Values, distinct, isBlank, type ValidationIssue } from './issues';
import type { Attributes } from '../schema';
import { namingAttribute } from '../naming';
import { attributeIssues, given, type RuleContext } from './attributes';
import { eventIssues } from './event';
import { isRecord } from '../../../../../shared/server/is-record';

/**
 * A document as it will be once a change is saved: attributes that are not sent stay as they are, and so do those of
 * component entries that are sent with their id, as Strapi's own update has it.
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
  /** The document as it is going to be. */
  values: Values;
  /** Its English, which stands in for every other language; the values themselves where they are English. */
  english: Values | undefined;
}

/**
 * Everything that is wrong with a document, field by field, first in single values, then across them. Formats are
 * checked wherever something is there, in drafts too; what has to be there only when readers are to see it.
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
  return english === values ? [given(name)] : [{ path: [name], message: 'must be given in English first' }];
}
