import { z } from 'zod';
import { eventStatus, gap, language } from './home';

const timestamp = z.iso.datetime();

export const consequenceActions = ['publish', 'save', 'unpublish', 'delete'] as const;
export type ConsequenceAction = (typeof consequenceActions)[number];

/** `POST /admin-desk/consequences`: what would follow if somebody did this now. */
export const consequencesQuestion = z.object({
  /** The content type's uid. */
  type: z.string().max(100),
  /** `save` is of types without drafts, which are public as soon as they are saved. */
  action: z.enum(consequenceActions),
  /** Absent for what is not saved yet. */
  documentId: z.string().min(1).max(100).optional(),
  /** `*` deletes all languages. */
  locale: z.union([language, z.literal('*')]).default('en'),
  /** What the form holds, to publish and save: as Strapi's own request has it. */
  data: z.record(z.string(), z.unknown()).default({}),
});
export type ConsequencesQuestion = z.input<typeof consequencesQuestion>;

/** The first few names, and how many there are. */
export const named = z.object({ names: z.array(z.string()), count: z.int().min(1) });

export const consequence = z.discriminatedUnion('kind', [
  /** What readers of the website see. */
  z.object({
    kind: z.literal('visibility'),
    /** The languages in which they see it before and after. */
    before: z.array(language),
    after: z.array(language),
    /** When it appears, if it is dated ahead. */
    from: timestamp.nullable(),
  }),
  /** Who reads what is behind a tier from now on: everyone, or those of a tier and above. */
  z.object({ kind: z.literal('gate'), isOpen: z.boolean(), tier: z.string().nullable() }),
  /** Published entries that will no longer show it; `type` is the singular name of theirs. */
  z.object({ kind: z.literal('uses'), type: z.string(), entries: named }),
  /** A public event is cancelled or postponed, or takes place after all. */
  z.object({ kind: z.literal('eventStatus'), status: eventStatus }),
  /** A public event starts at another time, in the event's own time zone. */
  z.object({ kind: z.literal('eventTime'), from: timestamp, to: timestamp, zone: z.string() }),
  /** A public event takes place somewhere else; `to` is null where no location is said any more. */
  z.object({ kind: z.literal('eventLocation'), from: z.string(), to: z.string().nullable() }),
  /** What a calendar or the page will do. */
  z.object({
    kind: z.literal('sync'),
    /** The name of a target of event-sync, and its title in English. */
    target: z.string(),
    title: z.string(),
    /** `cancel`: it was to be shown later, and will not be. */
    change: z.enum(['create', 'change', 'remove', 'wait', 'cancel']),
    /** When, if it waits. */
    at: timestamp.nullable(),
    /** The events that are not this entry; null if it is this entry. */
    events: named.nullable(),
    /** Whether the target can be reached now. */
    connection: z.enum(['working', 'waiting', 'broken']),
  }),
]);
export type Consequence = z.infer<typeof consequence>;

const missing = z.object({
  gaps: z.array(gap),
  /** The languages that lack a text which English has. */
  untranslated: z.array(language),
});
export type Missing = z.infer<typeof missing>;

export const consequencesAnswer = z.object({
  data: z.object({
    consequences: z.array(consequence),
    missing,
    /** Why it will be refused, in the reader's language; null if it will not be. */
    refusal: z.string().nullable(),
    /** Whether somebody should see this first. */
    needsConfirmation: z.boolean(),
  }),
});
export type ConsequencesAnswer = z.infer<typeof consequencesAnswer>;
