import type { Core } from '@strapi/strapi';
import type { EventStatus } from '../../contract/views';
import { longestEventDays } from '../../../../content/server/domain/longest-event';
import { name, unindexed } from '../../domain/sql';
import type { ReadDatabase } from '../database';
import type { Condition } from '../page-query';
import { joinTableOf, tableOf } from '../../../../../database/tables';

const uid = 'api::event.event';
const longestEvent = longestEventDays * 24 * 60 * 60 * 1000;

/** What a list of events can be narrowed by. Slugs are those of today. */
export function createEventConditions(strapi: Core.Strapi, database: ReadDatabase) {
  const location = joinTableOf(strapi, uid, 'location');
  const locations = tableOf(strapi, 'api::location.location').table;
  const lineUp = joinTableOf(strapi, uid, 'lineUp');
  const performer = joinTableOf(strapi, 'club.line-up-entry', 'artist');
  const artists = tableOf(strapi, 'api::artist.artist').table;

  return {
    /**
     * Those that overlap [from, to). The bound on the start follows from the longest event there may be: it lets the
     * index on starts pass over all that ended long ago.
     */
    overlapping(from: Date | undefined, to: Date | undefined): Condition[] {
      const after = from && {
        where: 'd.end_time > ? AND d.start_time > ?',
        bindings: [database.moment(from), database.moment(new Date(from.getTime() - longestEvent))],
      };
      const before = to && { where: 'd.start_time < ?', bindings: [database.moment(to)] };
      return [after, before].filter((condition) => condition !== undefined);
    },

    /** Those that begin after a moment. */
    startingAfter: (moment: Date): Condition => ({
      where: 'd.start_time > ?',
      bindings: [database.moment(moment)],
    }),

    ofType: (type: string): Condition => ({ where: 'd.event_type = ?', bindings: [type] }),
    ofStatus: (status: EventStatus): Condition => ({ where: 'd.event_status = ?', bindings: [status] }),

    at: (slug: string): Condition => ({
      where:
        `EXISTS (SELECT 1 FROM ${name(location.table)} l JOIN ${name(locations)} p ON p.id = l.${name(location.target)}` +
        ` WHERE l.${name(location.owner)} = d.id AND p.slug = ? AND p.is_active = 1)`,
      bindings: [slug],
    }),

    /** Counted an event at a time: of an EXISTS, MariaDB would first make a list of all performances there ever were. */
    with: (slug: string): Condition => ({
      where:
        `(SELECT COUNT(*) FROM ${name(lineUp.table)} l JOIN ${name(performer.table)} m` +
        ` ON m.${name(performer.owner)} = l.${name(lineUp.target)} AND ${unindexed('l.field')} = 'lineUp'` +
        ` JOIN ${name(artists)} a ON a.id = m.${name(performer.target)}` +
        ` WHERE l.${name(lineUp.owner)} = d.id AND a.slug = ?) > 0`,
      bindings: [slug],
    }),
  };
}
