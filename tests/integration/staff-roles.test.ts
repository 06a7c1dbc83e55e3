import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import type { Send } from '../support/editors';
import { asStaff, roleId, type StaffRole } from '../support/staff';

const types = '/content-manager/collection-types';
const posts = `${types}/api::post.post`;

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const made = z.object({ data: z.object({ documentId: z.string() }) });
const listed = z.object({ results: z.array(z.object({ title: z.string() })) });

async function write(send: Send, title: string): Promise<string> {
  const { status, body } = await send('POST', posts, { title, slug: title.toLowerCase() });
  expect(status).toBe(201);
  return made.parse(body).data.documentId;
}

const titles = async (send: Send, query = ''): Promise<string[]> =>
  listed.parse((await send('GET', `${posts}?${query}`)).body).results.map(({ title }) => title);

const permissionRows = z.array(
  z.object({
    id: z.number(),
    action: z.string(),
    subject: z.string().nullable(),
    properties: z.looseObject({}),
  }),
);
type Permission = z.infer<typeof permissionRows>[number];

const permissions = async (code: StaffRole): Promise<Permission[]> =>
  permissionRows.parse(
    await club.strapi.db
      .query('admin::permission')
      .findMany({ where: { role: await roleId(club, code) }, orderBy: 'id' }),
  );

/** As Strapi makes the role, and as it stands in clubs that were started before this was cared for. */
async function undo(code: StaffRole): Promise<void> {
  const query = club.strapi.db.query('admin::permission');
  for (const { id, action, properties } of await permissions(code)) {
    const isLost = /explorer\.(delete|publish)$|^plugin::(event-sync|integrations|admin-desk)/.test(action);
    if (isLost) await query.delete({ where: { id } });
    else {
      const { locales: _locales, ...rest } = properties;
      await query.update({ where: { id }, data: { properties: rest } });
    }
  }
  await club.strapi.store({ type: 'plugin', name: 'admin-desk' }).delete({ key: `granted ${code}` });
}

describe('an editor of a new club', () => {
  it('edits, translates, publishes and deletes what others wrote', async () => {
    const author = await asStaff(club, 'strapi-author');
    const editor = await asStaff(club, 'strapi-editor');
    const id = await write(author, 'Ember');
    await expect(titles(editor)).resolves.toEqual(['Ember']);
    for (const locale of ['it', 'fr', 'es']) {
      const { status } = await editor('PUT', `${posts}/${id}?locale=${locale}`, { title: `Ember ${locale}` });
      expect(status).toBe(200);
      await expect(titles(editor, `locale=${locale}`)).resolves.toEqual([`Ember ${locale}`]);
    }
    expect((await editor('POST', `${posts}/${id}/actions/publish`, {})).status).toBe(200);
    expect((await editor('DELETE', `${posts}/${id}?locale=*`)).status).toBe(200);
  });

  it('may do so with every type, and sees how the integrations stand', async () => {
    const editor = await asStaff(club, 'strapi-editor');
    const uids = Object.keys(club.strapi.contentTypes).filter((uid) => uid.startsWith('api::'));
    expect(uids.length).toBeGreaterThan(8);
    for (const uid of uids) expect((await editor('GET', `${types}/${uid}`)).status).toBe(200);
    expect((await editor('GET', '/integrations')).status).toBe(200);
    const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
    const event = await editor('POST', `${types}/api::event.event`, {
      title: 'Night',
      slug: 'night',
      ...times,
    });
    const standing = await editor('GET', `/event-sync/events/${made.parse(event.body).data.documentId}`);
    expect(standing).toMatchObject({ status: 200, body: { data: { targets: [], hasWebsite: false } } });
    expect((await editor('GET', '/upload/files')).status).toBe(200);
    expect((await editor('GET', '/jobs/overview')).status).toBe(403);
  });
});

describe('an author of a new club', () => {
  it('writes, translates and deletes what is their own, and publishes nothing', async () => {
    const author = await asStaff(club, 'strapi-author');
    const other = await asStaff(club, 'strapi-author');
    const id = await write(author, 'Mine');
    await expect(titles(author)).resolves.toEqual(['Mine']);
    await expect(titles(other)).resolves.toEqual([]);
    expect((await author('PUT', `${posts}/${id}?locale=it`, { title: 'Mio' })).status).toBe(200);
    expect((await author('PUT', `${posts}/${id}?locale=it`, { title: 'Il mio' })).status).toBe(200);
    await expect(titles(author, 'locale=it')).resolves.toEqual(['Il mio']);
    expect((await author('POST', `${posts}/${id}/actions/publish`, {})).status).toBe(403);
    expect((await other('PUT', `${posts}/${id}?locale=en`, { title: 'Theirs' })).status).toBe(403);
    expect((await author('DELETE', `${posts}/${id}?locale=*`)).status).toBe(200);
  });
});

describe('an event of an author', () => {
  const times = { startTime: '2050-01-01T20:00:00.000Z', endTime: '2050-01-01T22:00:00.000Z' };
  const found = z.object({ results: z.array(z.object({ documentId: z.string(), id: z.number() })) });
  let author: Send, editor: Send;

  beforeAll(async () => {
    [author, editor] = [await asStaff(club, 'strapi-author'), await asStaff(club, 'strapi-editor')];
  });

  /** The one choice that the panel offers. */
  async function offered(path: string) {
    const { status, body } = await author('GET', `/content-manager/relations/${path}`);
    expect(status).toBe(200);
    const { results } = found.parse(body);
    expect(results).toHaveLength(1);
    return results;
  }

  it('is given a location and artists that others wrote', async () => {
    await editor('POST', `${types}/api::location.location`, { name: 'Ballroom' });
    await editor('POST', `${types}/api::artist.artist`, { name: 'Ember Hour' });
    const data = {
      ...{ title: 'Mine', ...times },
      location: { connect: await offered('api::event.event/location') },
      lineUp: [{ artist: { connect: await offered('club.line-up-entry/artist') } }],
    };
    const { status, body } = await author('POST', `${types}/api::event.event`, data);
    expect(status).toBe(201);
    const { documentId } = made.parse(body).data;
    const stored = await club.strapi
      .documents('api::event.event')
      .findOne({ documentId, populate: { location: true, lineUp: { populate: ['artist'] } } });
    expect(stored).toMatchObject({
      location: { name: 'Ballroom' },
      lineUp: [{ artist: { name: 'Ember Hour' } }],
    });
  });

  it('leaves them as they are', async () => {
    const [location] = await offered('api::event.event/location');
    const path = `${types}/api::location.location/${location?.documentId}`;
    expect((await author('GET', path)).status).toBe(200);
    expect((await author('PUT', path, { name: 'Mine' })).status).toBe(403);
    expect((await author('DELETE', path)).status).toBe(403);
  });
});

describe('at the next start', () => {
  let editorBefore: Permission[];
  let authorBefore: Permission[];

  beforeAll(async () => {
    const query = club.strapi.db.query('admin::permission');
    editorBefore = await permissions('strapi-editor');
    await undo('strapi-editor');
    const ofEvents = (await permissions('strapi-author')).filter(
      ({ subject }) => subject === 'api::event.event',
    );
    const of = (name: string) => ofEvents.find(({ action }) => action.endsWith(name))?.id;
    await query.delete({ where: { id: of('delete') } });
    await query.update({
      where: { id: of('update') },
      data: { properties: { fields: ['title'], locales: ['it'] } },
    });
    authorBefore = await permissions('strapi-author');
    club = await club.restart();
  });

  it('roles that stand as Strapi made them get what they are for', async () => {
    const key = ({ action, subject, properties }: Permission) =>
      JSON.stringify([action, subject, properties]);
    expect((await permissions('strapi-editor')).map(key).sort()).toEqual(editorBefore.map(key).sort());
  });

  it('what an administrator took from a role, or made of it, stays so', () =>
    expect(permissions('strapi-author')).resolves.toEqual(authorBefore));
});
