import { amountOf } from '../fields/money';
import type { Attribute } from '../schema-state';
import { rowsOf } from './differences';

/** How values are said in the panel's language. */
export interface ValueSpeech {
  empty: string;
  yes: string;
  no: string;
  rows: (count: number) => string;
  choice: (value: string) => string;
  instant: (at: string) => string;
}

const listed = (value: unknown): string[] =>
  rowsOf(value).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  if (typeof value === 'string') return value.trim().replaceAll(/\s+/g, ' ');
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** A field's value as staff read it, in one line. */
export function valueText(value: unknown, attribute: Attribute, speech: ValueSpeech): string {
  const { type, customField } = attribute;
  if (value === undefined || value === null || value === '') return speech.empty;
  if (typeof value === 'boolean') return value ? speech.yes : speech.no;
  if (type === 'component') return speech.rows(rowsOf(value).length);
  if (type === 'media') return listed(value).join(', ') || speech.empty;
  if (type === 'enumeration' && typeof value === 'string') return speech.choice(value);
  if (type === 'datetime' && typeof value === 'string' && !Number.isNaN(Date.parse(value)))
    return speech.instant(value);
  if (customField === 'plugin::content.money' && typeof value === 'number') return amountOf(value);
  return plainText(value) || speech.empty;
}

/** Characters of a value that are shown, and of those what is alike before the first difference. */
const [shown, lead] = [120, 30];

/** The same excerpt of two texts, around where they begin to differ. */
export function excerpts(one: string, other: string): [string, string] {
  const [a, b] = [[...one], [...other]];
  const length = Math.max(a.length, b.length);
  let same = 0;
  while (same < length && a[same] === b[same]) same += 1;
  const start = length <= shown ? 0 : Math.min(Math.max(0, same - lead), length - shown);
  const excerpt = (text: readonly string[]): string =>
    (start > 0 ? '…' : '') +
    text.slice(start, start + shown).join('') +
    (text.length > start + shown ? '…' : '');
  return [excerpt(a), excerpt(b)];
}
