import { facebook } from './facebook-page';
import { googleCalendar } from './google-calendar';
import type { Target } from './target';

/** Where events are repeated. A new target is a file beside this one, and a line here. */
export const connections = [googleCalendar, facebook] as const;

type Connection = (typeof connections)[number];
export type TargetName = Connection['targetNames'][number];

/** A target whose kind of document does not matter. */
export type AnyTarget = Target<unknown, TargetName>;

export const targetNames: readonly TargetName[] = connections.flatMap((each) => [...each.targetNames]);
