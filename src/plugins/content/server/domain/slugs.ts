import { createHash } from 'node:crypto';
import slugify from '@sindresorhus/slugify';
import { normalized } from '../../../../shared/server/normalized';
import { ruleTexts, type BrokenRule } from '../../contract/rules';
import { english } from './rules/english';

export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = ruleTexts.slug;
export const longestSlug = 100;

/** Slugs that collide with a route of `/api/v1`: such a document could not be reached. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  'api::event.event': ['now'],
  'api::post.post': ['categories'],
};

const isReserved = (uid: string, slug: string): boolean => reserved[uid]?.includes(slug) ?? false;

/**
 * Why a slug may not be used for documents of a type; undefined if it may. Everything that sets or proposes slugs uses this.
 *
 * @param uid the type, which may reserve slugs
 */
export function slugRule(uid: string, slug: string): BrokenRule | undefined {
  if (!slugPattern.test(slug)) return { key: 'slug' };
  if (slug.length > longestSlug) return { key: 'max-length', values: { most: longestSlug, counted: 'no' } };
  return isReserved(uid, slug) ? { key: 'slug-reserved', values: { slug } } : undefined;
}

/** The same in English. */
export function slugIssue(uid: string, slug: string): string | undefined {
  const rule = slugRule(uid, slug);
  return rule && english(rule);
}

/** Longer titles are refused, but only after their slugs have been proposed. */
const longestTitle = 1000;

export interface SlugSource {
  uid: string;
  /** The type's name in the singular, such as `event`. */
  word: string;
  title: unknown;
}

/** Cuts a slug to a length, between words if there are several. */
function cut(slug: string, longest: number): string {
  if (slug.length <= longest) return slug;
  const start = slug.slice(0, longest + 1);
  const lastHyphen = start.lastIndexOf('-');
  return lastHyphen > 0 ? start.slice(0, lastHyphen) : start.slice(0, longest);
}

const numbered = (base: string, number: number): string =>
  number === 1 ? base : `${cut(base, longestSlug - `-${number}`.length)}-${number}`;

/**
 * A title as a slug; null without a title. A title without letters that can be romanized (日本) becomes the type's name and
 * a hash, the same for the same title.
 */
export function slugOfTitle({ word, title }: SlugSource): string | null {
  if (typeof title !== 'string' || title.trim() === '') return null;
  const made = slugify(normalized(title.slice(0, longestTitle), 'NFKC').replace(/['’ʼ]/g, ''), {
    decamelize: false,
  });
  if (made !== '') return cut(made, longestSlug);
  return `${word}-${createHash('sha256').update(title.trim()).digest('hex').slice(0, 8)}`;
}

/** The first free and allowed slug for a title; null without a title. */
export function proposedSlug(source: SlugSource, isFree: (slug: string) => boolean): string | null {
  const base = slugOfTitle(source);
  if (base === null) return null;
  for (let number = 1; ; number += 1) {
    const slug = numbered(base, number);
    if (slugRule(source.uid, slug) === undefined && isFree(slug)) return slug;
  }
}

/** The common prefix of all slugs that `proposedSlug` may try. */
export const proposalStem = (source: SlugSource): string | null =>
  slugOfTitle(source)
    ?.slice(0, longestSlug - 20)
    .replace(/-$/, '') ?? null;

/** Whether a slug is what would be proposed for a title, with or without a number; a number of four digits is a year. */
export function isMadeFrom(slug: string, source: SlugSource): boolean {
  const base = slugOfTitle(source);
  if (base === null) return false;
  const number = Number(/-([1-9]\d{0,2})$/.exec(slug)?.[1] ?? 1);
  return slug === base || slug === numbered(base, number);
}

/** Whether a slug is what Strapi's form fills in while there is no title: `event`, `event-1`. */
const isPlaceholder = (slug: string, { word }: SlugSource): boolean =>
  slug.startsWith(word) && /^(?:-[1-9]\d*)?$/.test(slug.slice(word.length));

export interface SlugState {
  /** The sent slug; blank or undefined if there is none. */
  sent: unknown;
  /** The stored slug, and the title stored with it. */
  stored: unknown;
  storedTitle: unknown;
  /** Whether the stored slug was ever public, so that links to it may exist. */
  wasPublic: boolean;
}

const given = (slug: unknown): string | null =>
  typeof slug === 'string' && slug.trim() !== '' ? slug : null;

/** The slug that was chosen or was ever public; null if it follows the title, which it does until it is public. */
export function chosenSlug(
  source: SlugSource,
  { sent, stored, storedTitle, wasPublic }: SlugState,
): string | null {
  const [asked, held] = [given(sent), given(stored)];
  if (asked !== null && asked !== held && (!isPlaceholder(asked, source) || isMadeFrom(asked, source)))
    return asked;
  if (held === null) return null;
  if (wasPublic) return held;
  return isPlaceholder(held, source) || isMadeFrom(held, { ...source, title: storedTitle }) ? null : held;
}
