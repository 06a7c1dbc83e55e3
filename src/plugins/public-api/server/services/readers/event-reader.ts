import { name, unindexed } from '../../../../../database/sql';
import { joinTableOf, tableOf } from '../../../../../database/tables';
import { longestEventDays, type EventStatus } from '../../../../content/server/domain/event-constants';
import type { Page } from '../../../../../http/schemas';
import type { Language } from '../../../../../shared/server/languages';
import type { Localized } from '../../domain/columns';
import { previewed } from '../../domain/previewed';
import { eventColumns, placeColumns, toEvent, type EventView } from '../../domain/views/event';
import { linkColumns, toLink } from '../../domain/views/media';
import { createDocuments, publicContext, type Condition } from '../documents';
import { createComponent, createLineUp, createMedia, createReference } from '../relations';
import { createSearchEntries } from '../search-entries';
import type { ReadContext } from '../reads';

const uid = 'api::event.event';
const longestEvent = longestEventDays * 24 * 60 * 60 * 1000;

export interface EventFilter {
  from?: Date | undefined;
  to?: Date | undefined;
  location?: string | undefined;
  artist?: string | undefined;
  type?: string | undefined;
  q?: string | undefined;
  order?: 'asc' | 'desc' | undefined;
}

/** Ends, publishes and ids settle what starts together; in this order the agenda's index holds them all. */
const agenda = ['d.start_time', 'd.end_time', 'd.published_at', 'd.id'];

export function createEventReader(context: ReadContext) {
  const { site } = context;
  const documents = createDocuments(context, uid, eventColumns);
  const places = createDocuments(publicContext(context), 'api::location.location', placeColumns);
  const placeOf = createReference(context, [uid, 'location'], places);
  const lineUp = createLineUp(context);
  const links = createComponent(context, [uid, 'links'], 'club.link', linkColumns);
  const media = createMedia(context, uid);
  const entries = createSearchEntries(context.strapi);
  const condition = createEventConditions(context);

  async function views(events: Localized<typeof eventColumns>[], language: Language): Promise<EventView[]> {
    const rowIds = events.map(({ rowId }) => rowId);
    const [place, performers, linksOf, mediaOf] = await Promise.all([
      placeOf(rowIds, language),
      lineUp(rowIds),
      links(rowIds),
      media(rowIds),
    ]);
    return events.map((event) =>
      toEvent(event, {
        location: place.get(event.rowId),
        lineUp: performers.get(event.rowId) ?? [],
        cover: mediaOf(event.rowId, 'cover')[0],
        links: (linksOf.get(event.rowId) ?? []).map(toLink),
        url: site.eventUrl(event.slug ?? ''),
        clubName: site.clubName,
      }),
    );
  }

  async function find(
    conditions: Condition[],
    page: Page,
    language: Language,
    direction: 'ASC' | 'DESC' = 'ASC',
  ) {
    const found = await documents.page({ conditions, order: agenda, direction, page, language });
    return { data: await views(found.documents, language), total: found.total };
  }

  return {
    /** One page of the events that overlap the span and meet the filter, by start. */
    page(language: Language, filter: EventFilter, page: Page): Promise<{ data: EventView[]; total: number }> {
      const conditions = [
        ...condition.overlapping(filter.from, filter.to),
        ...(filter.location === undefined ? [] : [condition.at(filter.location)]),
        ...(filter.artist === undefined ? [] : [condition.with(filter.artist)]),
        ...(filter.type === undefined ? [] : [condition.ofType(filter.type)]),
        ...(filter.q === undefined ? [] : [entries.matching(uid, language, filter.q)]),
      ];
      return find(conditions, page, language, filter.order === 'desc' ? 'DESC' : 'ASC');
    },

    /** What is on stage at `now`, and what begins next: neither cancelled nor postponed. */
    async now(language: Language, now: Date): Promise<{ on_stage: EventView[]; next: EventView | null }> {
      const scheduled = condition.ofStatus('scheduled');
      const timestamp = new Date(now.getTime() + 1);
      const [onStage, next] = await Promise.all([
        find([...condition.overlapping(now, timestamp), scheduled], { page: 1, per_page: 100 }, language),
        find([condition.startingAfter(now), scheduled], { page: 1, per_page: 1 }, language),
      ]);
      return { on_stage: onStage.data, next: next.data[0] ?? null };
    },

    async bySlug(slug: string, language: Language): Promise<EventView | undefined> {
      const [view] = await views(await documents.bySlug(slug, language), language);
      return view;
    },

    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      return previewed(found, await views(found, language));
    },
  };
}

/** What a list of events can be narrowed by. Slugs are those of today. */
function createEventConditions({ strapi, database }: ReadContext) {
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
        bindings: [database.timestamp(from), database.timestamp(new Date(from.getTime() - longestEvent))],
      };
      const before = to && { where: 'd.start_time < ?', bindings: [database.timestamp(to)] };
      return [after, before].filter((condition) => condition !== undefined);
    },

    startingAfter: (timestamp: Date): Condition => ({
      where: 'd.start_time > ?',
      bindings: [database.timestamp(timestamp)],
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
