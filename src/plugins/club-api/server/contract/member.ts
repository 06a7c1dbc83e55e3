import { z } from 'zod';

/** A member who has signed in, as far as the routes ask who it is. */
export const member = z.object({ documentId: z.string() });
export type Member = z.infer<typeof member>;
