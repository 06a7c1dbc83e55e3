import { z } from 'zod';

/** The types whose entries have the panel. */
export const previewableTypes = [
  'api::location.location',
  'api::artist.artist',
  'api::event.event',
  'api::post.post',
  'api::category.category',
  'api::staff-member.staff-member',
  'api::patreon-tier.patreon-tier',
] as const;
export type PreviewableType = (typeof previewableTypes)[number];
export const isPreviewable = (type: string): type is PreviewableType =>
  previewableTypes.some((each) => each === type);

const language = z.enum(['en', 'it', 'fr', 'es']);

/** A field of an entry, by its attribute, as it is read on the website. */
const shownText = z.object({
  attribute: z.string(),
  text: z.string(),
  /** It is shown in English, for want of a translation. */
  isEnglish: z.boolean(),
});
export type ShownText = z.infer<typeof shownText>;

const instant = z.iso.datetime();

/** What /api/v1 answers of an entry, arranged for people. */
export const previewCard = z.object({
  title: shownText.nullable(),
  picture: z.object({ url: z.string(), alt: z.string() }).nullable(),
  /** Of an event; `start` and `end` are null as long as they are not set. */
  when: z.object({ start: instant.nullable(), end: instant.nullable(), zone: z.string() }).nullable(),
  /** Of a post: its date. */
  date: instant.nullable(),
  /** Of an event that does not take place as planned. */
  status: z.enum(['cancelled', 'postponed']).nullable(),
  /** Of a tier; the currency is a code that can be formatted. */
  price: z.object({ cents: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
  /** Single values: where, by whom, of which kind. */
  facts: z.array(z.object({ attribute: z.string(), text: z.string() })),
  lineUp: z.array(z.object({ name: z.string(), role: z.string().nullable(), start: instant.nullable() })),
  /** The texts, without marks and cut. */
  texts: z.array(shownText),
  /** `kind` is a value of the schema, for links without a label. */
  links: z.array(z.object({ label: z.string().nullable(), kind: z.string(), url: z.string() })),
});
export type PreviewCard = z.infer<typeof previewCard>;

/** `GET /public-api/previews/:type/:documentId?lang=`: what the panel *Preview* shows beside an entry. */
export const previewAnswer = z.object({
  data: z.object({
    /** The language of the card. */
    language,
    /** Those that the reader may choose from; none if they may not read all that is shown. */
    languages: z.array(language),
    /** The fields of the English version that the reader may not read. */
    unreadable: z.array(z.string()),
    /** The website's page with the saved version, for an hour; null if there is none. */
    page: z.string().nullable(),
    /** Null if the reader may not read all that is shown. */
    card: previewCard.nullable(),
    /** Attributes that are needed before it can be public. */
    missing: z.array(z.string()),
    isPublic: z.boolean(),
    /** The attributes in which what is saved differs from what is public. */
    changed: z.array(z.string()),
  }),
});
export type Preview = z.infer<typeof previewAnswer>['data'];
