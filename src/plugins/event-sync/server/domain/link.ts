import { z } from 'zod';

/** How far a target is known to show an event. */
export const linkStates = [
  /** It was being put there: whether it is, nobody has said. */
  'creating',
  /** It is there. */
  'shown',
  /** It was being removed: whether it is gone, nobody has said. */
  'removing',
  /** It is not there. */
  'removed',
  /** Somebody took it away over there; only a person puts it back. */
  'withdrawn',
] as const;

/** What the club knows of an event at a target. */
export const link = z.object({
  /** The calendar or page it is about; a link to another one is none. */
  destination: z.string(),
  state: z.enum(linkStates),
  /** By which name it is known over there; null while that is not known. */
  remoteId: z.string().nullable(),
  /** Of the document that is shown; null while that is not known. */
  hash: z.string().nullable(),
  /** Raised when an id of our own choosing can be used no more. */
  generation: z.int().min(0),
});

export type Link = z.infer<typeof link>;

/** What is to be done, as `plan` says. */
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
export type Outcome =
  /** To create and change. */
  | { outcome: 'shown'; remoteId: string }
  /** It is not there: the aim of `remove`; else it is to be created again. */
  | { outcome: 'gone' }
  /** Somebody took it away, and it is not to come back by itself. */
  | { outcome: 'withdrawn' }
  /** The id cannot be used again: the next generation can. */
  | { outcome: 'id-spent' };

/**
 * What the link says while a step is under way. It is to be stored before the call: should the answer be lost, nobody
 * knows any more what is over there, and this says so.
 */
export function begun(stored: Link | null, act: SyncAction<unknown>, destination: string): Link {
  const { generation } = act;
  switch (act.do) {
    case 'create':
      return { destination, state: 'creating', remoteId: null, hash: null, generation };
    case 'change':
      return { destination, state: stored?.state ?? 'shown', remoteId: act.remoteId, hash: null, generation };
    case 'remove':
      return { destination, state: 'removing', remoteId: act.remoteId, hash: null, generation };
  }
}

/** What the link says once a step is answered. */
export function settled(current: Link, act: SyncAction<unknown>, answer: Outcome): Link {
  const absent = { ...current, remoteId: null, hash: null };
  switch (answer.outcome) {
    case 'shown':
      return {
        ...current,
        state: 'shown',
        remoteId: answer.remoteId,
        hash: act.do === 'remove' ? null : act.hash,
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

/** For when the remote system shows something else than the link says: the next plan puts it right. */
export const doubted = (current: Link): Link => ({ ...current, hash: null });

/** For when a person wants back what was taken away over there. */
export const restored = <Known extends Link>(current: Known): Known =>
  current.state === 'withdrawn' ? { ...current, state: 'removed' } : current;
