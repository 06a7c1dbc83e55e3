import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isRecord } from '../../../../shared/server/is-record';
import type { EventSnapshot } from './event-snapshot';

/** A document as a target is to show it. */
export interface DesiredDocument<Document> {
  document: Document;
  hash: string;
  /** When it may appear: at once, not before a time (ISO 8601), or never (an existing one is only kept up to date). */
  appears: 'now' | 'never' | { notBefore: string };
}

/** What a target should do with an event: show a document, show nothing (null), or stay as it is (`leave`). */
export type Desired<Document> = DesiredDocument<Document> | null | 'leave';

export const desiredDocument = <Document extends object>(
  document: Document,
  appears: DesiredDocument<Document>['appears'] = 'now',
): DesiredDocument<Document> => ({ document, hash: fingerprint(document), appears });

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** JSON whose objects have their fields in one order, so that equal documents are equal texts. */
function canonicalJson(document: object): string {
  return JSON.stringify(document, (_name, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value,
  );
}

/** What a document is recognised by: 43 characters (SHA-256), the same wherever and whenever they are computed. */
export const fingerprint = (document: object): string =>
  createHash('sha256').update(canonicalJson(document)).digest('base64url');

/** How far a target is known to show an event. */
const linkStates = [
  /** It was being put there: whether it is, nobody has said. */
  'creating',
  /** It is there. */
  'shown',
  /** It was being removed: whether it is gone, nobody has said. */
  'removing',
  /** It is not there. */
  'removed',
  /** Somebody deleted it at the target; only a person restores it. */
  'withdrawn',
] as const;

/** What the club knows of an event at a target. */
export const link = z.object({
  /** The calendar or page it is about; a link to another one is none. */
  destination: z.string(),
  state: z.enum(linkStates),
  /** Its id at the target; null while unknown. */
  remoteId: z.string().nullable(),
  /** Of the document that is shown; null while that is not known. */
  hash: z.string().nullable(),
  /** Raised when an id of our own choosing can be used no more. */
  generation: z.int().min(0),
});

export type Link = z.infer<typeof link>;

export type Step<Document> =
  | { do: 'none' }
  /** Nothing before this moment (ISO 8601). */
  | { do: 'wait'; until: string }
  /** `lookFirst`: it may be there already, since an earlier attempt got no answer; then change what is there. */
  | { do: 'create'; document: Document; hash: string; generation: number; lookFirst: boolean }
  /** Without a `remoteId` look for it; where it is not there, it is `gone`, and is not to be created. */
  | { do: 'change'; document: Document; hash: string; generation: number; remoteId: string | null }
  | { do: 'remove'; generation: number; remoteId: string | null };

/** A step that calls the remote system. */
export type SyncAction<Document> = Exclude<Step<Document>, { do: 'none' | 'wait' }>;

/** What a remote system has answered to a step, as the target understands it. */
export type SyncResult =
  /** To create and change. */
  | { outcome: 'shown'; remoteId: string }
  /** It is not there: the aim of `remove`; else it is to be created again. */
  | { outcome: 'gone' }
  /** Somebody took it away, and it is not to come back by itself. */
  | { outcome: 'withdrawn' }
  /** The id cannot be used again: the next generation can. */
  | { outcome: 'id-spent' };

/** The link while a step is under way. Store it before the call: it records that the answer may have been lost. */
export function startedLink(stored: Link | null, action: SyncAction<unknown>, destination: string): Link {
  const { generation } = action;
  switch (action.do) {
    case 'create':
      return { destination, state: 'creating', remoteId: null, hash: null, generation };
    case 'change':
      return {
        destination,
        state: stored?.state ?? 'shown',
        remoteId: action.remoteId,
        hash: null,
        generation,
      };
    case 'remove':
      return { destination, state: 'removing', remoteId: action.remoteId, hash: null, generation };
  }
}

/** The link after a step was answered. */
export function finishedLink(current: Link, action: SyncAction<unknown>, answer: SyncResult): Link {
  const absent = { ...current, remoteId: null, hash: null };
  switch (answer.outcome) {
    case 'shown':
      return {
        ...current,
        state: 'shown',
        remoteId: answer.remoteId,
        hash: action.do === 'remove' ? null : action.hash,
      };
    case 'gone':
      return { ...absent, state: 'removed' };
    case 'withdrawn':
      // Unless it was the club, in a removal whose answer was lost.
      return { ...absent, state: current.state === 'removing' ? 'removed' : 'withdrawn' };
    case 'id-spent':
      return { ...absent, state: 'removed', generation: current.generation + 1 };
  }
}

/** For a remote system that shows something else than the link says: the next plan corrects it. */
export const doubtedLink = (current: Link): Link => ({ ...current, hash: null });

/** For a person who wants to restore what was deleted at the target. */
export const restoredLink = <Known extends Link>(current: Known): Known =>
  current.state === 'withdrawn' ? { ...current, state: 'removed' } : current;

const none = { do: 'none' } as const;

/**
 * Decides what syncs one target with one event. It knows no target, only what is wanted there and what the link says is there.
 * Planned again after the step, it says `none` (or `wait`), whatever was lost on the way.
 *
 * @param stored null where there is no link yet
 * @param destination the current calendar or page
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

/** The step that syncs a target with an event. @param link null where there is none yet */
export const stepFor = <Document>(
  {
    desired,
    destination,
  }: { desired: (event: EventSnapshot | null, now: Date) => Desired<Document>; destination: string },
  event: EventSnapshot | null,
  link: Link | null,
  now: Date,
): Step<Document> => plan(link, desired(event, now), { destination, now });

function removal(link: Link | null): Step<never> {
  if (link === null || link.state === 'removed') return none;
  return { do: 'remove', generation: link.generation, remoteId: link.remoteId };
}

function appearance<Document>(
  link: Link | null,
  desired: DesiredDocument<Document>,
  now: Date,
): Step<Document> {
  const { appears } = desired;
  if (mayAppear(desired, now)) return creation(link, desired, false);
  return typeof appears === 'string' ? none : { do: 'wait', until: appears.notBefore };
}

function creation<Document>(
  link: Link | null,
  { document, hash }: DesiredDocument<Document>,
  lookFirst: boolean,
): Step<Document> {
  return { do: 'create', document, hash, generation: link?.generation ?? 0, lookFirst };
}

function mayAppear({ appears }: DesiredDocument<unknown>, now: Date): boolean {
  if (typeof appears === 'string') return appears === 'now';
  return Date.parse(appears.notBefore) <= now.getTime();
}
