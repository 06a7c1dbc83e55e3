import { isBlank, issueOf, type ValidationIssue, type Values } from './issues';
import * as formats from './formats';
import type { Attribute, Attributes } from '../schema';
import { longestText } from './texts';
import { isRecord } from '../../../../../shared/server/is-record';

/** The formats of single attributes, by type or component. */
const clubFormats: Readonly<Record<string, Readonly<Record<string, formats.Format>>>> = {
  'api::event.event': { timezone: formats.timeZone },
  'api::location.location': { slurl: formats.slurl },
  'api::patreon-tier.patreon-tier': { currency: formats.currency },
  'api::ui-text.ui-text': { key: formats.textKey },
  'club.link': { url: formats.httpsUrl },
  'club.theme': {
    primaryColor: formats.colour,
    secondaryColor: formats.colour,
    accentColor: formats.colour,
    darkColor: formats.colour,
    cssGradient: formats.cssGradient,
  },
};

export interface RuleContext {
  componentOf: (uid: string) => Attributes;
  /** Whether required values must be present: readers will see the document. */
  isComplete: boolean;
}

/** The issues of single values of a document, including those in its components. */
export function attributeIssues(
  uid: string,
  attributes: Attributes,
  values: Values,
  context: RuleContext,
): ValidationIssue[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = values[name];
    if (attribute.type === 'component') return componentIssues(name, attribute, value, context);
    if (isBlank(value)) return isMissing(attribute, value, context) ? [given(name)] : [];
    return formatsOf(uid, name, attribute)
      .map((format) => format(value))
      .filter((rule) => rule !== undefined)
      .slice(0, 1)
      .map((rule) => issueOf([name], rule));
  });
}

export const given = (name: string): ValidationIssue => issueOf([name], { key: 'required' });

/** Strapi applies a default only if no value is sent; an empty text is a value. */
const isMissing = (
  { required, default: standard }: Attribute,
  value: unknown,
  context: RuleContext,
): boolean => context.isComplete && required === true && (value !== undefined || standard === undefined);

function componentIssues(
  name: string,
  { component }: Attribute,
  value: unknown,
  context: RuleContext,
): ValidationIssue[] {
  if (component === undefined) return [];
  const inside = (each: unknown, path: string[]): ValidationIssue[] =>
    isRecord(each)
      ? attributeIssues(component, context.componentOf(component), each, context).map((issue) => ({
          ...issue,
          path: [...path, ...issue.path],
        }))
      : [];
  return Array.isArray(value)
    ? value.flatMap((each: unknown, index) => inside(each, [name, String(index)]))
    : inside(value, [name]);
}

/** The formats of a value, the most specific first. Strapi does not check all of these in drafts. */
function formatsOf(uid: string, name: string, attribute: Attribute): formats.Format[] {
  const own = clubFormats[uid]?.[name];
  const list = attribute.customField === 'plugin::content.string-list' ? formats.stringList : undefined;
  return [own, list, typeFormat(uid, attribute)].filter((format) => format !== undefined);
}

/** MySQL's and Strapi's `integer`. */
const greatestInteger = 2_147_483_647;

function typeFormat(
  uid: string,
  { type, min, max, maxLength, enum: choices }: Attribute,
): formats.Format | undefined {
  switch (type) {
    case 'string':
    case 'text':
    case 'richtext':
      return formats.textUpTo(maxLength ?? longestText(type));
    case 'uid':
      return (value) => formats.slugOf(uid)(value) ?? formats.textUpTo(maxLength ?? longestText(type))(value);
    case 'datetime':
      return formats.instant;
    case 'enumeration':
      return formats.oneOf(choices ?? []);
    case 'integer':
      return formats.wholeNumber(
        typeof min === 'number' ? min : -greatestInteger,
        typeof max === 'number' ? max : greatestInteger,
      );
    default:
      return undefined;
  }
}
