import { startClub, type Club } from '../support/club';
import { memberOfRole, staffClient, type Document, type StaffClient } from '../support/staff-api';
import { ask } from '../support/v1';

let club: Club;
let authorization: string;
let staff: StaffClient;
let place: Document;
let nova: Document;
let duo: Document;

const inDays = (days: number, hours = 0): string =>
  new Date(Date.now() + (days * 24 + hours) * 3_600_000).toISOString();
const start = inDays(2);
const end = inDays(2, 3);

beforeAll(async () => {
  club = await startClub();
  ({ authorization } = await memberOfRole(club, 'sam', 'staff'));
  staff = staffClient(club, authorization);
  place = await staff.make('/locations', { name: 'The Cellar', slug: 'the-cellar' });
  nova = await staff.make('/artists', { name: 'Nova' });
  duo = await staff.make('/artists', { name: 'The Duo' });
});
afterAll(() => club.stop());

const body = () => ({
  title: 'Late Night',
  description: 'Until it is **over**',
  event_type: 'dj_set',
  status: 'scheduled',
  start_time: start,
  end_time: end,
  timezone: 'Europe/Rome',
  location: 'the-cellar',
  artists: [
    { slug: 'the-duo', role: 'support', start_time: start, end_time: inDays(2, 1) },
    { id: nova.id, role: 'headliner' },
  ],
  links: [{ kind: 'tickets', label: null, url: 'https://tickets.example/1' }],
  is_featured: true,
  announce: false,
});

describe('an event', () => {
  let event: Document;
  beforeAll(async () => {
    event = await staff.make('/events', body());
  });

  it('shows its drafts of a location and artists, in the order in which they were sent', () => {
    const { location: _l, artists: _a, ...same } = body();
    expect(event).toMatchObject({
      ...same,
      slug: 'late-night',
      state: 'draft',
      announce_at: null,
      location: { id: place.id, slug: 'the-cellar', name: 'The Cellar', slurl: null },
      artists: [
        { id: duo.id, slug: 'the-duo', name: 'The Duo', role: 'support', start_time: start },
        { id: nova.id, slug: 'nova', name: 'Nova', role: 'headliner', start_time: null, end_time: null },
      ],
    });
  });

  it.each([
    ['a slug', () => 'the-cellar'],
    ['an id', () => place.id],
    ['an object with a slug', () => ({ slug: 'the-cellar' })],
    ['an object with an id', () => ({ id: place.id })],
  ])('takes its location by %s', async (_case, location) => {
    expect(await staff.put(`/events/${event.id}`, { location: null })).toMatchObject({ location: null });
    expect(await staff.put(`/events/${event.id}`, { location: location() })).toMatchObject({
      location: { id: place.id },
      artists: [{ id: duo.id }, { id: nova.id }],
    });
  });

  it.each([
    ['an end before the start', { end_time: inDays(1) }, 'end_time', 'must be after start_time'],
    [
      'a performance that ends too late',
      { artists: [{ slug: 'nova' }, { slug: 'the-duo', end_time: inDays(9) }] },
      'artists.1.end_time',
      "must not be after the event's end_time",
    ],
    ['an unknown role', { artists: [{ slug: 'nova', role: 'roadie' }] }, 'artists.0.role', 'must be one of'],
    ['an artist that there is not', { artists: [{ slug: 'nobody' }] }, 'artists.0.slug', 'is not known'],
    ['an artist by no name', { artists: [{ role: 'dj' }] }, 'artists.0.slug', 'must name the artist'],
    [
      'a name of an artist',
      { artists: [{ slug: 'nova', name: 'N.' }] },
      'artists.0.name',
      'is not known here',
    ],
    ['a location that there is not', { location: 'nowhere' }, 'location', 'is not known'],
    ['a location of another type', { location: 'nova' }, 'location', 'is not known'],
    ['a location that is a number', { location: 5 }, 'location', 'must be a slug or an id'],
    ['an empty location', { location: '' }, 'location', 'must not be empty'],
    ['a time without its offset', { start_time: '2026-11-21T20:00:00' }, 'start_time', 'ISO 8601'],
    ['a day that there is not', { start_time: '2026-02-30T20:00:00Z' }, 'start_time', 'ISO 8601'],
    ['a year that no calendar has', { announce_at: '0001-01-01T00:00:00Z' }, 'announce_at', 'years'],
    ['no time zone', { timezone: 'Mars/Olympus' }, 'timezone', 'time zone'],
    ['an unknown status', { status: 'maybe' }, 'status', 'must be one of scheduled'],
    ['an announcement after the end', { announce_at: inDays(5) }, 'announce_at', 'must be before end_time'],
    ['an address of its own', { slug: 'now' }, 'slug', 'address of its own'],
  ])('refuses %s under the name of the contract', async (_case, change, field, sentence) => {
    for (const answer of [
      await staff.send('PUT', `/events/${event.id}`, change),
      await staff.send('POST', '/events', { ...body(), ...change }),
    ]) {
      expect([answer.status, answer.text]).toEqual([400, answer.text]);
      expect(answer.body.errors).toEqual({ [field]: [expect.stringContaining(sentence)] });
    }
  });

  it('cannot be published without what readers need', async () => {
    const empty = await staff.make('/events', { description: 'Nothing is sure yet' });
    const answer = await staff.send('POST', `/events/${empty.id}/publish`);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      {
        title: ['must be given'],
        start_time: ['must be given'],
        end_time: ['must be given'],
      },
    ]);
  });

  it('is public once it is published, with its translation, and modified after a change', async () => {
    for (const path of [`/locations/${place.id}`, `/artists/${nova.id}`, `/artists/${duo.id}`])
      await staff.publish(path);
    await staff.put(`/events/${event.id}/translations`, { translations: { it: { title: 'Notte fonda' } } });
    expect(await staff.publish(`/events/${event.id}`)).toMatchObject({ state: 'published' });
    const read = await ask(club, '/events/late-night?lang=it');
    expect([read.status, read.body.data]).toMatchObject([
      200,
      {
        title: 'Notte fonda',
        location: { slug: 'the-cellar' },
        artists: [{ slug: 'the-duo' }, { slug: 'nova' }],
      },
    ]);
    expect(await staff.put(`/events/${event.id}`, { title: 'Later Night' })).toMatchObject({
      state: 'modified',
      slug: 'late-night',
    });
    expect((await ask(club, '/events/late-night')).body.data).toMatchObject({ title: 'Late Night' });
    await staff.publish(`/events/${event.id}`);
    await staff.put(`/events/${event.id}/translations`, { translations: { it: { title: 'Notte' } } });
    expect((await staff.get(`/events/${event.id}`)).body.data).toMatchObject({ state: 'modified' });
  });

  it('keeps what it needs from being deleted or hidden: 409 with the reason', async () => {
    await staff.publish(`/events/${event.id}`);
    const deleted = await staff.send('DELETE', `/locations/${place.id}`);
    expect([deleted.status, deleted.body.error]).toEqual([
      409,
      expect.stringContaining('Still in use by 1 event (“Later Night”)'),
    ]);
    const hidden = await staff.send('POST', `/locations/${place.id}/unpublish`);
    expect([hidden.status, hidden.body.error]).toEqual([409, expect.stringContaining('Still needed by')]);
  });

  it('sets back all translations of a request if one of them is refused', async () => {
    const { body: before } = await staff.get(`/events/${event.id}`);
    const answer = await staff.send('PUT', `/events/${event.id}/translations`, {
      translations: { fr: { title: 'Tard' }, es: { title: 'x'.repeat(300) } },
    });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      { 'translations.es.title': [expect.stringContaining('at most 255')] },
    ]);
    expect((await staff.get(`/events/${event.id}`)).body.data).toEqual(before.data);
  });
});

it('writes a post and an exclusive with what they belong to', async () => {
  const category = await staff.make('/categories', { name: 'Diary' });
  const author = await staff.make('/staff', { name: 'Zoe' });
  const tier = await staff.make('/tiers', { name: 'Moon', amount_cents: 300, currency: 'EUR' });
  const post = await staff.make('/blog', {
    title: 'How it began',
    excerpt: 'A cellar',
    body: 'It was cold',
    category: 'diary',
    author: author.id,
    minimum_tier: { slug: 'moon' },
    published_at: '2026-01-02T03:04:05+01:00',
  });
  expect(post).toMatchObject({
    slug: 'how-it-began',
    body: 'It was cold',
    category: { id: category.id, slug: 'diary', name: 'Diary' },
    author: { id: author.id },
    minimum_tier: { id: tier.id, name: 'Moon' },
    published_at: '2026-01-02T02:04:05.000Z',
  });
  const exclusive = await staff.make('/exclusive', {
    title: 'The first tape',
    teaser: 'Hiss',
    body: 'All of it',
    minimum_tier: 'moon',
  });
  expect(exclusive).toMatchObject({ media: [], cover: null, minimum_tier: { slug: 'moon' }, state: 'draft' });
  for (const path of [`/blog/${post.id}`, `/exclusive/${exclusive.id}`])
    expect(await staff.put(`${path}/translations`, { translations: { es: { title: 'Título' } } })).toEqual({
      updated: ['es'],
    });
  const { status, body: kept } = await staff.send('DELETE', `/tiers/${tier.id}`);
  expect([status, kept.error]).toEqual([409, expect.stringContaining('Still in use by')]);
});

it('takes keys that objects have of themselves for unknown fields', async () => {
  for (const sent of ['{"constructor":1}', '{"toString":{}}', '{"title":"a","__proto__":{"slug":"b"}}']) {
    const { status, text } = await staff.send('POST', '/events', sent);
    expect([sent, status, text]).toEqual([sent, 400, text]);
  }
});

it.each([
  ['text/plain', 'title=x'],
  ['application/x-www-form-urlencoded', 'title[$ne]=x'],
  ['application/json', '{"title":'],
  ['application/json', 'null'],
  ['application/json', '"title"'],
  ['application/json', '{"title":"\\u0000"}'],
  ['application/json', '{"title":"\\ud800"}'],
  ['application/json', `{"title":"${'x'.repeat(900_000)}"}`],
  ['application/json', `{"artists":[${Array.from({ length: 300 }, () => '{"slug":"nova"}').join(',')}]}`],
])('refuses a body of %s that is no event: %.40s', async (type, sent) => {
  const headers = { authorization, 'content-type': type };
  const answer = await ask(club, '/admin/events', { method: 'POST', headers, body: sent });
  expect([answer.status, answer.body.success]).toEqual([400, false]);
});
