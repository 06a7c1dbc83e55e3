import { z } from 'zod';

/** The state of a form, for a slug proposal. */
export const slugQuestion = z.object({
  uid: z.string().max(255),
  documentId: z.string().max(255).optional(),
  /** Whether the form will create a copy of that document. */
  isCopy: z.boolean(),
  slug: z.string().nullish(),
  title: z.string().nullish(),
});
export type SlugQuestion = z.infer<typeof slugQuestion>;

export const slugAnswer = z.object({
  /** The slug that the document would get if it were saved now; null if it has no title yet. */
  slug: z.string().nullable(),
  /** Whether it is made from the title, and follows it. */
  isFollowing: z.boolean(),
});
export type SlugAnswer = z.infer<typeof slugAnswer>;
