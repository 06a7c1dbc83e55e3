import type { PostSummary } from '../views/post';
import type { EventView } from '../views/event';
import { timesOf, titleOf } from './event-text';
import type { FeedItem } from './feed';
import { oneLine, paragraphs } from '../../../../content/server/domain/text/clean';
import { words } from './words';

/** An event in a feed: its status, time and place, then its description. */
export function eventItem(event: EventView, link: string): FeedItem {
  const { status, event_type, location, language } = event;
  const { statuses, types } = words[language];
  const place = oneLine(location?.name ?? '');
  return {
    documentId: event.id,
    title: status === 'scheduled' ? titleOf(event) : `${statuses[status]}: ${titleOf(event)}`,
    link,
    paragraphs: [
      [...timesOf(event), ...(place === '' ? [] : [place])].join('\n'),
      ...paragraphs(event.description ?? ''),
    ],
    published: new Date(event.created_at),
    updated: new Date(event.updated_at),
    category: event_type ? { slug: event_type, name: types[event_type] } : undefined,
    author: undefined,
    cover: event.cover,
  };
}

/** A post in a feed: never more than its excerpt, since a feed does not know who reads it. */
export function postItem(post: PostSummary, link: string): FeedItem {
  return {
    documentId: post.id,
    title: oneLine(post.title ?? '') || post.slug,
    link,
    paragraphs: paragraphs(post.excerpt ?? ''),
    published: new Date(post.published_at),
    updated: new Date(post.updated_at),
    category: post.category ? { slug: post.category.slug, name: post.category.name ?? '' } : undefined,
    author: post.author?.name ?? undefined,
    cover: post.cover,
  };
}
