import { z } from 'zod';
import { describeMediaOfOthers } from '../support/authority/media';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { asStaff } from '../support/staff';

const types = '/content-manager/collection-types';

let club: Club;
/** Somebody who may do all, and somebody who may do what is their own. */
let boss: Send, author: Send;
beforeAll(async () => {
  club = await startClub({ env: { FRONTEND_URL: 'https://www.club.test' } });
  boss = await asEditor(club);
  author = await asStaff(club, 'strapi-author');
});
afterAll(() => club.stop());

describeMediaOfOthers(() => ({ club, boss, author }));

describe('documents of others: an author', () => {
  const made = z.object({ data: z.object({ documentId: z.string(), id: z.number() }) });
  const secret = 'Nobody is to know';
  let post: z.infer<typeof made>['data'], event: string, mine: string;
  let lineUpEntry: number;

  const write = async (send: Send, type: string, data: object) => {
    const { status, body } = await send('POST', `${types}/api::${type}.${type}`, data);
    expect([status, body]).toEqual([201, expect.anything()]);
    return made.parse(body).data;
  };

  beforeAll(async () => {
    post = await write(boss, 'post', { title: secret, body: secret, excerpt: secret });
    const artist = await write(boss, 'artist', { name: secret });
    const start = { startTime: '2050-01-01T20:00:00.000Z', endTime: '2050-01-01T22:00:00.000Z' };
    ({ documentId: event } = await write(boss, 'event', {
      ...start,
      title: secret,
      lineUp: [{ artist: { connect: [{ documentId: artist.documentId, id: artist.id }] } }],
    }));
    const found: unknown = await club.strapi
      .documents('api::event.event')
      .findOne({ documentId: event, populate: ['lineUp'] });
    lineUpEntry = z.object({ lineUp: z.array(z.object({ id: z.number() })) }).parse(found).lineUp[0]?.id ?? 0;
    ({ documentId: mine } = await write(author, 'post', { title: 'Mine', body: 'Mine' }));
  });

  const rows = () => club.strapi.db.query('api::post.post').count();
  const posts = `${types}/api::post.post`;
  const uid = 'api::post.post';

  const requests: [string, (of: string, row: number) => [method: string, path: string, body?: object]][] = [
    ['reads one', (of) => ['GET', `${posts}/${of}`]],
    ['reads one in a language that it has not got', (of) => ['GET', `${posts}/${of}?locale=it`]],
    ['copies one', (of) => ['POST', `${posts}/clone/${of}?locale=en`, { title: 'x' }]],
    [
      'checks a selection',
      (of) => ['POST', `${posts}/actions/bulkFindForValidation`, { documentIds: [mine, of] }],
    ],
    [
      'counts the drafts that a selection uses',
      (of) => ['GET', `${posts}/actions/countManyEntriesDraftRelations?documentIds[]=${of}&locale=en`],
    ],
    ['counts the drafts that one uses', (of) => ['GET', `${posts}/${of}/actions/countDraftRelations`]],
    ['translates one', (of) => ['PUT', `${posts}/${of}?locale=it`, { title: 'x', locale: 'it' }]],
    ['changes one', (of) => ['PUT', `${posts}/${of}`, { title: 'x' }]],
    ['publishes one', (of) => ['POST', `${posts}/${of}/actions/publish`, {}]],
    ['publishes a selection', (of) => ['POST', `${posts}/actions/bulkPublish`, { documentIds: [of] }]],
    ['unpublishes a selection', (of) => ['POST', `${posts}/actions/bulkUnpublish`, { documentIds: [of] }]],
    ['deletes a selection', (of) => ['POST', `${posts}/actions/bulkDelete`, { documentIds: [mine, of] }]],
    ['deletes one', (of) => ['DELETE', `${posts}/${of}`]],
    ['reads what one is related to', (of) => ['GET', `/content-manager/relations/${uid}/${of}/minimumTier`]],
    [
      'reads what one could be related to',
      (of) => ['GET', `/content-manager/relations/${uid}/minimumTier?id=${of}`],
    ],
    [
      'fills a form from one',
      (of) => [
        'GET',
        `/i18n/content-manager/get-fill-from-locale/${uid}?documentId=${of}&sourceLocale=en&targetLocale=it&collectionType=collection-types`,
      ],
    ],
    [
      'reads what all languages of one share',
      (_of, id) => [
        'POST',
        '/i18n/content-manager/actions/get-non-localized-fields',
        { model: uid, id, locale: 'it' },
      ],
    ],
    ['asks for the page of one', (of) => ['GET', `/content-manager/preview/url/${uid}?documentId=${of}`]],
    ['asks for its slug', (of) => ['POST', '/content/slug', { uid, documentId: of, isCopy: false }]],
    [
      'asks for a slug beside its',
      (of) => [
        'POST',
        '/content-manager/uid/generate',
        { contentTypeUID: uid, field: 'slug', data: { id: of, title: secret } },
      ],
    ],
  ];

  it.each(requests)('%s: 403', async (_name, request) => {
    const before = await rows();
    const { status, body } = await author(...request(post.documentId, post.id));
    expect([status, body]).toEqual([403, expect.anything()]);
    expect(JSON.stringify(body)).not.toMatch(/nobody.is.to.know/i);
    expect(await rows()).toBe(before);
  });

  it('reads who plays at one: 403', async () => {
    for (const path of [`${lineUpEntry}/artist`, `artist?id=${lineUpEntry}`])
      expect((await author('GET', `/content-manager/relations/club.line-up-entry/${path}`)).status).toBe(403);
    expect(
      (await boss('GET', `/content-manager/relations/club.line-up-entry/${lineUpEntry}/artist`)).status,
    ).toBe(200);
  });

  it('sees on the home page of their own only', async () => {
    const home = async (send: Send, path: string): Promise<unknown> => {
      const { status, body } = await send('GET', `/content-manager/homepage/${path}`);
      expect(status).toBe(200);
      return z.object({ data: z.unknown() }).parse(body).data;
    };
    const others = await write(boss, 'post', { title: secret, body: secret, excerpt: secret });
    await boss('POST', `${posts}/${others.documentId}/actions/publish`, {});
    for (const action of ['update', 'publish']) {
      const recent = z.array(z.object({ contentTypeUid: z.string(), title: z.string() }));
      const found = recent.parse(await home(author, `recent-documents?action=${action}`));
      const titles = found.filter(({ contentTypeUid }) => contentTypeUid === uid).map(({ title }) => title);
      expect(titles.filter((title) => title !== 'Mine')).toEqual([]);
    }
    const counts = async (send: Send) =>
      z.record(z.string(), z.number()).parse(await home(send, 'count-documents'));
    // An artist, whom all may read, and what they wrote; the other's event and posts are not among them.
    expect(await counts(author)).toEqual({ draft: 2, published: 0, modified: 0 });
    expect(await counts(boss)).toEqual({ draft: 4, published: 1, modified: 0 });
  });

  it('keeps all that with what is their own', async () => {
    const { id } = await write(author, 'post', { title: 'Also mine', body: 'x' });
    const still = requests.filter(([name]) => !/publishes|^deletes|reads one in|translates/.test(name));
    for (const [name, request] of still) {
      const { status, body } = await author(...request(mine, id));
      expect([name, status < 300, body]).toEqual([name, true, status === 204 ? null : expect.anything()]);
    }
    expect((await author('GET', `${posts}/${mine}?locale=it`)).status).toBe(200);
    expect((await author('PUT', `${posts}/${mine}?locale=it`, { title: 'Mio' })).status).toBe(200);
    // Nobody may copy a translation without its English: this is no matter of what is theirs.
    expect((await author('POST', `${posts}/clone/${mine}`, { title: 'Mio', locale: 'it' })).status).toBe(400);
  });

  it.each<[string, (sent: object) => [method: string, path: string, body: object]]>([
    ['a new entry', (sent) => ['POST', posts, { title: 'New', body: 'x', ...sent }]],
    ['a save', (sent) => ['PUT', `${posts}/${mine}`, { title: 'Saved', ...sent }]],
    ['a copy', (sent) => ['POST', `${posts}/clone/${mine}`, { title: 'Copy', ...sent }]],
  ])('%s becomes no part of another document, nor of another person’s', async (_name, request) => {
    const of = { where: { documentId: post.documentId }, populate: ['createdBy'], orderBy: { id: 'asc' } };
    const stored = () => club.strapi.db.query(uid).findMany(of);
    const before = await stored();
    const { status, body } = await author(
      ...request({
        id: post.id,
        documentId: post.documentId,
        createdBy: 1,
        updatedBy: 1,
        createdAt: '2001-01-01T00:00:00.000Z',
        publishedAt: '2001-01-01T00:00:00.000Z',
        localizations: [post.id],
      }),
    );
    expect([status, body]).toEqual([expect.any(Number), expect.anything()]);
    expect(await stored()).toEqual(before);
    if (status >= 400) return;
    const own = made.parse(body).data;
    expect(own.documentId).not.toBe(post.documentId);
    const row: unknown = await club.strapi.db
      .query(uid)
      .findOne({ where: { id: own.id }, populate: ['createdBy'] });
    expect(row).toMatchObject({ publishedAt: null, createdBy: { id: expect.any(Number) } });
    expect(row).not.toMatchObject({ createdBy: { id: 1 } });
    expect(row).not.toMatchObject({ createdAt: '2001-01-01T00:00:00.000Z' });
  });

  it('an editor keeps all of it with everybody’s', async () => {
    const editor = await asStaff(club, 'strapi-editor');
    for (const [name, request] of requests.filter(([each]) => !/publishes a sel|^deletes/.test(each))) {
      const { status, body } = await editor(...request(post.documentId, post.id));
      expect([name, status < 300, body]).toEqual([name, true, status === 204 ? null : expect.anything()]);
    }
  });
});
