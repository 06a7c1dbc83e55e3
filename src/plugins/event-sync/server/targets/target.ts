import type { Desired } from '../domain/desired';
import type { SyncAction, Outcome } from '../domain/link';
import type { ShownEvent } from '../domain/shown-event';
import type { Trial } from '../domain/verdict';

/** Each has a job of its own, `event-sync.<name>`. */
export const targetNames = ['google-internal', 'google-public', 'facebook-page'] as const;
export type TargetName = (typeof targetNames)[number];

type Create<Document> = Extract<SyncAction<Document>, { do: 'create' }>;
type Change<Document> = Extract<SyncAction<Document>, { do: 'change' }>;
type Remove = Extract<SyncAction<unknown>, { do: 'remove' }>;

/** What a call is made for. */
export interface CallContext extends Trial {
  /** The event's documentId. */
  event: string;
  /** By what the target may find what it was making when no answer came; see `markerOf`. */
  markers: readonly string[];
  /** Whether what stands over there under an id is known to be another event's. */
  isAnothers(remoteId: string): Promise<boolean>;
  signal?: AbortSignal;
}

/** What is found at a target that this club has put there. */
export interface Found {
  event: string;
  remoteId: string;
  /** Of the document as the club wrote it; null where somebody has changed that over there. */
  hash: string | null;
}

/**
 * Somewhere that repeats the club's events. What each should show, and how it is put there: the rest is the same for all.
 * Its calls throw `Trouble`.
 */
export interface Target<Document> {
  name: TargetName;
  title: string;
  /** The integration whose connection it uses. */
  integration: string;
  /** Which calendar, or page. */
  destination: string;
  desired(event: ShownEvent | null, now: Date): Desired<Document>;
  /** What in a document tells it from all others over there, where the target gives no ids of the club's choosing. */
  markerOf?(document: Document): string;
  create(act: Create<Document>, occasion: CallContext): Promise<Outcome>;
  change(act: Change<Document>, occasion: CallContext): Promise<Outcome>;
  remove(act: Remove, occasion: CallContext): Promise<Outcome>;
  /** Where people find it there; null where there is no such address. */
  addressOf(remoteId: string): string | null;
  /** All that this club has put there, where that can be asked. */
  list?(signal: AbortSignal): AsyncIterable<Found>;
}

/** A target whose kind of document does not matter. */
export type AnyTarget = Target<unknown>;
