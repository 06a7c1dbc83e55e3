import type { Desired, Wanted } from './desired';
import type { Link, Step } from './link';

const none = { do: 'none' } as const;

/**
 * Decides what brings one target in step with one event. It knows no target: only what is wanted there and what the link
 * says is there. Done and planned again, it says `none` (or `wait`), whatever was lost on the way.
 *
 * @param stored null where there is no link yet
 * @param destination the calendar or page of now
 */
export function plan<Document>(
  stored: Link | null,
  desired: Desired<Document>,
  { destination, now }: { destination: string; now: Date },
): Step<Document> {
  // What stands in another calendar or page is out of this club's hands.
  const link = stored?.destination === destination ? stored : null;
  if (desired === 'leave' || link?.state === 'withdrawn') return none;
  if (desired === null) return removal(link);
  if (link === null || link.state === 'removed') return appearance(link, desired, now);
  if (link.state === 'shown' && link.hash === desired.hash) return none;
  if (link.state !== 'shown' && mayAppear(desired, now)) return creation(link, desired, true);
  const { document, hash } = desired;
  return { do: 'change', document, hash, generation: link.generation, remoteId: link.remoteId };
}

function removal(link: Link | null): Step<never> {
  if (link === null || link.state === 'removed') return none;
  return { do: 'remove', generation: link.generation, remoteId: link.remoteId };
}

function appearance<Document>(link: Link | null, desired: Wanted<Document>, now: Date): Step<Document> {
  const { appears } = desired;
  if (mayAppear(desired, now)) return creation(link, desired, false);
  return typeof appears === 'string' ? none : { do: 'wait', until: appears.notBefore };
}

function creation<Document>(
  link: Link | null,
  { document, hash }: Wanted<Document>,
  lookFirst: boolean,
): Step<Document> {
  return { do: 'create', document, hash, generation: link?.generation ?? 0, lookFirst };
}

function mayAppear({ appears }: Wanted<unknown>, now: Date): boolean {
  if (typeof appears === 'string') return appears === 'now';
  return Date.parse(appears.notBefore) <= now.getTime();
}
