import { startClub, type Club } from '../support/club';
import { parseCalendar } from '../support/ics';
import { publishEvent } from '../support/publish-event';
import { fillSmallClub } from '../support/small-club';
import { ask } from '../support/v1';
import { child, children, parse, text } from '../support/xml';

let club: Club;
beforeAll(async () => {
  club = await startClub();
  await fillSmallClub(club.strapi, new Date());
});
afterAll(() => club.stop());

describe('the feed', () => {
  const items = async (path: string) =>
    children(child(parse((await ask(club, path)).text), 'channel'), 'item');

  it('of the blog: the newest posts, and no more than their excerpts', async () => {
    const [gated, open] = await items('/blog/feed.xml');
    expect([text(gated, 'title'), text(gated, 'description')]).toEqual(['Gated', '<p>A teaser</p>']);
    expect([text(open, 'title'), text(open, 'category'), text(open, 'dc:creator')]).toEqual([
      'Open',
      'News',
      'Oriane',
    ]);
    expect(text(open, 'link')).toMatch(/\/blog\/open-post$/);
    expect((await ask(club, '/blog/feed.xml')).text).not.toMatch(/SECRET|Everybody may read/);
  });

  it('of the events: what is on and to come', async () => {
    const found = await items('/events/feed.xml?lang=it');
    expect(found.map((item) => text(item, 'title'))).toEqual([
      'Sul palco',
      'Event tonight',
      'Annullato: Event tomorrow',
      'Event in-the-cellar',
    ]);
    expect(text(found[0], 'description')).toMatch(/^<p>.+<br>Second Life: .+<br>La grotta grande<\/p>/);
  });

  it.each(['/blog/feed.xml', '/events/feed.xml'])('%s is there as Atom', async (path) => {
    const rss = await ask(club, path);
    expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    const atom = await ask(club, `${path}?format=atom`);
    expect(atom.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(children(parse(atom.text), 'entry')).toHaveLength((await items(path)).length);
    expect((await ask(club, `${path}?format=json`)).body.errors).toEqual({
      format: ['must be one of rss, atom'],
    });
  });

  it('is well-formed, whatever a title holds', async () => {
    const title = 'A ]]> B ]]> & <b> "C" 🎸';
    const documentId = await publishEvent(club.strapi, 'hostile', { title, description: title });
    const found = await items('/events/feed.xml');
    expect(found.map((item) => text(item, 'title'))).toContain(title);
    expect(parseCalendar((await ask(club, '/events/hostile.ics')).text).events[0]?.summary).toBe(title);
    await club.strapi.documents('api::event.event').delete({ documentId, locale: '*' });
  });
});
