import { z } from 'zod';

/** The time zone that the club itself is in (IANA). */
export const clubZone = z.object({ timeZone: z.string() });

export type ClubZone = z.infer<typeof clubZone>;
