import { at, changed, eventSaves, everywhere, type SavedEvent } from '../support/event-saves';
import { documentsOf } from '../support/documents';
import {
  forgetCalls,
  inStep,
  linkOf,
  shownOf,
  startSyncedClub,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub();
});
afterAll(() => club.stop());

const { documents, given, callsAfterwards } = eventSaves(() => club);

describe('what an event is and is not', () => {
  it('moves, is postponed, is cancelled', async () => {
    const { id, slug, data } = await given('published');
    const update = (more: object) =>
      documents().update({ documentId: id, locale: 'en', status: 'published', data: more });
    await update({ startTime: at(48), endTime: at(50) });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    forgetCalls(club);
    await update({ eventStatus: 'postponed' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(shownOf(club, id, slug)).toEqual({
      internal: [`[POSTPONED] ${data.title}`],
      public: [`Postponed: ${data.title}`],
      page: [`POSTPONED: ${data.title}`],
    });
    forgetCalls(club);
    await update({ eventStatus: 'cancelled' });
    await expect(callsAfterwards()).resolves.toEqual(['internal patch', 'page update', 'public delete']);
    expect(shownOf(club, id, slug)).toEqual({
      internal: [`[CANCELLED] ${data.title}`],
      public: [],
      page: [`CANCELLED: ${data.title}`],
    });
  });

  it('is not announced where staff have said so', async () => {
    const { id, slug, data } = await given('published', { announce: false });
    expect(shownOf(club, id, slug)).toEqual({ ...everywhere(data.title), page: [] });
  });

  it('is announced when staff have said so', async () => {
    const { id, slug, data } = await given('published', { announceAt: at(3) });
    expect(shownOf(club, id, slug)).toEqual({ ...everywhere(data.title), page: [] });
    const isPosted = club.facebook.arrival('feed.create');
    await documents().update({
      documentId: id,
      locale: 'en',
      status: 'published',
      data: { announceAt: new Date(Date.now() + 300).toISOString() },
    });
    await isPosted;
    await inStep(club);
    expect(shownOf(club, id, slug)).toEqual(everywhere(data.title));
  });

  it('leaves its post when it is over, and is not posted then', async () => {
    const { id, slug } = await given('published', { startTime: at(-3), endTime: at(-1) });
    expect(shownOf(club, id, slug)).toMatchObject({ page: [] });
    await expect(linkOf(club, 'facebook-page', id)).resolves.toBeNull();
  });
});

describe('what an event shows of others', () => {
  async function inAPlace() {
    const places = documentsOf(club, 'api::location.location');
    const artists = documentsOf(club, 'api::artist.artist');
    const { documentId: place } = await places.create({
      locale: 'en',
      status: 'published',
      data: { slug: fresh('cave'), name: 'The Cave', moodCategory: 'hybrid', isActive: true },
    });
    const { documentId: artist } = await artists.create({
      locale: 'en',
      status: 'published',
      data: { slug: fresh('zed'), name: 'Zed' },
    });
    const event = await given('published', {
      location: place,
      lineUp: [{ artist, role: 'dj', position: 1 }],
    });
    return { event, places, artists, place, artist };
  }
  const detailOf = (event: SavedEvent) => ({
    internal: club.google.shown(club.google.internal).find(({ summary }) => summary === event.data.title),
    public: club.google.shown(club.google.public).find(({ summary }) => summary === event.data.title),
    page: [...club.facebook.page.posts.values()].find(({ message }) => message.includes(event.slug)),
  });

  it('follows the name of a location, once it is published', async () => {
    const { event, places, place } = await inAPlace();
    await places.update({ documentId: place, locale: 'en', data: { name: 'The Grotto' } });
    await expect(callsAfterwards()).resolves.toEqual([]);
    await places.publish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({
      internal: { location: 'The Grotto' },
      public: { location: 'The Grotto' },
      page: { message: expect.stringContaining('The Grotto') },
    });
    forgetCalls(club);
    await places.update({
      documentId: place,
      locale: 'en',
      status: 'published',
      data: { tagline: 'It echoes' },
    });
    await places.update({ documentId: place, locale: 'it', status: 'published', data: { name: 'Grotta' } });
    await expect(callsAfterwards()).resolves.toEqual([]);
  });

  it('loses a location that is unpublished or deleted', async () => {
    const { event, places, place } = await inAPlace();
    await places.unpublish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ internal: { location: '' }, public: { location: '' } });
    expect(detailOf(event).page?.message).not.toContain('The Cave');
    forgetCalls(club);
    await places.publish({ documentId: place, locale: 'en' });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ public: { location: 'The Cave' } });
    forgetCalls(club);
    await places.delete({ documentId: place });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({ internal: { location: '' }, public: { location: '' } });
  });

  it('hides a location that is not active from the public', async () => {
    const { event, places, place } = await inAPlace();
    await places.update({ documentId: place, locale: 'en', status: 'published', data: { isActive: false } });
    await expect(callsAfterwards()).resolves.toEqual(['page update', 'public patch']);
    expect(detailOf(event)).toMatchObject({
      internal: { location: 'The Cave' },
      public: { location: '' },
    });
  });

  it('follows the name of an artist', async () => {
    const { event, artists, artist } = await inAPlace();
    await artists.update({ documentId: artist, locale: 'en', status: 'published', data: { name: 'Zoë' } });
    await expect(callsAfterwards()).resolves.toEqual(changed);
    expect(detailOf(event)).toMatchObject({
      public: { description: expect.stringContaining('Zoë (DJ)') },
      page: { message: expect.stringContaining('With Zoë') },
    });
    forgetCalls(club);
    await artists.update({
      documentId: artist,
      locale: 'en',
      status: 'published',
      data: { genres: ['Dub'] },
    });
    await expect(callsAfterwards()).resolves.toEqual([]);
  });
});
