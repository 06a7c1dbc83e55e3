import { z } from 'zod';
import { message } from '../../jobs/contract/message';

export const setupNames = [
  'mail',
  'address',
  'website',
  'staff',
  'google-calendar',
  'facebook',
  'sign-in-google',
  'sign-in-discord',
  'sign-in-facebook',
  'database',
  'redis',
] as const;
const name = z.enum(setupNames);
export type SetupName = z.infer<typeof name>;

/** Something that can be set up. */
const setupItem = z.object({
  name,
  /** `optional`: it is not set up, and a club can do without. */
  state: z.enum(['set', 'missing', 'optional']),
  /** The names of the settings that it takes. Their values are not shown. */
  settings: z.array(z.string()),
  /** Whether it can be tried, by whoever asks. */
  canBeTried: z.boolean(),
});
export type SetupItem = z.infer<typeof setupItem>;

/** `GET /admin-desk/setup` */
export const setupAnswer = z.object({
  data: z.object({ items: z.array(setupItem), isDismissed: z.boolean() }),
});
export type SetupAnswer = z.infer<typeof setupAnswer>;

/** `POST /admin-desk/setup/:name/try`. `problem` is null when it works; `email`: where a mail was sent. */
export const tryAnswer = z.object({
  data: z.object({ problem: message.nullable(), email: z.string().nullable() }),
});
export type TryAnswer = z.infer<typeof tryAnswer>;

/** `POST /admin-desk/setup/dismiss` */
export const dismissAnswer = z.object({ data: z.object({ isDismissed: z.literal(true) }) });
export type DismissAnswer = z.infer<typeof dismissAnswer>;

/** What is missing and a club should have. */
export const missingItems = (items: readonly SetupItem[]): number =>
  items.filter(({ state }) => state === 'missing').length;
