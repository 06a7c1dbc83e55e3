import { z } from 'zod';
import { openedVersionHeader } from '../../src/plugins/content/contract/opened-version';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { asEditor, type Answer, type Send } from '../support/editors';
import { fresh } from '../support/faults';
import { asStaff } from '../support/staff';

let club: Club;
let ada: Send;
let bob: Send;
beforeAll(async () => {
  club = await startClub();
  ada = await asEditor(club);
  bob = await asEditor(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const [events, places, categories] = [
  'api::event.event',
  'api::location.location',
  'api::category.category',
] as const;
type Uid = typeof events | typeof categories;

const newEvent = (data: object = {}) =>
  create(events, {
    slug: fresh('night'),
    title: 'Night',
    startTime: '2098-01-01T20:00:00.000Z',
    endTime: '2098-01-01T22:00:00.000Z',
    ...data,
  });

const pathOf = (documentId: string, uid: Uid = events) =>
  `/content-manager/collection-types/${uid}/${documentId}`;
const opened = (version: string | undefined) =>
  version === undefined ? undefined : { [openedVersionHeader]: version };

const save = (by: Send, documentId: string, data: object, version?: string, uid: Uid = events) =>
  by('PUT', pathOf(documentId, uid), data, opened(version));
const publish = (by: Send, documentId: string, data: object, version?: string) =>
  by('POST', `${pathOf(documentId)}/actions/publish`, data, opened(version));

const read = z.object({ data: z.object({ updatedAt: z.string() }) });
const versionOf = async (documentId: string, locale = 'en', uid: Uid = events): Promise<string> =>
  read.parse((await ada('GET', `${pathOf(documentId, uid)}?locale=${locale}`)).body).data.updatedAt;

const draftOf = (documentId: string, locale = 'en') =>
  club.strapi.db.query(events).findOne({ where: { documentId, locale, publishedAt: null } });

const conflict = { status: 409, body: { data: null, error: { status: 409, name: 'ConflictError' } } };

describe('saving a form', () => {
  it('is refused once somebody else has saved since it was opened', async () => {
    const id = await newEvent();
    const version = await versionOf(id);
    expect(await save(bob, id, { title: 'Of Bob' }, version)).toMatchObject({ status: 200 });
    expect(await save(ada, id, { title: 'Of Ada' }, version)).toMatchObject(conflict);
    expect(await publish(ada, id, { title: 'Of Ada' }, version)).toMatchObject(conflict);
    expect(await draftOf(id)).toMatchObject({ title: 'Of Bob' });
    expect(await club.strapi.db.query(events).count({ where: { documentId: id } })).toBe(1);
  });

  it('answers 404 once somebody else has deleted it', async () => {
    const id = await newEvent();
    const version = await versionOf(id);
    await documentsOf(club, events).delete({ documentId: id, locale: '*' });
    expect(await save(ada, id, { title: 'Of Ada' }, version)).toMatchObject({ status: 404 });
    expect(await publish(ada, id, { title: 'Of Ada' }, version)).toMatchObject({ status: 404 });
    expect(await draftOf(id)).toBeNull();
  });

  it('succeeds again and again with the version of the last save, and publishes', async () => {
    const id = await newEvent();
    for (const title of ['One', 'Two']) {
      const answer = await save(ada, id, { title }, await versionOf(id));
      expect(read.parse(answer.body).data.updatedAt).toBe(await versionOf(id));
    }
    expect(await publish(ada, id, { title: 'Three' }, await versionOf(id))).toMatchObject({ status: 200 });
    expect(await save(ada, id, { title: 'Four' }, await versionOf(id))).toMatchObject({ status: 200 });
  });

  it('lets one of two through that are sent at once', async () => {
    const id = await newEvent();
    for (let round = 1; round <= 5; round += 1) {
      const version = await versionOf(id);
      const answers: Answer[] = await Promise.all([
        save(ada, id, { title: `Of Ada ${round}` }, version),
        publish(bob, id, { title: `Of Bob ${round}` }, version),
      ]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      const winner = answers[0]?.status === 200 ? 'Ada' : 'Bob';
      expect(await draftOf(id)).toMatchObject({ title: `Of ${winner} ${round}` });
    }
  });

  it('is not checked without a version, as programs and older panels send it', async () => {
    const id = await newEvent();
    await save(bob, id, { title: 'Of Bob' });
    expect(await save(ada, id, { title: 'Of Ada' })).toMatchObject({ status: 200 });
  });

  it('names the version by its time with any offset, and says so where it is none', async () => {
    const id = await newEvent();
    const version = (await versionOf(id)).replace('Z', '+00:00');
    expect(await save(ada, id, { title: 'Of Ada' }, version)).toMatchObject({ status: 200 });
    for (const wrong of ['yesterday', '2090-05-04T19:00:00'])
      expect(await save(ada, id, { title: 'Of Ada' }, wrong)).toMatchObject({
        status: 400,
        body: { error: { message: 'x-opened-version: must be a date and time with its offset, or none' } },
      });
  });

  it('is checked for types without drafts', async () => {
    const id = await create(categories, { slug: fresh('news'), name: 'News' });
    const version = await versionOf(id, 'en', categories);
    expect(await save(bob, id, { name: 'Of Bob' }, version, categories)).toMatchObject({ status: 200 });
    expect(await save(ada, id, { name: 'Of Ada' }, version, categories)).toMatchObject(conflict);
  });

  it('answers nothing about versions to those who may not save', async () => {
    const id = await newEvent();
    const author = await asStaff(club, 'strapi-author');
    expect(await save(author, id, { title: 'Mine' }, '2000-01-01T00:00:00.000Z')).toMatchObject({
      status: 403,
    });
  });
});

describe('translations', () => {
  it('are checked by themselves: other languages do not matter', async () => {
    const id = await newEvent();
    await save(ada, id, { locale: 'it', title: 'Notte' }, 'none');
    const [english, italian] = [await versionOf(id), await versionOf(id, 'it')];
    expect(await save(bob, id, { title: 'Nights', eventStatus: 'postponed' }, english)).toMatchObject({
      status: 200,
    });
    // What all languages share has been copied, without becoming another version.
    expect(await draftOf(id, 'it')).toMatchObject({ eventStatus: 'postponed' });
    expect(await save(ada, id, { locale: 'it', title: 'Notti' }, italian)).toMatchObject({ status: 200 });
    expect(await save(bob, id, { locale: 'it', title: 'Sere' }, italian)).toMatchObject(conflict);
  });

  it('that somebody else has begun meanwhile are not overwritten', async () => {
    const id = await newEvent();
    expect(await save(bob, id, { locale: 'it', title: 'Di Bob' }, 'none')).toMatchObject({ status: 200 });
    expect(await save(ada, id, { locale: 'it', title: 'Di Ada' }, 'none')).toMatchObject(conflict);
    const version = await versionOf(id, 'it');
    await bob('DELETE', `${pathOf(id)}?locale=it`);
    expect(await save(ada, id, { locale: 'it', title: 'Di Ada' }, version)).toMatchObject(conflict);
  });
});

it('stays the same version whatever else happens to the entry', async () => {
  const place = await create(places, { slug: fresh('grotto'), name: 'Grotto', moodCategory: 'hybrid' });
  const id = await newEvent({ location: place });
  await documentsOf(club, places).publish({ documentId: place, locale: 'en' });
  const version = await versionOf(id);
  await documentsOf(club, events).publish({ documentId: id, locale: 'en' });
  await documentsOf(club, places).update({ documentId: place, locale: 'en', data: { name: 'Cave' } });
  await documentsOf(club, places).publish({ documentId: place, locale: 'en' });
  await documentsOf(club, events).unpublish({ documentId: id, locale: 'en' });
  expect(await save(ada, id, { title: 'Later' }, version)).toMatchObject({ status: 200 });
});
