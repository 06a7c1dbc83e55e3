import { isBlank, type ValidationIssue, type Values } from './issues';
import * as formats from './formats';
import type { Attribute, Attributes } from '../schema';
import { longestText } from './texts';
import { isRecord } from '../../../../../shared/server/is-record';

/** The formats that only the club knows, by the type or component and its attribute. */
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
  /** The attributes of a component. */
  componentOf: (uid: string) => Attributes;
  /** Whether all that is required has to be there: readers are to see it. */
  isComplete: boolean;
}

/** What is wrong with single values of a document, those of its components included. */
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
      .filter((message) => message !== undefined)
      .slice(0, 1)
      .map((message) => ({ path: [name], message }));
  });
}

export const given = (name: string): ValidationIssue => ({ path: [name], message: 'must be given' });

/** Strapi fills in a default where nothing is sent, but takes an empty text for one. */
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

/** What a value has to be, the most telling first. Strapi would leave some of this unchecked in drafts. */
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
