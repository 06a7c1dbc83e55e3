import { Feed, type Item } from 'feed';
import type { Media } from '../views/media';
import type { Language } from '../../../../../shared/server/languages';
import { clean, oneLine } from '../../../../content/server/domain/text/clean';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Clean text as HTML; it holds no `]]>` any more either. */
export const html = (text: string): string =>
  clean(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');

export const feedFormats = ['rss', 'atom'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const feedTypes: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
};

export interface FeedItem {
  documentId: string;
  /** Plain text, like everything here; `paragraphs` too. */
  title: string;
  link: string;
  /** Each a paragraph; line breaks within them count. */
  paragraphs: readonly string[];
  published: Date;
  updated: Date;
  category: { slug: string; name: string } | undefined;
  author: string | undefined;
  cover: Media | null;
}

export interface FeedChannel {
  /** What it is a feed of, for its id: the same in all languages, whatever the club's address. */
  kind: string;
  title: string;
  language: Language;
  clubName: string;
  /** The page of the website that shows the same. */
  link: string;
  self: string;
}

/** The writer beneath `feed` takes `&amp;` for text that is escaped already, so that a plain one would not come through. */
const plain = (text: string): string => oneLine(text).replaceAll('&', '&amp;');

const isMediaType = (mime: string): boolean => /^image\/[\w.+-]+$/.test(mime);

/** The text as HTML, which is what readers take a description for. */
const descriptionOf = (item: FeedItem): string =>
  item.paragraphs.map((paragraph) => `<p>${html(paragraph).replaceAll('\n', '<br>')}</p>`).join('');

/**
 * RSS has plain titles and calls an author an e-mail address, so that names go by Dublin Core's `creator`
 * (https://www.rssboard.org/rss-profile); `feed` writes both otherwise, hence the extensions.
 */
function rssItem(item: FeedItem): Item {
  const { documentId, title, link, published, category, author, cover } = item;
  const text = (content: string) => ({ _text: plain(content) });
  return {
    title,
    guid: documentId,
    link,
    date: published,
    description: descriptionOf(item),
    ...(category && { category: [{ name: plain(category.name) }] }),
    // Nobody knows the length here; 0 is what RSS wants then.
    ...(cover && isMediaType(cover.mime) && { enclosure: { url: cover.url, type: cover.mime, length: 0 } }),
    extensions: [
      { name: 'title', objects: text(title) },
      ...(author ? [{ name: 'dc:creator', objects: text(author) }] : []),
    ],
  };
}

/** Atom's titles are HTML; its picture is in the text, since `feed` would guess an enclosure's type by the file's name. */
function atomItem(item: FeedItem): Item {
  const { documentId, title, link, published, updated, category, author, cover } = item;
  const picture = cover ? `<p><img src="${html(cover.url)}" alt="${html(cover.alt ?? '')}"></p>` : '';
  return {
    title: html(oneLine(title)),
    id: `urn:dreamers-cave:${documentId}`,
    link,
    date: updated,
    published,
    description: `${picture}${descriptionOf(item)}`,
    // `feed` leaves a `<` in an attribute as it is.
    ...(category && {
      category: [{ term: category.slug, name: oneLine(category.name).replaceAll('<', '‹') }],
    }),
    ...(author && { author: [{ name: plain(author) }] }),
  };
}

/** Items as RSS 2.0 or Atom 1.0: the same content, the same bytes, whenever it is asked for. */
export function renderFeed(format: FeedFormat, channel: FeedChannel, items: readonly FeedItem[]): string {
  const feed = new Feed({
    id: `urn:dreamers-cave:${channel.kind}:${channel.language}`,
    title: plain(channel.title),
    description: plain(channel.title),
    language: channel.language,
    link: channel.link,
    feed: channel.self,
    updated: new Date(Math.max(0, ...items.map(({ updated }) => updated.getTime()))),
    author: { name: plain(channel.clubName), link: channel.link },
    generator: false,
  });
  const isRss = format === 'rss';
  if (isRss) {
    feed.addExtension({ name: '_attributes', objects: { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' } });
  }
  for (const item of items) feed.addItem(isRss ? rssItem(item) : atomItem(item));
  return isRss ? feed.rss2() : feed.atom1();
}
