import { defaultLanguage, type Language } from '../../../../shared/server/languages';
import type { z } from 'zod';
import type { documentFields } from '../../../../http/schemas';
import { isMissing } from '../../../../shared/server/missing';
import type { Column } from './columns';

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
export function applyTranslation<Value>(
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
