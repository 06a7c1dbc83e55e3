import { AsyncResource } from 'node:async_hooks';
import type { UID } from '@strapi/strapi';
import { startClub, type Club } from '../support/club';
import { onMariadb } from '../support/database';
import { creator, documentsOf } from '../support/documents';
import { faultsOf, fieldsOf, fresh } from '../support/faults';

let club: Club;
/** Done once, in the transaction of the next save, after its rules have been checked. */
let overtake: (() => Promise<void>) | null = null;

/** Bound here, where there is no transaction that queries would join. */
const runOutside = AsyncResource.bind((act: () => Promise<void>) => act());

beforeAll(async () => {
  club = await startClub();
  club.strapi.documents.use(async (_context, next) => {
    const act = overtake;
    overtake = null;
    if (act) await runOutside(act);
    return next();
  });
});
afterAll(() => club.stop());

const documents = (uid: UID.ContentType) => documentsOf(club, uid);
const create = creator(() => club);
const locations = 'api::location.location';

describe('a slug', () => {
  const place = (slug: string) => ({ slug, name: 'Place' });
  const taken = (slug: string) => ({ slug: `'${slug}' is already that of another location` });

  it('belongs to one document: drafts and published ones alike; a clone gets its own', async () => {
    const slug = fresh('place');
    const documentId = await create(locations, place(slug));
    await expect(faultsOf(create(locations, place(slug)))).resolves.toEqual(taken(slug));
    const clone = await documents(locations).clone({ documentId, data: {} });
    const row = { documentId: clone.documentId, slug };
    expect(await club.strapi.db.query(locations).count({ where: row })).toBe(0);

    await documents(locations).publish({ documentId, locale: 'en' });
    const renamed = fresh('renamed');
    await documents(locations).update({ documentId, locale: 'en', data: { slug: renamed } });
    for (const each of [slug, renamed])
      await expect(faultsOf(create(locations, place(each)))).resolves.toEqual(taken(each));

    await documents(locations).publish({ documentId, locale: 'en' });
    await expect(create(locations, place(slug))).resolves.toEqual(expect.any(String));
  });

  it('may be kept, and be that of another type', async () => {
    const slug = fresh('place');
    const documentId = await create(locations, place(slug));
    const kept = documents(locations).update({ documentId, locale: 'en', data: place(slug) });
    await expect(kept).resolves.toMatchObject({ documentId });
    await expect(create('api::artist.artist', place(slug))).resolves.toEqual(expect.any(String));
  });

  it('is told apart from other faults by the error’s name', async () => {
    const slug = fresh('place');
    await create(locations, place(slug));
    await expect(create(locations, { ...place(slug), slurl: 'x' })).rejects.toMatchObject({
      message: expect.stringContaining(`slug '${slug}' is already that of another location`),
      details: {
        errors: [
          { path: ['slurl'], name: 'ValidationError' },
          { path: ['slug'], name: 'TakenError' },
        ],
      },
    });
  });

  it('is had by one of many who ask for it at once', async () => {
    const slug = fresh('wanted');
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => create(locations, place(slug))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(fieldsOf(answer.reason)).toEqual(taken(slug));
    const rows = await club.strapi.db.query(locations).count({ where: { slug } });
    expect(rows).toBe(1);
  });

  it('that is proposed is another for each of many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => create(locations, { name: 'Same hall' })),
    );
    const rows = await club.strapi.db
      .query(locations)
      .findMany({ select: ['slug'], where: { documentId: { $in: answers } }, orderBy: 'slug' });
    expect(rows.map(({ slug }) => slug)).toEqual(['same-hall', 'same-hall-2', 'same-hall-3', 'same-hall-4']);
  });

  // SQLite has one writer: the other save would wait for the first to end.
  onMariadb('that another takes and saves in the midst of a save is not taken from it', async () => {
    const slug = fresh('overtaken');
    let first = '';
    overtake = async () => {
      first = await create(locations, place(slug));
    };
    await expect(faultsOf(create(locations, place(slug)))).resolves.toEqual(taken(slug));
    const rows = await club.strapi.db.query(locations).findMany({ where: { slug } });
    expect(rows).toMatchObject([{ documentId: first }]);
  });
});

it('a clone is searched and known by its own slug', async () => {
  const uid = 'api::staff-member.staff-member';
  const documentId = await create(uid, { slug: fresh('staff'), name: 'Ada' });
  const slug = fresh('staff');
  const clone = await documents(uid).clone({ documentId, data: { slug, name: 'Ida' } });
  const entries = await club.strapi.db
    .query('plugin::content.search-entry')
    .findMany({ where: { target: clone.documentId, lang: 'en' } });
  expect(entries).toMatchObject([{ text: 'ida' }]);
  await expect(club.strapi.plugin('content').service('slugs').currentOf(uid, slug)).resolves.toBe(slug);
});
