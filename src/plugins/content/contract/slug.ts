import { z } from 'zod';

/** What a form knows of the document it shows. */
export const slugQuestion = z.object({
  uid: z.string().max(255),
  documentId: z.string().max(255).optional(),
  /** The document is to be a copy of that one. */
  isCopy: z.boolean(),
  slug: z.string().nullish(),
  title: z.string().nullish(),
});
export type SlugQuestion = z.infer<typeof slugQuestion>;

export const slugAnswer = z.object({
  /** The slug that the document would get if it were saved now; null where it has no title yet. */
  slug: z.string().nullable(),
  /** It is made from the title, and changes with it. */
  isFollowing: z.boolean(),
});
export type SlugAnswer = z.infer<typeof slugAnswer>;
