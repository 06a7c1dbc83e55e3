import type { z } from 'zod';
import type { documentFields } from '../../../../http/schemas';
import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import { isMissing } from '../../../../shared/server/missing';

/**
 * How a column of the database reads, whichever database it is: SQLite keeps times as milliseconds, booleans as 0 and 1
 * and JSON as text; MySQL has types for them. An empty text is an absent one, here as in the falling back of languages.
 */
export type Column<Value> = (raw: unknown) => Value;

export const text: Column<string | null> = (raw) => (typeof raw === 'string' && raw !== '' ? raw : null);

export const integer: Column<number | null> = (raw) =>
  raw === null || raw === undefined ? null : Number(raw);

export const boolean: Column<boolean> = (raw) => raw === true || raw === 1;

export const timestamp: Column<Date | null> = (raw) => {
  if (raw instanceof Date) return raw;
  if (typeof raw === 'number') return new Date(raw);
  return typeof raw === 'string' ? new Date(`${raw.replace(' ', 'T')}Z`) : null;
};

/**
 * Any JSON, parsed; the reader of it says what shape it has. Escaped halves of surrogate pairs, which JSON can hold and
 * strict readers of the answer refuse, become U+FFFD.
 */
export const json: Column<unknown> = (raw) => {
  if (typeof raw !== 'string') return raw ?? null;
  return /\\ud[89a-f]/i.test(raw) ? JSON.parse(raw, wholeTexts) : JSON.parse(raw);
};

const whole = (value: string): string => value.replace(/\p{Surrogate}/gu, '\ufffd');

const wholeTexts = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? whole(value) : value;

export const textList: Column<string[]> = (raw) => {
  const value = json(raw);
  const entries: unknown[] = Array.isArray(value) ? value : [];
  // What Strapi or the driver has parsed has not been through `json`.
  return entries.filter((entry) => typeof entry === 'string').map(whole);
};

/** One of a schema's enumeration; null for what the enumeration no longer has. */
export function choice<const Choice extends string>(choices: readonly Choice[]): Column<Choice | null> {
  return (raw) => choices.find((candidate) => candidate === raw) ?? null;
}

/** The attributes a view needs of a type, by Strapi's names, each with how its column reads. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

export type Values<Of extends Columns> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

export function readColumns<Of extends Columns>(
  columns: Of,
  row: Readonly<Record<string, unknown>>,
): Values<Of> {
  const values: Record<string, unknown> = {};
  for (const [field, decode] of Object.entries(columns)) values[field] = decode(row[field]);
  return values as Values<Of>;
}

/** A document in the reader's language: each value the translation, or the English one where there is none. */
export type Localized<Of extends Columns> = Values<Of> & {
  readonly documentId: string;
  /** Of the English published row: what relations, media and components hang on until the next publish. */
  readonly rowId: number;
  readonly language: Language;
  /** The attributes that stand in English. */
  readonly fallback: readonly string[];
  readonly createdAt: Date;
  /** When what readers see of it last changed, its relations included: it only rises. */
  readonly updatedAt: Date;
};

/** One value as the reader gets it, and whether it had to be English. */
export function valueWithFallback<Value>(
  english: Value,
  translated: Value,
  language: Language,
): { value: Value; fellBack: boolean } {
  if (language === defaultLanguage || !isMissing(translated)) {
    return { value: language === defaultLanguage ? english : translated, fellBack: false };
  }
  return { value: english, fellBack: !isMissing(english) };
}

type DocumentFields = { [Field in keyof typeof documentFields]: z.infer<(typeof documentFields)[Field]> };

/** Strapi's `architectureNotes` is the contract's `architecture_notes`. */
export const snakeCase = (attribute: string): string =>
  attribute.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What every document of the contract ends with. */
export function documentFieldsOf(document: Localized<Columns>): DocumentFields {
  return {
    language: document.language,
    fallback: document.fallback.map(snakeCase),
    created_at: document.createdAt.toISOString(),
    updated_at: document.updatedAt.toISOString(),
  };
}
