import fc from 'fast-check';
import { hostileText } from '../../../../../../tests/support/hostile-text';
import { child, children, parse, text } from '../../../../../../tests/support/xml';
import { feedFormats, renderFeed, type FeedChannel, type FeedItem } from './feed';
import { oneLine } from '../../../../content/server/domain/text/clean';

const channel: FeedChannel = {
  kind: 'blog',
  title: 'Rock & Roll: Blog',
  language: 'it',
  clubName: 'Rock & Roll',
  link: 'https://club.test/blog',
  self: 'https://api.club.test/api/v1/blog/feed.xml?lang=it&format=rss',
};

const size = { thumbnail: null, small: null, medium: null, large: null };
const item: FeedItem = {
  documentId: 'k1x9',
  title: 'Sul palco & dietro',
  link: 'https://club.test/blog/palco',
  paragraphs: ['Una notte\na < b', 'Fine'],
  published: new Date('2026-11-20T10:00:00Z'),
  updated: new Date('2026-11-21T11:00:00Z'),
  category: { slug: 'news', name: 'Novità & altro' },
  author: 'Oriane & Co',
  cover: {
    url: 'https://club.test/uploads/a.jpg?x=1&y=2',
    alt: 'A "cave"',
    width: 1,
    height: 1,
    mime: 'image/jpeg',
    formats: size,
  },
};
const bare: FeedItem = {
  ...item,
  documentId: 'b',
  category: undefined,
  author: undefined,
  cover: null,
  paragraphs: [],
};

describe('RSS', () => {
  const rss = child(parse(renderFeed('rss', channel, [item, bare])), 'channel');
  const [first, second] = children(rss, 'item');

  it('says who it is', () => {
    expect(['title', 'link', 'language', 'lastBuildDate'].map((name) => text(rss, name))).toEqual([
      'Rock & Roll: Blog',
      'https://club.test/blog',
      'it',
      'Sat, 21 Nov 2026 11:00:00 GMT',
    ]);
    expect(child(rss, 'atom:link')?.attributes).toMatchObject({ rel: 'self', href: channel.self });
  });

  it('tells of an item', () => {
    expect(
      ['title', 'link', 'guid', 'pubDate', 'category', 'dc:creator'].map((name) => text(first, name)),
    ).toEqual([
      'Sul palco & dietro',
      'https://club.test/blog/palco',
      'k1x9',
      'Fri, 20 Nov 2026 10:00:00 GMT',
      'Novità & altro',
      'Oriane & Co',
    ]);
    expect(text(first, 'description')).toBe('<p>Una notte<br>a &lt; b</p><p>Fine</p>');
    expect(child(first, 'guid')?.attributes).toEqual({ isPermaLink: 'false' });
    expect(child(first, 'enclosure')?.attributes).toEqual({
      url: 'https://club.test/uploads/a.jpg?x=1&y=2',
      type: 'image/jpeg',
      length: '0',
    });
    expect(children(first, 'author')).toEqual([]);
  });

  it('leaves out what there is not', () => {
    expect(children(second).map(({ name }) => name)).toEqual(['title', 'link', 'guid', 'pubDate']);
  });
});

describe('Atom', () => {
  const atom = parse(renderFeed('atom', channel, [item, bare]));
  const [first, second] = children(atom, 'entry');

  it('says who it is', () => {
    expect(['id', 'title', 'updated'].map((name) => text(atom, name))).toEqual([
      'urn:dreamers-cave:blog:it',
      'Rock & Roll: Blog',
      '2026-11-21T11:00:00.000Z',
    ]);
    expect(text(child(atom, 'author'), 'name')).toBe('Rock & Roll');
  });

  it('tells of an entry', () => {
    expect(['id', 'title', 'updated', 'published'].map((name) => text(first, name))).toEqual([
      'urn:dreamers-cave:k1x9',
      'Sul palco &amp; dietro',
      '2026-11-21T11:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
    ]);
    expect(child(first, 'title')?.attributes).toEqual({ type: 'html' });
    expect(text(first, 'summary')).toBe(
      '<p><img src="https://club.test/uploads/a.jpg?x=1&amp;y=2" alt="A &quot;cave&quot;"></p>' +
        '<p>Una notte<br>a &lt; b</p><p>Fine</p>',
    );
    expect(child(first, 'category')?.attributes).toEqual({ label: 'Novità & altro', term: 'news' });
    expect(text(child(first, 'author'), 'name')).toBe('Oriane & Co');
  });

  it('leaves out what there is not', () => {
    expect(children(second).map(({ name }) => name)).toEqual(['title', 'id', 'link', 'updated', 'published']);
  });
});

it.each(feedFormats)('%s is the same bytes for the same content, without items too', (format) => {
  expect(renderFeed(format, channel, [item])).toBe(renderFeed(format, channel, [item]));
  expect(renderFeed(format, channel, [])).toMatch(/1970/);
});

it('a file that is no picture is not enclosed', () => {
  const odd = { ...item, cover: item.cover && { ...item.cover, mime: 'image/"><x' } };
  expect(children(child(parse(renderFeed('rss', channel, [odd])), 'channel'), 'enclosure')).toEqual([]);
});

it('any texts are well-formed, and come through', () => {
  const texts = fc.record({ title: hostileText(), paragraph: hostileText(), name: hostileText(10) });
  fc.assert(
    fc.property(texts, ({ title, paragraph, name }) => {
      const hostile: FeedItem = {
        ...item,
        title,
        paragraphs: [paragraph, paragraph],
        author: name,
        category: { slug: 'x', name },
        cover: item.cover && { ...item.cover, alt: paragraph },
      };
      const named = { ...channel, title: name, clubName: name };
      const rss = child(parse(renderFeed('rss', named, [hostile])), 'channel');
      expect(text(rss, 'title')).toBe(oneLine(name));
      expect(text(child(rss, 'item'), 'title')).toBe(oneLine(title));
      expect(text(child(rss, 'item'), 'category')).toBe(oneLine(name));

      const entry = child(parse(renderFeed('atom', named, [hostile])), 'entry');
      expect(text(child(entry, 'author'), 'name') ?? '').toBe(oneLine(name));
      expect(text(entry, 'title')).not.toContain('<');
    }),
  );
});
