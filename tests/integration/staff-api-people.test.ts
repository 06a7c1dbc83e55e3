import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { asProgram } from '../support/editors';
import { password, signIn, signUp, type Member } from '../support/members';
import { memberOfRole, staffClient, type StaffClient } from '../support/staff-api';

let club: Club;
let ada: Member;
let admin: StaffClient;
let sam: Member;
let mia: Member;

beforeAll(async () => {
  club = await startClub();
  ada = await memberOfRole(club, 'ada', 'admin');
  admin = staffClient(club, ada.authorization);
  sam = await memberOfRole(club, 'sam', 'staff');
  mia = await signUp(club, 'mia');
});
afterAll(() => club.stop());

const me = ({ authorization }: Member) =>
  fetch(`${club.url}/api/users/me`, { headers: { authorization } }).then(({ status }) => status);

describe('the roles', () => {
  const rows = z.array(
    z.object({ type: z.string(), permissions: z.array(z.object({ action: z.string() })) }),
  );
  const granted = async () =>
    new Map(
      rows
        .parse(
          await club.strapi.db
            .query('plugin::users-permissions.role')
            .findMany({ populate: { permissions: true } }),
        )
        .map(({ type, permissions }) => [type, permissions.map(({ action }) => action).sort()]),
    );

  it('may do what members may', async () => {
    const actions = await granted();
    expect(actions.get('staff')).toContain('plugin::users-permissions.auth.logout');
    expect(actions.get('staff')).toContain('api::event.event.find');
    expect(actions.get('staff')).toEqual(actions.get('authenticated'));
    expect(actions.get('admin')).toEqual(actions.get('authenticated'));
    expect([await me(sam), await me(ada)]).toEqual([200, 200]);
  });

  it('are those of an administrator from the first start on', async () => {
    const [role] = z
      .array(z.object({ id: z.number() }))
      .parse(
        await club.strapi.db.query('plugin::users-permissions.role').findMany({ where: { type: 'staff' } }),
      );
    const permissions = club.strapi.db.query('plugin::users-permissions.permission');
    await permissions.delete({
      where: { role: role?.id, action: 'plugin::users-permissions.auth.changePassword' },
    });
    club = await club.restart();
    const actions = await granted();
    expect(actions.get('staff')).not.toContain('plugin::users-permissions.auth.changePassword');
    expect([...actions.keys()].filter((type) => type === 'staff')).toHaveLength(1);
    admin = staffClient(club, ada.authorization);
  });
});

describe('/admin/users', () => {
  it('lists members, and finds them by name and address', async () => {
    const all = await admin.get('/users?per_page=2');
    expect([all.status, all.body.data, all.body.meta]).toMatchObject([
      200,
      [{ username: 'mia' }, { username: 'sam' }],
      { pagination: { total: 3, pages: 2 } },
    ]);
    const found = await admin.get('/users?q=MIA@club');
    expect([found.status, found.body.data]).toEqual([
      200,
      [
        {
          id: mia.documentId,
          username: 'mia',
          email: 'mia@club.test',
          role: 'authenticated',
          confirmed: true,
          blocked: false,
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      ],
    ]);
    expect(found.text).not.toContain('password');
    expect((await admin.get(`/users/${mia.documentId}`)).body.data).toEqual(found.body.data[0]);
  });

  it('ends the sessions of whoever gets another role, who is then of that role', async () => {
    expect(await me(mia)).toBe(200);
    expect(await admin.put(`/users/${mia.documentId}`, { role: 'staff' })).toMatchObject({ role: 'staff' });
    expect(await me(mia)).toBe(401);
    mia = await signIn(club, mia);
    expect((await staffClient(club, mia.authorization).get('/events')).status).toBe(200);
    await admin.put(`/users/${mia.documentId}`, { role: 'staff' });
    expect(await me(mia)).toBe(200);
    await admin.put(`/users/${mia.documentId}`, { role: 'authenticated' });
    mia = await signIn(club, mia);
    const { status, body } = await staffClient(club, mia.authorization).get('/events');
    expect([status, body.error]).toEqual([403, 'Staff access required']);
  });

  it('blocks and unblocks', async () => {
    expect(await admin.put(`/users/${mia.documentId}`, { blocked: true })).toMatchObject({ blocked: true });
    const { status, body } = await staffClient(club, mia.authorization).get('/events');
    expect([await me(mia), status, body.success]).toEqual([401, 401, false]);
    const login = await fetch(`${club.url}/api/auth/local`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: mia.email, password }),
    });
    expect(login.status).toBe(400);
    expect(await admin.put(`/users/${mia.documentId}`, { blocked: false })).toMatchObject({ blocked: false });
    const told = await admin.get(`/activity?type=users&id=${mia.documentId}`);
    expect(told.body.data[0]).toMatchObject({ action: 'update', type: 'users', fields: ['blocked'] });
    expect(told.body.data[0]).toMatchObject({ who: { source: 'member', id: ada.documentId } });
    mia = await signIn(club, mia);
    expect(await me(mia)).toBe(200);
  });

  it('locks nobody out of their own account', async () => {
    for (const [change, field] of [
      [{ blocked: true }, 'blocked'],
      [{ role: 'staff' }, 'role'],
    ] as const) {
      const { status, body } = await admin.send('PUT', `/users/${ada.documentId}`, change);
      expect([status, Object.keys(body.errors ?? {})]).toEqual([409, [field]]);
    }
    const same = { role: 'admin', blocked: false };
    expect(await admin.put(`/users/${ada.documentId}`, same)).toMatchObject(same);
    expect(await me(ada)).toBe(200);
  });

  it('leaves an admin, when two demote each other at the same moment', async () => {
    const bob = await memberOfRole(club, 'bob', 'admin');
    const statuses = await Promise.all([
      admin.send('PUT', `/users/${bob.documentId}`, { role: 'staff' }),
      staffClient(club, bob.authorization).send('PUT', `/users/${ada.documentId}`, { blocked: true }),
    ]);
    // The second may also find its own session ended.
    expect(statuses.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(statuses.every(({ status }) => [200, 401, 403, 409].includes(status))).toBe(true);
    const users = club.strapi.db.query('plugin::users-permissions.user');
    const admins = { where: { role: { type: 'admin' }, blocked: false } };
    expect(await users.count(admins)).toBe(1);
    await users.update({ where: { documentId: ada.documentId }, data: { blocked: false } });
    ada = await signIn(club, ada);
    admin = staffClient(club, ada.authorization);
  });

  it.each([
    ['an unknown role', { role: 'owner' }, { role: ['must be one of authenticated, staff, admin'] }],
    ['the role of strangers', { role: 'public' }, { role: ['must be one of authenticated, staff, admin'] }],
    ['a role that is a number', { role: 1 }, { role: ['must be a text'] }],
    ['a block that is a text', { blocked: 'no' }, { blocked: ['must be true or false'] }],
    ['null', { blocked: null, role: null }, { blocked: ['must be true or false'], role: ['must be a text'] }],
    ['a password', { password: 'another password' }, { password: ['is not known here'] }],
    ['an address', { email: 'x@club.test' }, { email: ['is not known here'] }],
    ['nothing', {}, { body: ['must have at least one field'] }],
  ])('refuses %s', async (_case, sent, errors) => {
    const { status, body } = await admin.send('PUT', `/users/${mia.documentId}`, sent);
    expect([status, body.errors]).toEqual([400, errors]);
  });

  it.each(['nobody', '%00', 'A', '1'])('has no member %s', async (id) => {
    for (const [method, sent] of [['GET'], ['PUT', { blocked: true }]] as [string, unknown?][]) {
      const { status, body } = await admin.send(method, `/users/${id}`, sent);
      expect([status, body.success]).toEqual([404, false]);
    }
  });
});

it.each([
  ['GET', '/users', 'admin'],
  ['GET', '/users/x', 'admin'],
  ['PUT', '/users/x', 'admin'],
  ['GET', '/integrations', 'admin'],
  ['GET', '/integrations/logs', 'admin'],
  ['POST', '/integrations/facebook/sync', 'admin'],
  ['GET', '/dashboard', 'staff'],
  ['GET', '/media', 'staff'],
  ['GET', '/activity', 'staff'],
] as const)('%s %s is for %s alone', async (method, path, access) => {
  const sent = method === 'PUT' ? { blocked: true } : undefined;
  const none = await staffClient(club, null).send(method, path, sent);
  expect([none.status, none.body.error]).toEqual([401, 'Sign in first']);
  const lesser = access === 'admin' ? sam : await signIn(club, mia);
  const { status, body } = await staffClient(club, lesser.authorization).send(method, path, sent);
  expect([status, body.error]).toEqual([
    403,
    access === 'admin' ? 'Admin access required' : 'Staff access required',
  ]);
});

describe('the policies', () => {
  const call = async (name: string, state: unknown): Promise<unknown> => {
    const policy: unknown = club.strapi.policy(`plugin::accounts.${name}`);
    if (typeof policy !== 'function') throw new Error(`There is no policy ${name}`);
    return policy({ state }, {}, { strapi: club.strapi });
  };
  const stateOf = (strategy: string, type: string | null) => ({
    auth: { strategy: { name: strategy }, credentials: { id: 1, documentId: 'a', role: type && { type } } },
  });

  it.each([
    ['require-auth', 'authenticated', null],
    ['require-auth', null, null],
    ['require-staff', 'authenticated', 'Staff access required'],
    ['require-staff', 'staff', null],
    ['require-staff', 'admin', null],
    ['require-admin', 'staff', 'Admin access required'],
    ['require-admin', 'admin', null],
  ])('%s for a member whose role is %s', async (name, type, message) => {
    const asked = call(name, stateOf('users-permissions', type));
    if (message === null) expect(await asked).toBe(true);
    else await expect(asked).rejects.toMatchObject({ message, name: 'PolicyError' });
  });

  it.each(['require-auth', 'require-staff', 'require-admin'])('%s is for members alone', async (name) => {
    for (const state of [undefined, {}, stateOf('content-api-token', 'admin'), stateOf('admin', 'admin')])
      await expect(call(name, state)).rejects.toMatchObject({
        message: 'Sign in first',
        name: 'UnauthorizedError',
      });
  });
});

it('does not take an API token for a member', async () => {
  const program = await asProgram(club);
  const { status } = await program('GET', '/api/v1/admin/events');
  expect(status).toBe(401);
});
