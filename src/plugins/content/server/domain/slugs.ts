import { createHash } from 'node:crypto';
import slugify from '@sindresorhus/slugify';
import { normalized } from '../../../../shared/server/normalized';

/** A slug as the club's addresses have it. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugForm = 'must be a slug: small letters, digits and hyphens, such as "the-listening-room"';
export const longestSlug = 100;

/** Slugs that are a route of their own in `/api/v1`: a document of that name could not be reached. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  'api::event.event': ['now'],
  'api::post.post': ['categories'],
};

const isReserved = (uid: string, slug: string): boolean => reserved[uid]?.includes(slug) ?? false;

/**
 * Why a slug may not be used for documents of a type; undefined where it may. All who give or propose slugs ask here.
 *
 * @param uid the type, whose addresses may have words of their own
 */
export function slugIssue(uid: string, slug: string): string | undefined {
  if (!slugPattern.test(slug)) return slugForm;
  if (slug.length > longestSlug) return `must have at most ${longestSlug} characters`;
  return isReserved(uid, slug) ? `must not be '${slug}', which is an address of its own` : undefined;
}

/** Longer ones are refused, after their slugs have been proposed. */
const longestTitle = 1000;

/** What a slug is made from, and where nothing can be made from it. */
export interface SlugSource {
  uid: string;
  /** The type's name in the singular, such as `event`. */
  word: string;
  title: unknown;
}

/** A slug no longer than may be, cut between words where there is more than one. */
function cut(slug: string, longest: number): string {
  if (slug.length <= longest) return slug;
  const start = slug.slice(0, longest + 1);
  const lastHyphen = start.lastIndexOf('-');
  return lastHyphen > 0 ? start.slice(0, lastHyphen) : start.slice(0, longest);
}

const numbered = (base: string, number: number): string =>
  number === 1 ? base : `${cut(base, longestSlug - `-${number}`.length)}-${number}`;

/**
 * A title as a slug; null where there is no title. One without a letter that has a Latin form (日本) becomes the type's word
 * and a number of its own, always the same for the same title.
 */
export function slugOfTitle({ word, title }: SlugSource): string | null {
  if (typeof title !== 'string' || title.trim() === '') return null;
  const made = slugify(normalized(title.slice(0, longestTitle), 'NFKC').replace(/['’ʼ]/g, ''), {
    decamelize: false,
  });
  if (made !== '') return cut(made, longestSlug);
  return `${word}-${createHash('sha256').update(title.trim()).digest('hex').slice(0, 8)}`;
}

/** The best slug for a title that is free and may be used; null where there is no title. */
export function proposedSlug(source: SlugSource, isFree: (slug: string) => boolean): string | null {
  const base = slugOfTitle(source);
  if (base === null) return null;
  for (let number = 1; ; number += 1) {
    const slug = numbered(base, number);
    if (slugIssue(source.uid, slug) === undefined && isFree(slug)) return slug;
  }
}

/** What every slug begins with that `proposedSlug` may try. */
export const proposalStem = (source: SlugSource): string | null =>
  slugOfTitle(source)
    ?.slice(0, longestSlug - 20)
    .replace(/-$/, '') ?? null;

/** Whether a slug is what would be proposed for a title, with or without a number; one of four digits is a year. */
export function isMadeFrom(slug: string, source: SlugSource): boolean {
  const base = slugOfTitle(source);
  if (base === null) return false;
  const number = Number(/-([1-9]\d{0,2})$/.exec(slug)?.[1] ?? 1);
  return slug === base || slug === numbered(base, number);
}

/** What Strapi's form fills in by itself where a type has no title yet: `event`, `event-1`. */
const isPlaceholder = (slug: string, { word }: SlugSource): boolean =>
  slug.startsWith(word) && /^(?:-[1-9]\d*)?$/.test(slug.slice(word.length));

export interface SlugState {
  /** The slug that is sent; blank or undefined where none is. */
  sent: unknown;
  /** The one that is stored, and the title it stands beside. */
  stored: unknown;
  storedTitle: unknown;
  /** Readers have had the stored one, so links to it are about. */
  wasPublic: boolean;
}

const given = (slug: unknown): string | null =>
  typeof slug === 'string' && slug.trim() !== '' ? slug : null;

/**
 * The slug that somebody chose, or that readers know; null where the title decides. What the title decided once, it
 * goes on to decide until readers have had it.
 */
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
