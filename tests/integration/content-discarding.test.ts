import { z } from 'zod';
import { pointersTo } from '../../src/plugins/content/server/services/pointers';
import { schemasOf } from '../../src/plugins/content/server/services/schemas';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { asEditor, type Send } from '../support/editors';
import { fresh } from '../support/faults';

let club: Club;
let staff: Send;
beforeAll(async () => {
  club = await startClub();
  staff = await asEditor(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const [events, places, artists] = [
  'api::event.event',
  'api::location.location',
  'api::artist.artist',
] as const;

const newPlace = () => create(places, { slug: fresh('grotto'), name: 'Grotto', moodCategory: 'hybrid' });
const newArtist = () => create(artists, { slug: fresh('echo'), name: 'Echo' });
const newEvent = (data: object) =>
  create(events, {
    slug: fresh('night'),
    title: 'Night',
    startTime: '2098-01-01T20:00:00.000Z',
    endTime: '2098-01-01T22:00:00.000Z',
    ...data,
  });
const publish = (uid: typeof events | typeof places | typeof artists, documentId: string, locale = 'en') =>
  documentsOf(club, uid).publish({ documentId, locale });

/** What the panel does of an event, and that it was done. */
async function act(documentId: string, locale: string, action: string, body: object = {}): Promise<void> {
  const one = `/content-manager/collection-types/${events}/${documentId}`;
  const answer =
    action === 'save'
      ? await staff('PUT', `${one}?locale=${locale}`, body)
      : await staff('POST', `${one}/actions/${action}?locale=${locale}`, body);
  expect(answer).toMatchObject({ status: 200 });
}

const named = z
  .object({ documentId: z.string() })
  .nullish()
  .transform((link) => link?.documentId ?? null);
const eventRow = z.object({
  title: z.string(),
  location: named,
  lineUp: z.array(z.object({ artist: named, position: z.number() })),
});

/** What an event says, with what it links to. */
async function shown(documentId: string, status: 'draft' | 'published', locale = 'en') {
  const row: unknown = await club.strapi.documents(events).findOne({
    documentId,
    locale,
    status,
    populate: { location: true, lineUp: { populate: { artist: true } } },
  });
  const { title, location, lineUp } = eventRow.parse(row);
  return { title, location, artists: lineUp.map(({ artist }) => artist) };
}

it('concerns these links: from what has drafts, to what may have drafts alone', () => {
  const schemas = schemasOf(club.strapi);
  const found = ([places, artists, events, 'api::post.post', 'api::exclusive.exclusive'] as const).flatMap(
    (uid) => pointersTo(uid, schemas).map(({ holder, attribute }) => [holder, attribute, uid]),
  );
  expect(found).toEqual([
    [events, 'location', places],
    [events, 'lineUp', artists],
  ]);
});

describe('an event whose location and one of whose artists are drafts alone', () => {
  async function made() {
    const [place, known, guest] = [await newPlace(), await newArtist(), await newArtist()];
    await publish(artists, known);
    const lineUp = [
      { artist: known, position: 1 },
      { artist: guest, position: 2 },
    ];
    const event = await newEvent({ location: place, lineUp });
    await documentsOf(club, events).update({ documentId: event, locale: 'it', data: { title: 'Notte' } });
    for (const locale of ['en', 'it']) await publish(events, event, locale);
    const complete = { location: place, artists: [known, guest] };
    return { place, known, guest, event, complete };
  }

  it.each([
    ['text', () => ({ title: 'Other' })],
    ['the order of its line-up', (known, guest) => ({ lineUp: [entry(guest, 2), entry(known, 1)] })],
    ['its line-up, of which one is taken out', (_known, guest) => ({ lineUp: [entry(guest, 2)] })],
  ] satisfies [string, (known: string, guest: string) => object][])(
    'has them when they are published after changes of %s were discarded',
    async (_what, change) => {
      const { place, known, guest, event, complete } = await made();
      await act(event, 'en', 'save', change(known, guest));
      await act(event, 'en', 'discard');
      for (const locale of ['en', 'it']) expect(await shown(event, 'draft', locale)).toMatchObject(complete);
      await publish(places, place);
      await publish(artists, guest);
      for (const [locale, title] of [
        ['en', 'Night'],
        ['it', 'Notte'],
      ] as const)
        expect(await shown(event, 'published', locale)).toEqual({ title, ...complete });
    },
  );

  it('has them after the changes of a translation, or of all languages, were discarded', async () => {
    const { event, complete } = await made();
    await act(event, 'it', 'save', { title: 'Altra' });
    await act(event, 'it', 'discard');
    expect(await shown(event, 'draft', 'it')).toEqual({ title: 'Notte', ...complete });
    for (const all of ['*', ['*'], ['en', 'it']]) {
      await club.strapi.documents(events).discardDraft({ documentId: event, locale: all });
      for (const locale of ['en', 'it']) expect(await shown(event, 'draft', locale)).toMatchObject(complete);
    }
  });

  it('has them when it is unpublished and its changes are discarded at once', async () => {
    const { event, complete } = await made();
    await act(event, 'en', 'save', { title: 'Other' });
    await act(event, 'en', 'unpublish', { discardDraft: true });
    expect(await shown(event, 'draft')).toEqual({ title: 'Night', ...complete });
  });

  it('has what is published, and not what the changes said', async () => {
    const { known, event, guest } = await made();
    const [published, later] = [await newPlace(), await newArtist()];
    await publish(places, published);
    await act(event, 'en', 'save', { location: connect(published) });
    await act(event, 'en', 'publish', {});
    await act(event, 'en', 'save', {
      location: connect(await newPlace(), published),
      lineUp: [entry(known, 1), entry(guest, 2), entry(later, 3)],
    });
    await act(event, 'en', 'discard');
    expect(await shown(event, 'draft')).toEqual({
      title: 'Night',
      location: published,
      artists: [known, guest],
    });
  });

  it('has no location that it was given after it was published without one', async () => {
    const place = await newPlace();
    const event = await newEvent({ lineUp: [] });
    await publish(events, event);
    await act(event, 'en', 'save', { location: connect(place) });
    await act(event, 'en', 'discard');
    expect(await shown(event, 'draft')).toMatchObject({ location: null });
    await publish(places, place);
    expect(await shown(event, 'published')).toMatchObject({ location: null });
  });

  it('has what it was published with, and not what it was given instead', async () => {
    const { event, complete } = await made();
    const [place, artist] = [await newPlace(), await newArtist()];
    await act(event, 'en', 'save', {
      location: connect(place, complete.location),
      lineUp: [entry(artist, 1)],
    });
    // Italian is published meanwhile: of the English version that says nothing.
    await publish(events, event, 'it');
    await act(event, 'en', 'discard');
    expect(await shown(event, 'draft')).toEqual({ title: 'Night', ...complete });
  });

  it('has its location after that was published while there were changes', async () => {
    const { event, place, complete } = await made();
    await act(event, 'en', 'save', { title: 'Other' });
    await publish(places, place);
    await act(event, 'en', 'discard');
    expect(await shown(event, 'draft')).toEqual({ title: 'Night', ...complete });
  });
});

/** As the panel's form sends links. */
function connect(documentId: string, instead?: string) {
  const link = (id: string) => ({ documentId: id, locale: 'en' });
  return { connect: [link(documentId)], disconnect: instead === undefined ? [] : [link(instead)] };
}

function entry(artist: string, position: number) {
  return { artist: connect(artist), position };
}
