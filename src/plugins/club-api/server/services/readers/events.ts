import type { Language } from '../../contract/language';
import type { EventView } from '../../contract/views';
import type { Localized } from '../../domain/overlay';
import type { Page } from '../../domain/paging';
import { eventColumns, eventView, placeColumns } from '../../domain/views/event';
import { linkColumns, linkView } from '../../domain/views/media';
import { readBySlug } from '../by-slug';
import { createDocuments } from '../documents';
import { createLineUp } from '../line-up';
import { createMedia } from '../media';
import { readPage, type Condition } from '../page-query';
import { createComponent, createReference } from '../relations';
import { createSearchEntries } from '../search-entries';
import { createEventConditions } from './event-conditions';
import type { ReaderContext } from '.';

const uid = 'api::event.event';

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

export function createEventReader({ strapi, database, site }: ReaderContext) {
  const documents = createDocuments(strapi, uid, eventColumns);
  const places = createDocuments(strapi, 'api::location.location', placeColumns);
  const placeOf = createReference(strapi, database, [uid, 'location'], places);
  const lineUp = createLineUp(strapi, database);
  const links = createComponent(strapi, database, [uid, 'links'], 'club.link', linkColumns);
  const media = createMedia(strapi, database, uid);
  const entries = createSearchEntries(strapi);
  const condition = createEventConditions(strapi, database);

  async function views(events: Localized<typeof eventColumns>[], language: Language): Promise<EventView[]> {
    const rowIds = events.map(({ rowId }) => rowId);
    const [place, performers, linksOf, mediaOf] = await Promise.all([
      placeOf(rowIds, language),
      lineUp(rowIds),
      links(rowIds),
      media(rowIds),
    ]);
    return events.map((event) =>
      eventView(event, {
        location: place.get(event.rowId),
        lineUp: performers.get(event.rowId) ?? [],
        cover: mediaOf(event.rowId, 'cover')[0],
        links: (linksOf.get(event.rowId) ?? []).map(linkView),
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
    const found = await readPage(database, documents, {
      conditions,
      order: agenda,
      direction,
      page,
      language,
    });
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
      const moment = new Date(now.getTime() + 1);
      const [onStage, next] = await Promise.all([
        find([...condition.overlapping(now, moment), scheduled], { page: 1, per_page: 100 }, language),
        find([condition.startingAfter(now), scheduled], { page: 1, per_page: 1 }, language),
      ]);
      return { on_stage: onStage.data, next: next.data[0] ?? null };
    },

    async bySlug(slug: string, language: Language): Promise<EventView | undefined> {
      const [view] = await views(await readBySlug(database, documents, slug, language), language);
      return view;
    },
  };
}
