import { isWrite } from '../../../content/server/domain/writes';

/** The events that a write may change at the targets. */
export type AffectedEvents =
  | { events: 'none' }
  /** The event that was written, by the `documentId` of the call or, for a new one, of its result. */
  | { events: 'itself' }
  /**
   * All events whose draft or published version has the written document in `relation`. They have to be looked up before the
   * write where the write takes the links away, and after it where it brings them back.
   */
  | { events: 'showing'; relation: 'location' | 'artist'; lookUp: 'before' | 'after' };

const none: AffectedEvents = { events: 'none' };

const relations: ReadonlyMap<string, 'location' | 'artist'> = new Map([
  ['api::location.location', 'location'],
  ['api::artist.artist', 'artist'],
]);

/**
 * Says what a call of the document service is to calendars and page, whoever made it. One button of the admin panel may be
 * two calls, and REST publishes within a save, so neither `status` nor the language matters here: an event is looked at as it
 * stands once all is committed, and where nothing differs nothing happens. Drafts count too, since staff see them.
 *
 * @param action the document service's, reads included
 * @param uid the type written
 */
export function affectedEvents({ action, uid }: { action: string; uid: string }): AffectedEvents {
  if (!isWrite(action)) return none;
  if (uid === 'api::event.event') return { events: 'itself' };
  const relation = relations.get(uid);
  if (relation === undefined) return none;
  switch (action) {
    case 'create':
    case 'clone':
      return none; // No event can show what has just come to be.
    case 'update':
    case 'publish':
      return { events: 'showing', relation, lookUp: 'after' };
    case 'unpublish':
    case 'discardDraft':
    case 'delete':
      return { events: 'showing', relation, lookUp: 'before' };
  }
}

/** Which of the waiting jobs of a target come first: the lower numbers. One that waits for both reasons counts as the lower. */
export const priorities = {
  /** Somebody has saved this event, or wants it brought in step: that is waited for. */
  save: 0,
  /** Events come along in bulk: all of a location or an artist, or of a repair. */
  bulk: 10,
} as const;

/** How urgent the sync is that a write leads to. */
export const priorityOf = ({ events }: AffectedEvents): number =>
  events === 'showing' ? priorities.bulk : priorities.save;
