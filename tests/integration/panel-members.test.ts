import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { asEditor, type Send } from '../support/editors';
import { makeMember } from '../support/members';
import { asStaff } from '../support/staff';

const user = 'plugin::users-permissions.user';
const forms = `/content-manager/collection-types/${user}`;
const roleUid = 'plugin::users-permissions.role';

let club: Club;
let boss: Send;
let manager: Send;
beforeAll(async () => {
  club = await startClub();
  boss = await asEditor(club);
  manager = await asStaff(club, 'club-manager');
});
afterAll(() => club.stop());

const refused = z.object({
  error: z.object({
    message: z.string(),
    details: z.object({
      errors: z.array(
        z.object({ path: z.array(z.string()), message: z.string(), rule: z.object({ key: z.string() }) }),
      ),
    }),
  }),
});
const rulesOf = (body: unknown) =>
  refused.parse(body).error.details.errors.map(({ path, rule }) => [path.join('.'), rule.key]);

const roleOf = async (type: string): Promise<{ id: number; documentId: string }> =>
  z
    .object({ id: z.number(), documentId: z.string() })
    .parse(await club.strapi.db.query(roleUid).findOne({ where: { type } }));

async function idOf(username: string): Promise<string> {
  await makeMember(club, username);
  const row: unknown = await club.strapi.db.query(user).findOne({ where: { username } });
  return z.object({ documentId: z.string() }).parse(row).documentId;
}

describe('the panel’s form of a member', () => {
  const relations = z.object({ results: z.array(z.looseObject({ name: z.string().optional() })) });

  it('shows a Manager the names of roles, to choose and as chosen', async () => {
    const id = await idOf('named');
    const choices = await manager('GET', `/content-manager/relations/${user}/role`);
    const names = relations.parse(choices.body).results.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Admin', 'Authenticated', 'Staff']));
    const found = await manager('GET', `/content-manager/relations/${user}/role?_q=Sta`);
    expect(relations.parse(found.body).results.map(({ name }) => name)).toEqual(['Staff']);
    const chosen = await manager('GET', `/content-manager/relations/${user}/${id}/role`);
    expect(relations.parse(chosen.body).results.map(({ name }) => name)).toEqual(['Authenticated']);
  });

  it('shows them to nobody who does not see members, and nothing of what they may do', async () => {
    const host = await asStaff(club, 'club-host');
    // Strapi answers with 500 rather than 403.
    const { status, body } = await host('GET', `/content-manager/relations/${user}/role`);
    expect([status >= 400, JSON.stringify(body)]).toEqual([true, expect.not.stringContaining('Staff')]);
    const asked = await manager('GET', `/content-manager/relations/${user}/role?populate=*`);
    expect([asked.status, JSON.stringify(asked.body)]).toEqual([200, expect.not.stringContaining('action')]);
    expect((await manager('GET', '/users-permissions/roles')).status).toBe(403);
  });

  it.each([
    ['123456', ['min-length']],
    ['1234567890', ['common-password']],
    [' '.repeat(12), ['min-length']],
    ['weakling sings', ['own-name-in-password']],
    ['é'.repeat(40), ['max-bytes']],
  ])('takes no password that members could not choose: %j', async (password, keys) => {
    const role = { connect: [await roleOf('authenticated')], disconnect: [] };
    const made = { username: 'weakling', email: 'weakling@club.test', password, role };
    const { status, body } = await boss('POST', forms, made);
    expect([status, rulesOf(body)]).toEqual([400, keys.map((key) => ['password', key])]);
  });

  it('knows the name of the member whose password is changed', async () => {
    const path = `${forms}/${await idOf('forgetful')}`;
    const { status, body } = await manager('PUT', path, { password: 'so forgetful today' });
    expect([status, rulesOf(body)]).toEqual([400, [['password', 'own-name-in-password']]]);
    expect((await manager('PUT', path, { password: 'a password to remember' })).status).toBe(200);
  });

  it('says what is missing as a rule, which the panel has in its own language', async () => {
    const made = { username: 'roleless', email: 'roleless@club.test' };
    const created = await boss('POST', forms, { ...made, role: { connect: [], disconnect: [] } });
    expect(rulesOf(created.body)).toEqual(
      expect.arrayContaining([
        ['password', 'required'],
        ['role', 'required'],
      ]),
    );
    const role = { connect: [], disconnect: [await roleOf('authenticated')] };
    const changed = await boss('PUT', `${forms}/${await idOf('demoted')}`, { role });
    expect([changed.status, rulesOf(changed.body)]).toEqual([400, [['role', 'required']]]);
  });
});

describe('the activity', () => {
  const recordedOf = async (target: string): Promise<unknown[]> => {
    const { activities } = club.strapi.plugin('accounts').service('accounts');
    const { rows } = await activities.page({ of: user, target }, { limit: 10, offset: 0 });
    return z
      .array(z.object({ source: z.string(), action: z.string(), fields: z.array(z.string()) }))
      .parse(rows)
      .map(({ source, action, fields }) => [source, action, fields]);
  };

  it('has what staff change of a member in the panel, by field', async () => {
    const id = await idOf('watched');
    const connect = [await roleOf('admin')];
    await boss('PUT', `${forms}/${id}`, { role: { connect, disconnect: [] } });
    await boss('PUT', `${forms}/${id}`, {
      blocked: true,
      password: 'a password of staff',
      username: 'watched',
    });
    await boss('PUT', `${forms}/${id}`, { blocked: true, confirmed: true });
    expect(await recordedOf(id)).toEqual([
      ['panel', 'update', ['password', 'blocked']],
      ['panel', 'update', ['role']],
    ]);
  });

  it('has nothing of what admins set as it was', async () => {
    await makeMember(club, 'chief', { role: (await roleOf('admin')).id });
    const id = await idOf('unchanged');
    const { memberAdmin } = club.strapi.plugin('accounts').service('accounts');
    await memberAdmin.change(id, { role: 'authenticated', blocked: false }, 'an-admin');
    expect(await recordedOf(id)).toEqual([]);
    await memberAdmin.change(id, { role: 'authenticated', blocked: true }, 'an-admin');
    expect(await recordedOf(id)).toEqual([['member', 'update', ['blocked']]]);
  });

  it('has who made one there', async () => {
    const role = { connect: [await roleOf('staff')], disconnect: [] };
    const values = { username: 'made', email: 'made@club.test', password: 'a password of staff' };
    const { body } = await boss('POST', forms, { ...values, role });
    const { documentId } = z
      .object({ data: z.object({ documentId: z.string() }) })
      .parse({ data: body }).data;
    expect(await recordedOf(documentId)).toEqual([
      ['panel', 'create', expect.arrayContaining(['username', 'email', 'password', 'role'])],
    ]);
  });
});

describe('the role of new members', () => {
  const advanced = '/users-permissions/advanced';
  const settings = z.object({ settings: z.looseObject({}) });
  const choose = async (type: string) =>
    boss('PUT', advanced, {
      ...settings.parse((await boss('GET', advanced)).body).settings,
      default_role: type,
    });
  const create = async (username: string): Promise<unknown> => {
    const { members } = club.strapi.plugin('accounts').service('accounts');
    await members.create({ username, email: `${username}@club.test`, language: 'en', passwordHash: null });
    return club.strapi.db.query(user).findOne({ where: { username }, populate: ['role'] });
  };

  it('is the one that the panel says', async () => {
    await boss('POST', '/users-permissions/roles', { name: 'Guest', description: 'New', permissions: {} });
    expect((await choose('guest')).status).toBe(200);
    expect(await create('guest-one')).toMatchObject({ role: { type: 'guest' } });
    const { id } = await roleOf('authenticated');
    const gone = await boss('DELETE', `/users-permissions/roles/${id}`);
    expect([gone.status, JSON.stringify(gone.body)]).toEqual([
      400,
      expect.stringContaining('cannot be deleted'),
    ]);
    await choose('authenticated');
    expect(await create('member-one')).toMatchObject({ role: { type: 'authenticated' } });
  });

  it.each(['staff', 'admin', 'public'])('is never that of %s', async (type) => {
    expect((await choose(type)).status).toBe(400);
    await club.strapi
      .store({ type: 'plugin', name: 'users-permissions', key: 'advanced' })
      .set({ value: { default_role: type, allow_register: false, unique_email: true } });
    expect(await create(`new-${type}`)).toMatchObject({ role: { type: 'authenticated' } });
    await choose('authenticated');
  });
});
