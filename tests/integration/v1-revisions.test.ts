import { startClub, type Club } from '../support/club';
import { parseCalendar, property } from '../support/ics';
import { publishEvent } from '../support/publish-event';
import { ask } from '../support/v1';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const events = () => club.strapi.documents('api::event.event');

async function only(path: string) {
  const [event] = parseCalendar((await ask(club, path)).text).events;
  if (!event) throw new Error(`No event in ${path}`);
  return event;
}

describe('an event whose surroundings are edited', () => {
  let eventId: string;
  let placeId: string;
  let artistId: string;
  beforeAll(async () => {
    const place = { slug: 'changing-place', name: 'Before', moodCategory: 'hybrid', isActive: true } as const;
    ({ documentId: placeId } = await places().create({ locale: 'en', status: 'published', data: place }));
    const artist = { slug: 'changing-artist', name: 'Before' };
    ({ documentId: artistId } = await artists().create({ locale: 'en', status: 'published', data: artist }));
    eventId = await publishEvent(club.strapi, 'surrounded', {
      location: placeId,
      lineUp: [{ artist: artistId, role: 'headliner', position: 1 }],
    });
    await events().update({ documentId: eventId, locale: 'it', data: { title: 'Circondato' } });
    await events().publish({ documentId: eventId, locale: 'it' });
  });
  const places = () => club.strapi.documents('api::location.location');
  const artists = () => club.strapi.documents('api::artist.artist');

  const stamps = async () => {
    const { sequence, component } = await only('/events/surrounded.ics?lang=it');
    const times = ['dtstamp', 'last-modified'].map((name) => property(component, name) ?? '');
    const { headers } = await ask(club, '/events/surrounded?lang=it');
    return [sequence, ...times.map(Date.parse), Date.parse(headers.get('last-modified') ?? '')];
  };

  it.each<[string, () => Promise<unknown>]>([
    [
      'its location is renamed',
      () =>
        places().update({ documentId: placeId, locale: 'en', status: 'published', data: { name: 'After' } }),
    ],
    [
      'its location is translated',
      () =>
        places().update({ documentId: placeId, locale: 'it', status: 'published', data: { name: 'Dopo' } }),
    ],
    [
      'an artist of its line-up is renamed',
      () =>
        artists().update({
          documentId: artistId,
          locale: 'en',
          status: 'published',
          data: { name: 'After' },
        }),
    ],
    [
      'its translation is changed',
      () =>
        events().update({
          documentId: eventId,
          locale: 'it',
          status: 'published',
          data: { title: 'Ancora' },
        }),
    ],
    ['its translation is taken back', () => events().unpublish({ documentId: eventId, locale: 'it' })],
    ['its artist is unpublished', () => artists().unpublish({ documentId: artistId, locale: '*' })],
    ['its artist comes back', () => artists().publish({ documentId: artistId, locale: 'en' })],
    ['its location is deleted', () => places().delete({ documentId: placeId, locale: '*' })],
  ])('is a later revision when %s', async (_case, change) => {
    const before = await stamps();
    await change();
    const after = await stamps();
    before.forEach((stamp, index) => expect(after[index]).toBeGreaterThan(stamp));
  });

  it('is none when only a draft is saved', async () => {
    const before = await stamps();
    await artists().update({ documentId: artistId, locale: 'en', data: { name: 'Draft' } });
    expect(await stamps()).toEqual(before);
  });

  it('is a later one when the text of its cover is', async () => {
    const files = club.strapi.db.query('plugin::upload.file');
    const file = await files.create({
      data: {
        name: 'a.png',
        hash: 'a',
        ext: '.png',
        mime: 'image/png',
        size: 1,
        url: '/uploads/a.png',
        provider: 'local',
      },
    });
    await events().update({
      documentId: eventId,
      locale: 'en',
      status: 'published',
      data: { cover: file.id },
    });
    // The panel's route hands on the id as it stands in the address.
    for (const [id, text] of [
      [file.id, 'A cave'],
      [String(file.id), 'A dark cave'],
    ]) {
      const [sequence] = await stamps();
      await club.strapi.plugin('upload').service('upload').updateFileInfo(id, { alternativeText: text });
      expect((await ask(club, '/events/surrounded')).text).toContain(text);
      expect((await stamps())[0]).toBeGreaterThan(sequence ?? NaN);
    }
  });
});
