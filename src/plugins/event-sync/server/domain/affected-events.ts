import { isWrite } from '../../../content/server/domain/writes';

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
 * The events that a call of the document service may change at the targets, whoever made it. Neither `status` nor the language
 * matters, since one button of the panel may be two calls and REST publishes within a save: the job reads the committed event,
 * drafts included, and does nothing where nothing differs.
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
  /** Somebody has saved this event, or asked to sync it, and waits for it. */
  save: 0,
  /** Many events at once: all of a location or an artist, or of a repair. */
  bulk: 10,
} as const;

export const priorityOf = ({ events }: AffectedEvents): number =>
  events === 'showing' ? priorities.bulk : priorities.save;
