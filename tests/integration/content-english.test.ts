import { startClub, type Club } from '../support/club';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const events = () => club.strapi.documents('api::event.event');

/** What an event's row says of what is the same in every language. */
async function shared(documentId: string, locale: string, isPublished: boolean) {
  const row = await club.strapi.db.query('api::event.event').findOne({
    where: { documentId, locale, publishedAt: isPublished ? { $notNull: true } : null },
    populate: { location: true, lineUp: { populate: { artist: true } } },
  });
  return (
    row && [
      row.eventType,
      row.location?.slug,
      row.lineUp.map(({ artist }: { artist: { slug: string } | null }) => artist?.slug),
    ]
  );
}

async function makeEvent(slug: string) {
  const place = await club.strapi.documents('api::location.location').create({
    locale: 'en',
    status: 'published',
    data: { slug: `place-of-${slug}`, name: 'Place', moodCategory: 'hybrid', isActive: true },
  });
  const artist = await club.strapi.documents('api::artist.artist').create({
    locale: 'en',
    status: 'published',
    data: { slug: `artist-of-${slug}`, name: 'Artist' },
  });
  const { documentId } = await events().create({
    locale: 'en',
    data: {
      slug,
      title: 'Night',
      eventType: 'dj_set',
      eventStatus: 'scheduled',
      startTime: '2026-11-21T20:00:00Z',
      endTime: '2026-11-21T22:00:00Z',
      timezone: 'Europe/Rome',
      location: place.documentId,
      lineUp: [{ artist: artist.documentId, role: 'dj' }],
    },
  });
  return documentId;
}

it('a translation takes nothing from English, though its location and artists have no such language', async () => {
  const documentId = await makeEvent('one');
  const whole = ['dj_set', 'place-of-one', ['artist-of-one']];
  await events().publish({ documentId, locale: 'en' });

  const draft = await events().update({ documentId, locale: 'it', data: { title: 'Notte' } });
  expect(draft?.id).toEqual(expect.any(Number));
  await expect(shared(documentId, 'en', false)).resolves.toEqual(whole);

  const published = await events().publish({ documentId, locale: 'it' });
  expect(published.entries[0]?.id).toEqual(expect.any(Number));
  await events().update({ documentId, locale: 'fr', data: { title: 'Nuit' }, status: 'published' });
  await events().publish({ documentId, locale: '*' });
  await events().discardDraft({ documentId, locale: 'it' });
  await expect(shared(documentId, 'en', false)).resolves.toEqual(whole);
  await expect(shared(documentId, 'en', true)).resolves.toEqual(whole);
});

it('English gives what is shared to the others', async () => {
  const documentId = await makeEvent('two');
  await events().update({ documentId, locale: 'it', data: { title: 'Notte' } });
  await events().update({ documentId, locale: 'en', data: { eventType: 'open_mic' } });
  expect((await shared(documentId, 'it', false))?.[0]).toBe('open_mic');
});

it('a translation that would change what is shared is told so, by field, and nothing is saved', async () => {
  const documentId = await makeEvent('three');
  const change = events().update({
    documentId,
    locale: 'it',
    data: { title: 'Notte', eventType: 'open_mic', lineUp: [{ role: 'guest' }], links: [] },
  });
  await expect(change).rejects.toMatchObject({
    name: 'ValidationError',
    details: { errors: [{ path: ['eventType'] }, { path: ['lineUp'] }] },
  });
  await expect(events().findOne({ documentId, locale: 'it' })).resolves.toBeNull();
});

it('a document begins in English', async () => {
  const data = { slug: 'solo', name: 'Solo' };
  await expect(club.strapi.documents('api::artist.artist').create({ locale: 'it', data })).rejects.toThrow(
    'English comes first',
  );
});
