import { startClub, type Club } from '../support/club';
import { onMariadb } from '../support/database';
import { documentsOf } from '../support/documents';
import { asEditor, type Answer, type Send } from '../support/editors';

let club: Club;
/** How often a write is to be undone, as MySQL undoes the victim of a deadlock; every action is noted. */
let left = 0;
const actions: string[] = [];
beforeAll(async () => {
  club = await startClub();
  club.strapi.documents.use(async (context, next) => {
    const result = await next();
    if (context.uid !== 'api::artist.artist' || context.action !== 'create') return result;
    actions.push(context.action);
    if (left === 0) return result;
    left -= 1;
    throw Object.assign(new Error('Deadlock found'), { errno: 1213, sqlState: '40001' });
  });
});
afterAll(() => club.stop());
beforeEach(() => void actions.splice(0));

const artists = () => documentsOf(club, 'api::artist.artist');
const create = (name: string) =>
  artists().create({ data: { name, slug: name.toLowerCase() }, status: 'published', locale: 'en' });
const kept = (name: string) =>
  club.strapi.db.query('api::artist.artist').count({ where: { name, publishedAt: { $notNull: true } } });

it('a write that was the victim of a deadlock is done again, whole and once', async () => {
  left = 2;
  await expect(create('Ember')).resolves.toMatchObject({ name: 'Ember' });
  expect(actions).toHaveLength(3);
  expect(await kept('Ember')).toBe(1);
});

it('what the first attempt has filled in is nobody’s choice at the second', async () => {
  await artists().create({ data: { name: 'Twin' }, locale: 'en' });
  left = 1;
  await expect(artists().create({ data: { name: 'Twin' }, locale: 'en' })).resolves.toMatchObject({
    slug: 'twin-2',
  });
});

it('one that is it again and again fails in the end, and leaves nothing', async () => {
  left = 100;
  await expect(create('Ashes')).rejects.toThrow('Deadlock found');
  left = 0;
  expect(actions).toHaveLength(8);
  expect(await kept('Ashes')).toBe(0);
});

it('so is what the panel publishes, which creates and publishes in one transaction', async () => {
  left = 1;
  const send = await asEditor(club);
  const path = '/content-manager/collection-types/api::artist.artist/actions/publish';
  const answer = await send('POST', path, { name: 'Panel', slug: 'panel' });
  expect(answer).toMatchObject({ status: 200, body: { data: { name: 'Panel' } } });
  expect(actions).toHaveLength(2);
  expect(await kept('Panel')).toBe(1);
});

it('within a transaction of somebody else, that one decides', async () => {
  left = 1;
  await expect(club.strapi.db.transaction(() => create('Cinder'))).rejects.toThrow('Deadlock found');
  expect(actions).toHaveLength(1);
  expect(await kept('Cinder')).toBe(0);
});

// Real ones: each of two transactions has what the other asks for next. SQLite has one writer.
onMariadb(
  'of a transaction that was undone nothing is stored, though more of its statements were waiting',
  async () => {
    const { connection } = club.strapi.db;
    const table = 'strapi_core_store_settings';
    await connection(table).insert([{ key: 'row one' }, { key: 'row two' }]);
    const change = (key: string) => connection(table).where({ key }).update({ value: 'changed' });
    const [one, two] = [await connection.transaction(), await connection.transaction()];
    await change('row one').transacting(one);
    await change('row two').transacting(two);
    const outcomes = await Promise.all(
      (
        [
          [one, 'row two', 'of one'],
          [two, 'row one', 'of two'],
        ] as const
      ).map(async ([trx, others, own]) => {
        const both = [change(others), connection(table).insert({ key: own })];
        const answers = await Promise.allSettled(both.map(async (query) => query.transacting(trx)));
        const isDone = answers.every(({ status }) => status === 'fulfilled');
        await (isDone ? trx.commit() : trx.rollback());
        return [own, isDone];
      }),
    );
    expect(outcomes.map(([, isDone]) => isDone).toSorted()).toEqual([false, true]);
    const stored: unknown = await connection(table).whereIn('key', ['of one', 'of two']).pluck('key');
    expect(stored).toEqual(outcomes.filter(([, isDone]) => isDone).map(([own]) => own));
  },
);

it('a transaction that is ended twice takes nothing from the next on its connection', async () => {
  const { connection } = club.strapi.db;
  await connection('strapi_core_store_settings').insert({ key: 'ended twice' });
  const trx = await connection.transaction();
  await trx.rollback();
  const other = await connection.transaction();
  await other('strapi_core_store_settings').where({ key: 'ended twice' }).update({ value: 'kept' });
  // Whoever ends it a second time must not end what its connection is used for by now.
  await Promise.resolve(trx.rollback()).catch(() => undefined);
  await other.commit();
  await expect(
    connection('strapi_core_store_settings').where({ key: 'ended twice' }).pluck('value'),
  ).resolves.toEqual(['kept']);
  await expect(trx.transaction()).rejects.toThrow('has ended already');
});

/** What the panel asks for, of a document in English; each as a request of its own. */
const requests: Record<string, (send: Send, path: string) => Promise<Answer>> = {
  save: (send, path) => send('PUT', `${path}?locale=en`, { tagline: 'once more' }),
  publish: (send, path) => send('POST', `${path}/actions/publish?locale=en`, {}),
  unpublish: (send, path) => send('POST', `${path}/actions/unpublish?locale=en`, {}),
  'unpublish and discard': (send, path) =>
    send('POST', `${path}/actions/unpublish?locale=en`, { discardDraft: true }),
  discard: (send, path) => send('POST', `${path}/actions/discard?locale=en`, {}),
};
const names = Object.keys(requests);
const together = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));

it.each(together)('a document of which %s and %s are asked at once has its draft', async (one, other) => {
  const send = await asEditor(club);
  for (let round = 0; round < 3; round += 1) {
    const { documentId } = await create(`Double ${one} ${other} ${round}`.replaceAll(' ', '-'));
    const path = `/content-manager/collection-types/api::artist.artist/${documentId}`;
    await send('PUT', `${path}?locale=en`, { tagline: 'changed' });
    const answers = await Promise.all([requests[one], requests[other]].map(async (ask) => ask?.(send, path)));
    const statuses = answers.map((answer) => answer?.status ?? 0);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
    expect(
      await club.strapi.db.query('api::artist.artist').count({ where: { documentId, publishedAt: null } }),
    ).toBe(1);
  }
});
