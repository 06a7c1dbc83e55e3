import { z } from 'zod';
import { foldStoredAccounts } from '../../../src/plugins/accounts/server/services/stored-accounts';
import { visitorOf } from '../account-visitor';
import type { Club } from '../club';
import { asEditor, type Send } from '../editors';
import { makeMember, password } from '../members';
import { caught, expectOneTaker } from './answers';

const anyId = z.object({ id: z.number() });
const found = z.object({
  data: z.object({ results: z.array(z.unknown()), pagination: z.object({ total: z.number() }) }),
});
const own = z.object({ data: anyId });
const tooLong = 'password must have at most 72 bytes';

/** What may be written to an account of staff, whoever writes it. */
export function describeWrittenStaff(club: () => Club): void {
  let boss: Send;
  const staffSignIn = async (email: string, given: string) =>
    (await visitorOf(club()).send('POST', '/admin/login', { email, password: given })).status;

  describe('what is written to an account of staff', () => {
    beforeAll(async () => {
      boss = await asEditor(club());
    });

    const first = 'Password-of-staff-1';
    const staff = () => club().strapi.service('admin::user');
    const make = (email: string, given = first) =>
      staff().create({ email, password: given, firstname: 'S', lastname: 'T', isActive: true, roles: [] });

    it('is found by its own address alone', async () => {
      await make('chloé@club.test');
      expect(await staffSignIn('chloé@club.test', first)).toBe(200);
      expect(await staffSignIn('Chloe\u0301@club.test', first)).toBe(200);
      expect(await staffSignIn('chloe@club.test', first)).toBe(400);
      await make('chloe@club.test', 'Password-of-staff-2');
      expect(await staffSignIn('chloe@club.test', 'Password-of-staff-2')).toBe(200);
      expect(await staffSignIn('chloé@club.test', first)).toBe(200);
    });

    it('is refused where another has the address', async () => {
      await expect(make(' CHLOE\u0301@club.test')).rejects.toThrow('email is already taken');
      const roles = z.object({ data: z.array(anyId) }).parse((await boss('GET', '/admin/roles')).body).data;
      const answer = await boss('POST', '/admin/users', {
        email: 'chloe\u0301@club.test',
        firstname: 'C',
        lastname: 'T',
        roles: [roles[0]?.id],
      });
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([
        400,
        expect.stringContaining('email is already taken'),
      ]);
    });

    it('is given to one of those who write it at once', async () => {
      const table = club().strapi.db.query('admin::user');
      const makers = [
        () => make('wanted@club.test'),
        () => table.create({ data: { email: 'Wanted@club.test', firstname: 'W', lastname: 'T' } }),
      ];
      expectOneTaker(await Promise.all([...makers, ...makers].map((each) => caught(each()))));
      expect(await table.count({ where: { email: 'wanted@club.test' } })).toBe(1);
    });

    it('of an account that is called as another from before does not keep it from being blocked', async () => {
      const values = { firstname: 'S', lastname: 'T', isActive: false };
      const { id } = anyId.parse(await make('twin@club.test'));
      await club().strapi.db.connection('admin_users').where({ id }).update({ email: 'Chloe@club.test' });
      const { status } = await boss('PUT', `/admin/users/${id}`, { ...values, email: 'Chloe@club.test' });
      expect(status).toBe(200);
      const row = await club().strapi.db.query('admin::user').findOne({ where: { id } });
      expect(row).toMatchObject({ email: 'Chloe@club.test', isActive: false });
      expect((await boss('DELETE', `/admin/users/${id}`)).status).toBe(200);
    });

    it('leaves a super administrator who can sign in', async () => {
      const superAdmin: unknown = await club().strapi.service('admin::role').getSuperAdmin();
      const { id: role } = anyId.parse(superAdmin);
      const table = club().strapi.db.query('admin::user');
      const supers = z.array(anyId).parse(await table.findMany({ where: { roles: { id: role } } }));
      const values = { password: first, firstname: 'S', lastname: 'A', roles: [role] };
      // Invited, and has never signed in.
      await staff().create({ ...values, email: 'invited@club.test', isActive: false });
      const [one, ...others] = supers.map(({ id }) => id);
      // Beside the product, which would end their sessions.
      const switchOthers = (isActive: boolean) =>
        club().strapi.db.connection('admin_users').whereIn('id', others).update({ is_active: isActive });
      await switchOthers(false);
      const kept = 'must leave a super administrator who can sign in';
      for (const data of [{ isActive: false }, { blocked: true }, { roles: [] }, { roles: { set: [] } }])
        expect(await caught(table.update({ where: { id: one }, data }))).toEqual({
          status: 400,
          body: expect.stringContaining(kept),
        });
      for (const write of [
        () => table.delete({ where: { id: one } }),
        () => table.deleteMany({ where: { id: one } }),
        () => table.updateMany({ where: { id: one }, data: { isActive: false } }),
      ])
        expect((await caught(write())).body).toContain(kept);
      expect(await table.findOne({ where: { id: one }, populate: ['roles'] })).toMatchObject({
        isActive: true,
        roles: [{ id: role }],
      });
      await switchOthers(true);
      const second: unknown = await staff().create({ ...values, email: 'second@club.test', isActive: true });
      const { id } = anyId.parse(second);
      const profile = { firstname: 'S', lastname: 'A', email: 'second@club.test', isActive: false };
      expect((await boss('PUT', `/admin/users/${id}`, profile)).status).toBe(200);
    });

    it('is found by staff as it is written, and by its address however they write it', async () => {
      await staff().create({
        email: 'é.ångström@club.test',
        firstname: 'Émile',
        lastname: 'ÅNGSTRÖM',
        isActive: true,
        roles: [],
      });
      for (const searched of ['Émile', 'ÅNGSTRÖM', 'É.Ångström@', 'E\u0301.a\u030angström@club']) {
        const { body } = await boss('GET', `/admin/users?page=1&_q=${encodeURIComponent(searched)}`);
        const { results, pagination } = found.parse(body).data;
        expect([searched, results.length, pagination.total]).toEqual([searched, 1, 1]);
      }
    });

    it('has no password that nobody could sign in with', async () => {
      const long = `Aa1${'x'.repeat(70)}`;
      await expect(make('long@club.test', long)).rejects.toThrow(tooLong);
      await expect(staff().resetPasswordByEmail('chloe@club.test', long)).rejects.toThrow(tooLong);
      const me = own.parse((await boss('GET', '/admin/users/me')).body).data;
      for (const path of [`/admin/users/${me.id}`, '/admin/users/me']) {
        const { status, body } = await boss('PUT', path, { password: long, currentPassword: first });
        expect([path, status, JSON.stringify(body)]).toEqual([
          path,
          400,
          expect.stringMatching(/password must .*bytes/),
        ]);
      }
    });
  });
}

/** Accounts of a club that did not yet keep them in one form. */
export function describeOlderAccounts(club: () => Club, restart: () => Promise<void>): void {
  it('accounts of an older version are read in batches, and what is not theirs alone is told', async () => {
    const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
    for (const name of names) await makeMember(club(), name);
    const table = () => club().strapi.db.connection('up_users');
    const older: Record<string, object> = {
      first: { username: 'First' },
      second: { username: 'third@club.test' },
      fourth: { email: 'Fifth@club.test' },
      fifth: { username: 'Fifth ' },
      sixth: { email: 'third@club.test' },
    };
    const ids = new Map<string, number>();
    for (const name of names)
      ids.set(name, anyId.parse(await table().where({ username: name }).first('id')).id);
    for (const [name, values] of Object.entries(older))
      await table()
        .where({ id: ids.get(name) })
        .update(values);
    await club().strapi.store({ type: 'plugin', name: 'accounts', key: 'folded' }).delete({});

    const warn = jest.spyOn(club().strapi.log, 'warn');
    await foldStoredAccounts(club().strapi, 2);
    const warnings = z.array(z.string()).parse(warn.mock.calls.map(([message]) => message));
    warn.mockRestore();
    expect(
      await table()
        .whereIn('id', [...ids.values()])
        .orderBy('id')
        .pluck('username'),
    ).toEqual(['first', 'third@club.test', 'third', 'fourth', 'fifth', 'sixth']);
    const uid = 'plugin::users-permissions.user';
    const mayFindAnother = (name: string, attribute: string): string =>
      `accounts: a sign-in by the ${attribute} of ${uid} ${ids.get(name)} may find another account: ${attribute}`;
    expect(warnings).toEqual([
      `accounts: nobody can sign in by the email of ${uid} ${ids.get('fourth')}: email is already taken`,
      `${mayFindAnother('second', 'username')} must not be another account's e-mail address`,
      `${mayFindAnother('third', 'email')} is already taken`,
      `${mayFindAnother('sixth', 'email')} is already taken`,
    ]);
    await table()
      .whereIn('id', [...ids.values()])
      .delete();
  });

  it('accounts of an older version are folded once, and what cannot be is told', async () => {
    for (const name of ['older', 'twin-of', 'twin']) await makeMember(club(), name);
    const table = () => club().strapi.db.connection('up_users');
    await table().where({ username: 'older' }).update({ username: 'O\u0308lder ', email: 'Older@Club.test' });
    await table().where({ username: 'twin-of' }).update({ username: 'Twin' });
    await club().strapi.store({ type: 'plugin', name: 'accounts', key: 'folded' }).delete({});
    await restart();

    const status = async (identifier: string): Promise<number> =>
      (await visitorOf(club()).signIn(identifier, password)).status;
    const names = await table().whereIn('email', ['older@club.test', 'twin-of@club.test']).pluck('username');
    expect(names.sort()).toEqual(['Twin', 'ölder']);
    expect([await status('Ölder'), await status('OLDER@club.test')]).toEqual([200, 200]);
    // By the address alone: the name is another's, in the form that is looked for.
    expect([await status('twin'), await status('twin-of@club.test')]).toEqual([200, 200]);
  });
}
