import { z } from 'zod';
import { language } from './home';

/** Who reads an entry on the website. */
export const audience = z.object({
  /** The languages in which it is public; none while it is not. */
  languages: z.array(language),
  /** When it appears, if it is dated ahead; ISO 8601, UTC. */
  from: z.iso.datetime().nullable(),
  /** Whether only patrons read it in full. */
  isGated: z.boolean(),
  /** From which tier on. */
  tier: z.string().nullable(),
  /** The names of files behind its gate that something public shows as well, so that everybody may see them. */
  sharedFiles: z.array(z.string()),
});
export type Audience = z.infer<typeof audience>;

/** `absent`: there is no row; `incomplete`: it lacks texts that English has; `outdated`: English has changed since. */
export const translation = z.object({
  language,
  state: z.enum(['absent', 'incomplete', 'outdated', 'complete']),
  /** The attributes whose texts are missing. */
  missing: z.array(z.string()),
});
export type Translation = z.infer<typeof translation>;

/** `GET /admin-desk/entries/:type/:documentId`: what the panels beside an entry show. */
export const entryAnswer = z.object({
  data: z.object({
    audience,
    /** One for each language but English; none for types that are not translated. */
    translations: z.array(translation),
    /** The attributes that are translated, and are texts. */
    texts: z.array(z.string()),
  }),
});
export type EntryAnswer = z.infer<typeof entryAnswer>;
