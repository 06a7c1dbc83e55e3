import type { Core } from '@strapi/strapi';
import type { BudgetTerms } from '../../../integrations/server/clients/rate-gate';
import { RemoteError } from '../../../integrations/server/domain/remote-error';
import type { EventSyncConfig } from '../config';
import type { EventSnapshot } from '../domain/event-snapshot';
import type { Desired, SyncAction, SyncResult } from '../domain/plan';

type Create<Document> = Extract<SyncAction<Document>, { do: 'create' }>;
type Change<Document> = Extract<SyncAction<Document>, { do: 'change' }>;
type Remove = Extract<SyncAction<unknown>, { do: 'remove' }>;

export interface CallContext {
  /** The event's documentId. */
  event: string;
  /** How often it has been tried, from 1. */
  attempt: number;
  /** Identify what was being made when an answer was lost; see `markerOf`. */
  markers: readonly string[];
  /** Whether that id at the target is known to belong to another event. */
  isOtherEvents(remoteId: string): Promise<boolean>;
  signal: AbortSignal;
}

export interface Found {
  event: string;
  remoteId: string;
  /** Of the document as the club wrote it; null where somebody has changed that at the target. */
  hash: string | null;
}

/** A place that repeats the club's events: what it should show, and how that is put there. Its calls throw `RemoteError`. */
export interface Target<Document, Name extends string = string> {
  /** Its job is `event-sync.<name>`. */
  name: Name;
  title: string;
  /** Which calendar, or page. */
  destination: string;
  desired(event: EventSnapshot | null, now: Date): Desired<Document>;
  /** Identifies a document at a target that does not let the club choose ids. */
  markerOf?(document: Document): string;
  create(action: Create<Document>, context: CallContext): Promise<SyncResult>;
  change(action: Change<Document>, context: CallContext): Promise<SyncResult>;
  remove(action: Remove, context: CallContext): Promise<SyncResult>;
  /** Where people find it there; null where there is no such address. */
  addressOf(remoteId: string): string | null;
  /** All that this club has put there, where that can be asked. */
  list?(signal: AbortSignal): AsyncIterable<Found>;
}

/** What the log says of a call that is made for an event. */
export const aboutEvent = ({ event, attempt, signal }: CallContext) => ({
  subject: { type: 'api::event.event', id: event },
  attempt,
  signal,
});

/** A remote system with the targets that hang on it. */
export interface ConnectionDefinition<Integration extends string, Name extends string> {
  /** Its name in the registry of integrations. */
  integration: Integration;
  title: string;
  /** The environment's names that it needs; shown where it is off. */
  settings: readonly string[];
  /** The calls it may get, where the plugin's settings do not say otherwise. */
  budget: BudgetTerms;
  /** When the nightly repair begins: a cron expression in the club's time zone. */
  repairAt: string;
  targetNames: readonly Name[];
  /** @returns null while it is off: its settings are absent */
  connect(strapi: Core.Strapi, config: EventSyncConfig): OpenConnection<Name> | null;
}

export interface OpenConnection<Name extends string> {
  targets: readonly Target<unknown, Name>[];
  /** A cheap call that needs permission. Works, or throws. */
  check(signal: AbortSignal): Promise<void>;
}

export const defineConnection = <const Integration extends string, const Name extends string>(
  definition: ConnectionDefinition<Integration, Name>,
): ConnectionDefinition<Integration, Name> => definition;

/** For `catch`: null where a call has failed for this reason alone. */
export const unless =
  (kind: 'gone' | 'exists') =>
  (error: unknown): null => {
    if (error instanceof RemoteError && error.decision.kind === kind) return null;
    throw error;
  };
