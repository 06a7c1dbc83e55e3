import { startClub, type Club } from '../support/club';
import { doorsOf, type Doors } from '../support/doors';
import { pathOf, sharedDocuments, type SharedDocuments } from '../support/shared-documents';
import { sharedValues, translatedText, type SharedType } from '../support/shared-values';
import { published, writerOf } from '../support/write';

let club: Club;
let documents: SharedDocuments;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  documents = await sharedDocuments(club);
});
afterAll(() => club.stop());

const types = Object.keys(sharedValues) as SharedType[];

it.each(types)('%s is filled whole here', (uid) => {
  const said = Object.entries(club.strapi.contentType(uid).attributes).flatMap(([name, { pluginOptions }]) =>
    JSON.stringify(pluginOptions) === '{"i18n":{"localized":false}}' && name !== 'slug' ? [name] : [],
  );
  expect(Object.keys(documents.valuesOf(uid, 1)).sort()).toEqual(said.sort());
});

const drafted = types.filter((uid) =>
  ['artist', 'event', 'location', 'post', 'exclusive'].some((name) => uid.endsWith(name)),
);

describe.each(drafted)('%s', (uid) => {
  it('says the same of its translations before and after every write of English', async () => {
    const documentId = await documents.makeDocument(uid);
    const one = `${pathOf(uid)}/${documentId}`;
    const expected = { it: 'published', fr: 'modified', es: 'draft' };
    const publish = () => documents.send('POST', `${one}/actions/publish?locale=en`, {});
    const steps: Record<string, () => Promise<unknown>> = {
      'as made': () => Promise.resolve(),
      'published unchanged': publish,
      'saved unchanged': () =>
        documents.send('PUT', `${one}?locale=en`, { [translatedText[uid]]: 'English' }),
      'saved with all that is shared changed': () =>
        documents.send('PUT', `${one}?locale=en`, documents.asForm(uid, documents.valuesOf(uid, 1))),
      discarded: () => documents.send('POST', `${one}/actions/discard?locale=en`),
      'saved again': () =>
        documents.send('PUT', `${one}?locale=en`, documents.asForm(uid, documents.valuesOf(uid, 1))),
      'published changed': publish,
      'published in Italian': () => documents.send('POST', `${one}/actions/publish?locale=it`, {}),
    };
    for (const [step, act] of Object.entries(steps)) {
      await act();
      expect([step, await documents.statuses(uid, documentId)]).toEqual([step, expected]);
      await documents.expectSame(uid, documentId, ['it', 'fr', 'es'], 'draft');
      await documents.expectSame(uid, documentId, ['it', 'fr'], 'published');
    }
    const shown = await documents.send('POST', `${one}/actions/unpublish?locale=en`);
    expect(shown).toMatchObject({ locale: 'en' });
    expect(await documents.statuses(uid, documentId)).toEqual({ it: 'draft', fr: 'draft', es: 'draft' });
  });
});

describe.each(types.filter((uid) => !drafted.includes(uid)))('%s', (uid) => {
  it('has what is shared from English in every language', async () => {
    const documentId = await documents.makeDocument(uid);
    await documents.send(
      'PUT',
      `${pathOf(uid)}/${documentId}?locale=en`,
      documents.asForm(uid, documents.valuesOf(uid, 1)),
    );
    await documents.expectSame(uid, documentId, ['it', 'fr', 'es'], 'published');
  });
});

describe('what English says holds in every language', () => {
  const uid = 'api::location.location';
  let visitor: Doors;
  let place: string;
  let event: string;
  const where = (locale: string) => ({ documentId: place, locale, publishedAt: { $notNull: true } });
  const rows = () => club.strapi.db.query(uid);
  const paths = () => [
    '/api/locations?locale=it',
    '/api/locations?locale=*',
    `/api/locations/${place}?locale=it`,
    `/api/locations/${place}`,
    '/api/locations?locale=it&fallbackLocale=en',
    '/api/events?locale=it&populate=location',
    '/api/events?locale=*&populate[location][populate]=*',
    '/api/events?filters[location][name][$contains]=Sala&locale=it',
    '/api/events?filters[location][name][$contains]=Hall&locale=*',
  ];
  const graphql = `{
    locations(locale: "it") { name }
    every: locations(locale: "*") { name }
    location(documentId: "ID", locale: "it") { name }
    locations_connection(locale: "it") { pageInfo { total } }
    events(locale: "it") { slug location { name } }
    elsewhere: events(locale: "*", filters: { location: { slug: { eq: "first-target" } } }) { slug }
  }`;

  /** What is told of the place, anywhere: a visitor's answers that name it, and what GraphQL says. */
  async function told(): Promise<string[]> {
    const answers = await Promise.all(paths().map((path) => visitor.get(path)));
    const naming = paths().filter((_path, index) => /Sala|Hall/.test(answers[index]?.text ?? ''));
    const question = graphql.replace('ID', place);
    const answer = await visitor.graphql(question);
    expect(answer.errors).toBeUndefined();
    const lists = [answer.data?.['elsewhere'], answer.data?.['locations']].flat();
    const isTold = lists.length > 0 || /Sala|Hall/.test(JSON.stringify(answer.data));
    return [...naming, ...(isTold ? ['GraphQL'] : [])];
  }

  beforeAll(async () => {
    visitor = doorsOf(club);
    [place] = documents.targets.places;
    event = await documents.makeDocument('api::event.event');
  });

  it('as long as it is public in English, it is told of', async () => {
    expect(await told()).toEqual(expect.arrayContaining(['/api/locations?locale=it', 'GraphQL']));
  });

  it('nothing is told of what is switched off there, whatever stands in the other rows', async () => {
    await rows().update({ where: where('en'), data: { isActive: false } });
    expect(await rows().count({ where: { ...where('it'), isActive: true } })).toBe(1);
    expect(await told()).toEqual([]);
    await rows().update({ where: where('en'), data: { isActive: true } });
    expect(await told()).not.toEqual([]);
  });

  it('nor of what is not published there', async () => {
    const english = await rows().findOne({ where: where('en') });
    await rows().update({ where: { id: english.id }, data: { publishedAt: null } });
    expect(await told()).toEqual([]);
    await rows().update({ where: { id: english.id }, data: { publishedAt: english.publishedAt } });
    expect(await told()).not.toEqual([]);
  });

  it('nor of rows in a language that the club does not have', async () => {
    await rows().update({ where: where('it'), data: { locale: 'de', name: 'Fremdhalle' } });
    for (const path of ['/api/locations?locale=*', '/api/events?locale=*&populate=location'])
      expect((await visitor.get(path)).text).not.toContain('Fremdhalle');
    await rows().update({ where: where('de'), data: { locale: 'it', name: 'Sala' } });
  });

  it('staff switch it off and unpublish it for all languages', async () => {
    const { update } = writerOf(club.strapi);
    await update(uid, place, { isActive: false }, published);
    expect(await told()).toEqual([]);
    await update(uid, place, { isActive: true }, published);
    expect(await told()).not.toEqual([]);
    await club.strapi.documents(uid).unpublish({ documentId: place, locale: 'en' });
    expect(await told()).toEqual([]);
    expect(await rows().count({ where: { documentId: place, publishedAt: { $notNull: true } } })).toBe(0);
  });

  it('an event that is cancelled and moved there is so in every language', async () => {
    const startTime = '2031-01-01T20:00:00.000Z';
    const change = { eventStatus: 'cancelled', startTime, endTime: '2031-01-01T22:00:00.000Z' };
    await writerOf(club.strapi).update('api::event.event', event, change, published);
    const { body } = await visitor.rest(`/api/events/${event}?locale=it`);
    expect(body.data).toMatchObject({ title: 'first it', eventStatus: 'cancelled', startTime });
    const { data } = await visitor.graphql(
      `{ event(documentId: "${event}", locale: "it") { title eventStatus startTime } }`,
    );
    expect(data).toEqual({ event: { title: 'first it', eventStatus: 'cancelled', startTime } });
  });
});
