import { z } from 'zod';
import { message } from '../../jobs/contract/message';
import { entryPath } from './entry-path';

/** Times are ISO 8601, UTC. */
const timestamp = z.iso.datetime();
export const language = z.enum(['en', 'it', 'fr', 'es']);
export type Language = z.infer<typeof language>;
const status = z.enum(['draft', 'modified', 'published']);

/** Whether an event takes place. */
export const eventStatus = z.enum(['scheduled', 'cancelled', 'postponed']);

/** What an entry lacks that readers would look for: its attribute, or an artist of an entry of the line-up. */
export const gap = z.enum(['location', 'cover', 'photo', 'description', 'body', 'bio', 'lineUp', 'artist']);
export type Gap = z.infer<typeof gap>;

const entry = z.object({
  /** The content type's uid. */
  type: z.string(),
  documentId: z.string(),
  /** In the language at hand, else in English; null where it has none. */
  title: z.string().nullable(),
});

const upcomingEvent = z.object({
  documentId: z.string(),
  title: z.string().nullable(),
  startTime: timestamp,
  /** IANA time zone; the event's own. */
  timezone: z.string(),
  isNow: z.boolean(),
  location: z.string().nullable(),
  eventStatus,
  status,
  gaps: z.array(gap),
  /** The languages that lack a text which English has. */
  untranslated: z.array(language),
});
export type UpcomingEvent = z.infer<typeof upcomingEvent>;

/** `GET /admin-desk/upcoming`: what is on now, and next. */
export const upcomingAnswer = z.object({ data: z.array(upcomingEvent) });
export type UpcomingAnswer = z.infer<typeof upcomingAnswer>;

export const alert = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('integration'),
    name: z.string(),
    title: z.string(),
    reason: message.nullable(),
    /** Null for whoever may not do it. */
    whatToDo: message.nullable(),
    since: timestamp.nullable(),
  }),
  z.object({
    kind: z.literal('queue'),
    name: z.string(),
    reason: message,
    whatToDo: message.nullable(),
    since: timestamp,
  }),
  z.object({
    kind: z.literal('sync'),
    documentId: z.string(),
    title: z.string(),
    /** Where it is not shown as it should be; `name` is that of a target of event-sync. */
    targets: z.array(z.object({ name: z.string(), title: message, detail: message.nullable() })),
  }),
  /** Alerts that cannot be mailed. */
  z.object({ kind: z.literal('mail'), reason: message, whatToDo: message, since: timestamp }),
]);
export type Alert = z.infer<typeof alert>;

/** Tells alerts apart: of different kinds, a name may be the same. */
export function alertKey(of: Alert): string {
  switch (of.kind) {
    case 'integration':
    case 'queue':
      return `${of.kind} ${of.name}`;
    case 'sync':
      return `sync ${of.documentId}`;
    case 'mail':
      return 'mail';
  }
}

/** The page of the panel where something can be done about it. */
export function alertPath(of: Alert): string {
  switch (of.kind) {
    case 'integration':
      return '/plugins/integrations';
    case 'queue':
      return `/plugins/jobs?${new URLSearchParams({ name: of.name }).toString()}`;
    case 'sync':
      return entryPath('api::event.event', of.documentId);
    case 'mail':
      return '/plugins/admin-desk/setup';
  }
}

/** `GET /admin-desk/alerts`: what needs a person, as far as whoever asks may see it. */
export const alertsAnswer = z.object({
  data: z.array(alert),
  /** Whether alerts are mailed as well: mail is set up. */
  areMailed: z.boolean(),
});
export type AlertsAnswer = z.infer<typeof alertsAnswer>;

/** A language that an entry lacks, or in which it lacks a text that English has, or is older than the English texts. */
const languageGap = z.object({ language, state: z.enum(['missing', 'incomplete', 'outdated']) });
export type LanguageGap = z.infer<typeof languageGap>;

const untranslatedEntry = entry.extend({ languages: z.array(languageGap) });
export type UntranslatedEntry = z.infer<typeof untranslatedEntry>;

/** `GET /admin-desk/translations`: what is public in English and needs work in a language that whoever asks may write. */
export const translationsAnswer = z.object({
  data: z.object({
    /** How many entries need work in each language. */
    counts: z.array(z.object({ language, count: z.int() })),
    /** The most urgent: events that are soon, then the newest of each type. */
    entries: z.array(untranslatedEntry),
  }),
});
export type TranslationsAnswer = z.infer<typeof translationsAnswer>;

const draft = entry.extend({ language, status: status.exclude(['published']), updatedAt: timestamp });
export type Draft = z.infer<typeof draft>;

/** `GET /admin-desk/drafts`: what whoever asks has created or changed, and is not published as it stands; newest first. */
export const draftsAnswer = z.object({ data: z.array(draft) });
export type DraftsAnswer = z.infer<typeof draftsAnswer>;
