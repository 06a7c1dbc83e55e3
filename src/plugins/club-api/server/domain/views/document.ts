import type { z } from 'zod';
import type { documentFields } from '../../contract/answer';
import type { Columns, Localized } from '../overlay';

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
