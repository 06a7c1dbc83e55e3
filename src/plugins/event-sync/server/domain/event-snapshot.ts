import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { eventStatuses, eventTypes } from '../../../content/server/domain/event-constants';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';
import { inPositionOrder } from '../../../content/server/domain/line-up';
import { isPublicEnglish, type PublicType } from '../../../content/server/domain/public';
import { oneLine } from '../../../content/server/domain/text/clean';
import { plainParagraphs } from './event-text';

export interface EventSnapshot {
  documentId: string;
  /** What the public may see. */
  published: EventVersion | null;
  /** What staff are at work on; null while it has no English text or no times, which a draft may lack. */
  draft: EventVersion | null;
}

/** A moment as ISO 8601 in UTC, whichever way the database gave it. */
const timestamp = z
  .union([z.date(), z.iso.datetime({ offset: true })])
  .transform((value) => new Date(value).toISOString())
  .nullish();

const text = z.string().nullish();

const link = z.object({ label: text, url: z.string() });

const place = z.object({
  documentId: z.string(),
  slug: text,
  name: text,
  slurl: text,
  isActive: z.boolean().nullish(),
});

const performer = z.object({
  artist: z.object({ documentId: z.string(), slug: text, name: text }).nullish(),
  role: z.string(),
  position: z.int().nullish(),
  startTime: timestamp,
  endTime: timestamp,
});

/**
 * A row of an event as Strapi's query engine gives it, with `location`, `links` and `lineUp.artist`
 * populated: one for each language, each as draft and, where it is published, again as that.
 */
const eventRow = z.looseObject({
  documentId: z.string(),
  locale: z.string(),
  publishedAt: timestamp,
  slug: text,
  title: text,
  description: text,
  eventType: z.enum(eventTypes),
  eventStatus: z.enum(eventStatuses),
  startTime: timestamp,
  endTime: timestamp,
  timezone: text,
  location: place.nullish(),
  lineUp: z.array(performer).nullish(),
  links: z.array(link).nullish(),
  announce: z.boolean().nullish(),
  announceAt: timestamp,
});

type EventRow = z.infer<typeof eventRow>;

/**
 * Builds an event from all its rows, as `eventRow` has them. @returns null where there is no such event (any more)
 * @param type the schema of events, which says what is public
 * @throws ZodError where rows have another shape
 */
export function snapshotOf(rows: readonly unknown[], type: PublicType): EventSnapshot | null {
  const known = z.array(eventRow).parse(rows);
  const [first] = known;
  if (first === undefined) return null;
  const published = known.filter(({ publishedAt }) => publishedAt);
  const isPublic = published.some((row) => isPublicEnglish(type, row));
  return {
    documentId: first.documentId,
    published: isPublic ? versionOf(published) : null,
    draft: versionOf(known.filter(({ publishedAt }) => !publishedAt)),
  };
}

/** Whether the draft differs from the published version. Renaming the location or an artist is no change of the event's. */
export function hasUnpublishedChanges({ published, draft }: EventSnapshot): boolean {
  return published !== null && draft !== null && !isDeepStrictEqual(own(published), own(draft));
}

const own = ({ location, lineUp, ...rest }: EventVersion) => ({
  ...rest,
  location: location?.documentId,
  lineUp: lineUp.map(({ name: _, ...entry }) => entry),
});

function versionOf(rows: readonly EventRow[]) {
  const english = rows.find(({ locale }) => locale === defaultLanguage);
  if (!english?.startTime || !english.endTime) return null;
  return {
    slug: english.slug ?? '',
    /** In every language; a field that is not translated stands in English. */
    texts: textsOf(english, rows),
    type: english.eventType,
    status: english.eventStatus,
    start: english.startTime,
    end: english.endTime,
    /** IANA. A draft may lack it; the moments are right in any zone. */
    timeZone: english.timezone || 'UTC',
    location: placeOf(english),
    lineUp: lineUpOf(english),
    links: (english.links ?? []).map(({ label, url }) => ({
      label: oneLine(label ?? ''),
      url: oneLine(url),
    })),
    announce: english.announce ?? true,
    announceAt: english.announceAt ?? null,
  };
}

/** An event as targets get it: plain texts, moments in ISO 8601 UTC, relations of the English row. */
export type EventVersion = NonNullable<ReturnType<typeof versionOf>>;

function textsOf(english: EventRow, rows: readonly EventRow[]) {
  const title = oneLine(english.title ?? '') || english.slug || english.documentId;
  const description = plainParagraphs(english.description ?? '');
  const textOf = (language: Language) => {
    const translated = rows.find(({ locale }) => locale === language);
    return {
      title: oneLine(translated?.title ?? '') || title,
      /** Plain, with an empty line between paragraphs; empty where there is none. */
      description: plainParagraphs(translated?.description ?? '') || description,
    };
  };
  const [en, it, fr, es] = languages;
  return { en: textOf(en), it: textOf(it), fr: textOf(fr), es: textOf(es) };
}

function placeOf({ location }: EventRow) {
  if (!location) return null;
  const { documentId, slug, name, slurl, isActive } = location;
  return {
    documentId,
    name: oneLine(name ?? '') || slug || documentId,
    slurl: slurl || null,
    /** The public sees no inactive location. */
    isActive: isActive ?? false,
  };
}
export type EventPlace = NonNullable<ReturnType<typeof placeOf>>;

/** Entries without an artist (hidden, deleted) are left out. */
function lineUpOf({ lineUp }: EventRow) {
  return inPositionOrder(lineUp ?? []).flatMap(({ artist, role, startTime, endTime }) => {
    if (!artist) return [];
    const name = oneLine(artist.name ?? '') || artist.slug || artist.documentId;
    return [{ documentId: artist.documentId, name, role, start: startTime ?? null, end: endTime ?? null }];
  });
}
