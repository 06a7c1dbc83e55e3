import type { Consequence } from '../../contract/consequences';

/** A public event, as far as people make plans by it. */
export interface PublicEvent {
  status: Extract<Consequence, { kind: 'eventStatus' }>['status'];
  start: Date;
  end: Date;
  zone: string;
  location: { documentId: string; name: string | null } | null;
}

/**
 * What changes of an event that people already know of: whether it takes place, when and where. Nobody plans by one that is over.
 *
 * @param before the public event before a write, and `after` it; null where it is not public
 */
export function eventChanges(
  before: PublicEvent | null,
  after: PublicEvent | null,
  now: Date,
): Consequence[] {
  if (before === null || after === null) return [];
  if (before.end < now && after.end < now) return [];
  const changes: Consequence[] = [];
  if (before.status !== after.status) changes.push({ kind: 'eventStatus', status: after.status });
  if (before.start.getTime() !== after.start.getTime())
    changes.push({
      kind: 'eventTime',
      from: before.start.toISOString(),
      to: after.start.toISOString(),
      zone: after.zone,
    });
  // A location that is filled in tells people more, and contradicts nothing.
  if (before.location !== null && before.location.documentId !== after.location?.documentId)
    changes.push({
      kind: 'eventLocation',
      from: before.location.name ?? '',
      to: after.location === null ? null : (after.location.name ?? ''),
    });
  return changes;
}
