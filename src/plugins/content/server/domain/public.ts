import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';

/** As much of a content type as tells what of it is public. */
export interface PublicType {
  options?: { draftAndPublish?: boolean } | undefined;
  attributes: Readonly<Record<string, { type: string } | undefined>>;
}

/** Whether staff can switch documents of this type off. */
export const hasSwitch = ({ attributes }: PublicType): boolean => attributes['isActive']?.type === 'boolean';

/**
 * WHAT IS PUBLIC: a document whose English row is published and, where the type can be switched off, active. English decides
 * for every language, so that what is unpublished or switched off there is so at once in all of them.
 *
 * @returns the condition on the English row, as a `where` of the database layer
 */
export function publicEnglish(type: PublicType): Record<string, unknown> {
  return {
    locale: defaultLanguage,
    publishedAt: { $notNull: true },
    ...(hasSwitch(type) && { isActive: true }),
  };
}

/** `publicEnglish` as SQL, on the row called `alias`: a table's alias, a word of the code's own. */
export function publicEnglishSql(type: PublicType, alias: string): string {
  const isActive = hasSwitch(type) ? ` AND ${alias}.is_active = 1` : '';
  return `${alias}.locale = '${defaultLanguage}' AND ${alias}.published_at IS NOT NULL${isActive}`;
}

const gateDeclaration = z.object({
  tier: z.string(),
  fields: z.array(z.string()).min(1),
  whole: z.boolean().default(false),
});

/** What a content type's schema says under `pluginOptions.patreon.gate`. */
export interface Gate {
  /** The relation that names the lowest tier that opens the gate. */
  tier: string;
  /** The attributes behind the gate. */
  fields: readonly string[];
  /** Every document of the type is behind the gate, with a tier or without. */
  whole: boolean;
}

/**
 * Which attributes of a type are not public without a tier; null where all are.
 *
 * @throws ZodError when the declaration has another form: better no start than an open gate
 */
export function gateOf({ pluginOptions = {} }: { pluginOptions?: object | undefined }): Gate | null {
  const patreon = 'patreon' in pluginOptions ? pluginOptions.patreon : undefined;
  if (typeof patreon !== 'object' || patreon === null || !('gate' in patreon)) return null;
  return gateDeclaration.parse(patreon.gate);
}

/**
 * Whether a row's gated fields ask for a tier at all. A row that was read without its tier counts as gated: only a
 * tier that was looked for and is not there (null) opens it.
 *
 * Hand in the row of the default language: a translation has no tier of its own where the tier is not translated.
 */
export const isGated = (gate: Gate, row: Readonly<Record<string, unknown>>): boolean =>
  gate.whole || row[gate.tier] !== null;

/** The attribute that says since when readers have had a document: set at its first publication where it is empty. */
const publicationDates: Readonly<Record<string, string>> = { 'api::post.post': 'date' };

export const publicationDate = (uid: string): string | undefined => publicationDates[uid];
