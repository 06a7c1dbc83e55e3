import { z } from 'zod';
import { snakeCase } from '../columns';
import type { Fields } from './fields';

/** A step is a name or the place in a list; Strapi's own validation gives both. */
const refused = z.object({
  details: z.object({
    errors: z
      .array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          message: z.string(),
          name: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

export interface ContentRefusal {
  status: 400 | 409;
  /** A sentence of its own; null where the issues say it all. */
  sentence: string | null;
  issues: Record<string, string[]> | null;
}

/** `lineUp.0.endTime` of Strapi is `artists.0.end_time` of the contract. */
function fieldOf(path: readonly (string | number)[], fields: Fields): string {
  const [first = '', ...rest] = path.map(String);
  const found = Object.entries(fields).find(([, { attribute }]) => attribute === first);
  const [name, field] = found ?? [snakeCase(first)];
  const within = rest.map((step) => field?.within?.[step] ?? snakeCase(step));
  return [name, ...within].join('.');
}

/** `must be after startTime` names the contract's field too, wherever it is one of the attributes with a name of its own. */
function inContractsWords(message: string, fields: Fields): string {
  const names = new Map<string, string>();
  for (const [name, { attribute, within = {} }] of Object.entries(fields)) {
    for (const [inner, own] of Object.entries(within)) names.set(inner, own);
    names.set(attribute, name);
  }
  return message.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (word) => names.get(word) ?? word);
}

/**
 * What the rules of content said of a write, under the contract's names; null for any other error.
 * @param before where in the body the fields stand: `translations.it.`
 */
export function contentRefusal(error: unknown, fields: Fields, before = ''): ContentRefusal | null {
  const { data } = refused.safeParse(error);
  if (!data) return null;
  const { errors } = data.details;
  // A document that others use: there is no field to change.
  const whole = errors.find(({ path }) => ['documentId', 'locale'].includes(String(path[0])));
  if (whole) return { status: 409, sentence: whole.message, issues: null };
  const issues = new Map<string, string[]>();
  for (const { path, message } of errors) {
    const field = `${before}${fieldOf(path, fields)}`;
    issues.set(field, [...(issues.get(field) ?? []), inContractsWords(message, fields)]);
  }
  const isTaken = errors.every(({ name }) => name === 'TakenError');
  return { status: isTaken ? 409 : 400, sentence: null, issues: Object.fromEntries(issues) };
}
