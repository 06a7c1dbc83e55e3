import { z } from 'zod';
import { visitorOf } from '../account-visitor';
import type { Club } from '../club';
import { asEditor, asProgram, type Answer, type Send } from '../editors';
import { makeMember, password } from '../members';
import { caught, expectOneTaker } from './answers';
import { settingsOf } from './closed';

const memberUid = 'plugin::users-permissions.user';
const anyId = z.object({ id: z.number() });
const found = z.object({
  results: z.array(z.unknown()),
  pagination: z.object({ total: z.number() }),
});
const tooLong = 'password must have at most 72 bytes';

/** What may be written to an account, whoever writes it. */
export function describeWrittenAccounts(club: () => Club): void {
  let boss: Send;
  let program: Send;
  let role: number;
  let people = 0;
  const members = () => club().strapi.db.query(memberUid);
  const idOf = async (username: string) =>
    z
      .object({ id: z.number(), documentId: z.string() })
      .parse(await members().findOne({ where: { username } }));
  const signIn = async (identifier: string, given = password) =>
    (await visitorOf(club()).signIn(identifier, given)).status;

  /** Somebody with values of their own, but for those that are given. */
  function valuesOf(values: object) {
    const name = `written-${(people += 1)}`;
    return {
      username: name,
      email: `${name}@club.test`,
      password,
      confirmed: true,
      blocked: false,
      ...values,
    };
  }

  type Make = (values: object) => Promise<Answer>;
  const graphqlAnswer = z.looseObject({ errors: z.array(z.looseObject({})).optional() });
  const makers: [string, Make][] = [
    [
      'the panel',
      (values) =>
        boss('POST', `/content-manager/collection-types/${memberUid}`, {
          ...valuesOf(values),
          role: { connect: [{ id: role }] },
        }),
    ],
    ['REST', (values) => program('POST', '/api/users', { ...valuesOf(values), role })],
    [
      'GraphQL',
      async (values) => {
        const query = `mutation ($data: UsersPermissionsUserInput!) { createUsersPermissionsUser(data: $data) { data { username } } }`;
        const data = { ...valuesOf(values), role: String(role) };
        const answer = await program('POST', '/graphql', { query, variables: { data } });
        return { status: graphqlAnswer.parse(answer.body).errors ? 400 : answer.status, body: answer.body };
      },
    ],
    [
      'a program',
      (values) =>
        caught(
          club()
            .strapi.documents(memberUid)
            .create({ data: { ...valuesOf(values), role } }),
        ),
    ],
    [
      'whoever asks the database',
      (values) => caught(members().create({ data: { ...valuesOf(values), password: null, role } })),
    ],
    [
      'whoever writes many at once',
      (values) =>
        caught(members().createMany({ data: [valuesOf({}), valuesOf({ ...values, password: null })] })),
    ],
  ];
  const [panel, rest, graphql, documents] = makers;
  const hashing = [panel, rest, graphql, documents].filter((each) => each !== undefined);

  describe('what is written to an account', () => {
    beforeAll(async () => {
      boss = await asEditor(club());
      program = await asProgram(club());
      const found = await club()
        .strapi.db.query('plugin::users-permissions.role')
        .findOne({ where: { type: 'authenticated' } });
      role = anyId.parse(found).id;
      await makeMember(club(), 'nova');
      await makeMember(club(), 'josé');
    });

    describe.each(makers)('by %s', (_name, make) => {
      it.each([
        [{ username: 'nova@club.test' }, "username must not be another account's e-mail address"],
        [{ username: ' NOVA@club.test ' }, "username must not be another account's e-mail address"],
        [{ username: 'Nova' }, 'username is already taken'],
        [{ username: ' nova' }, 'username is already taken'],
        [{ username: 'JOSE\u0301' }, 'username is already taken'],
        [{ email: 'jose\u0301@club.test' }, 'email is already taken'],
        [{ username: '  x' }, 'username must have at least 3 characters'],
        [{ username: 'no\u0007va' }, 'username must not contain control characters'],
      ])('%j is refused, naming the field', async (values, message) => {
        const before = await members().count();
        const { status, body } = await make(values);
        expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(message)]);
        expect(await members().count()).toBe(before);
      });

      it('a name or an address that only looks alike is another', async () => {
        const name = `rene-${(people += 1)}`;
        const accented = name.replace('rene', 'rené');
        for (const each of [name, accented])
          expect((await make({ username: each, email: `${each}@club.test` })).status).toBeLessThan(300);
        expect(await members().count({ where: { username: { $in: [name, accented] } } })).toBe(2);
        expect(await members().count({ where: { email: `${name}@club.test` } })).toBe(1);
      });

      it('is stored in one form', async () => {
        const name = `Zoe\u0308-${(people += 1)}`;
        expect((await make({ username: ` ${name} ` })).status).toBeLessThan(300);
        expect(await members().count({ where: { username: name.normalize().toLowerCase() } })).toBe(1);
      });

      it('is given to one of those who write it at once', async () => {
        const username = `wanted-${(people += 1)}`;
        const answers = await Promise.all([1, 2, 3, 4].map(() => make({ username })));
        expectOneTaker(answers);
        expect(await members().count({ where: { username } })).toBe(1);
      });
    });

    it('is not given twice to those who are written together', async () => {
      const before = await members().count();
      const data = ['Both', 'both'].map((username) => valuesOf({ username, password: null }));
      expect((await caught(members().createMany({ data }))).body).toBe('username is already taken');
      expect(await members().count()).toBe(before);
    });

    it('changes for one of those who want the same at once', async () => {
      const names = ['one', 'two', 'three'].map((each) => `${each}-${(people += 1)}`);
      for (const name of names) await makeMember(club(), name);
      const ids = await Promise.all(names.map(async (name) => (await idOf(name)).id));
      const wanted = (username: string) =>
        Promise.all(ids.map((id) => program('PUT', `/api/users/${id}`, { username })));
      expectOneTaker(await wanted('first-of-three'));
      expect(await members().count({ where: { username: 'first-of-three' } })).toBe(1);
      const [name, address] = ids;
      const crossed = { username: 'cross@club.test', email: 'cross@club.test' };
      expectOneTaker(
        await Promise.all([
          program('PUT', `/api/users/${name}`, { username: crossed.username }),
          program('PUT', `/api/users/${address}`, { email: crossed.email }),
        ]),
        /must not be another account/,
      );
    });

    it('is an address of several accounts, one with each provider, where staff allow it', async () => {
      const settings = await settingsOf(club()).get({ key: 'advanced' });
      const allowed = { ...z.looseObject({}).parse(settings), unique_email: false };
      await settingsOf(club()).set({ key: 'advanced', value: allowed });
      try {
        const make = (provider: string) =>
          caught(members().create({ data: valuesOf({ email: 'nova@club.test', password: null, provider }) }));
        expect(await make('local')).toEqual({ status: 400, body: 'email is already taken' });
        expect((await make('google')).status).toBe(200);
        expect(await make('google')).toEqual({ status: 400, body: 'email is already taken' });
      } finally {
        await settingsOf(club()).set({ key: 'advanced', value: settings });
        await members().deleteMany({ where: { email: 'nova@club.test', provider: 'google' } });
      }
    });

    it.each(hashing)(
      'a password of more than 72 bytes is refused by %s, naming the field',
      async (_name, make) => {
        for (const long of ['x'.repeat(73), 'é'.repeat(37)]) {
          const { status, body } = await make({ password: long });
          expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(tooLong)]);
        }
        const name = `longest-${(people += 1)}`;
        const longest = '🎷'.repeat(18);
        expect((await make({ username: name, password: longest, provider: 'local' })).status).toBeLessThan(
          300,
        );
        await members().update({ where: { username: name }, data: { provider: 'local' } });
        expect(await signIn(name, longest)).toBe(200);
      },
    );

    it('changes by the same rules, in every way', async () => {
      const { id, documentId } = await idOf('josé');
      const updates: ((data: object) => Promise<Answer>)[] = [
        (data) => boss('PUT', `/content-manager/collection-types/${memberUid}/${documentId}`, data),
        (data) => program('PUT', `/api/users/${id}`, data),
        (data) => caught(club().strapi.documents(memberUid).update({ documentId, data })),
        (data) => caught(members().update({ where: { id }, data })),
        (data) => caught(members().updateMany({ where: { id }, data })),
      ];
      for (const [index, update] of updates.entries()) {
        const refused = await update({ username: 'Nova@club.test' });
        expect([index, refused.status, JSON.stringify(refused.body)]).toEqual([
          index,
          400,
          expect.stringContaining("username must not be another account's e-mail address"),
        ]);
        expect([index, (await update({ username: 'JOSÉ', email: 'JOSÉ@club.test' })).status]).toEqual([
          index,
          200,
        ]);
        if (index > 2) continue;
        const long = await update({ password: 'x'.repeat(73) });
        expect([index, long.status, JSON.stringify(long.body)]).toEqual([
          index,
          400,
          expect.stringContaining(tooLong),
        ]);
      }
      expect((await caught(members().updateMany({ where: {}, data: { username: 'all' } }))).body).toBe(
        'username must be that of one account',
      );
      expect(await signIn('josé')).toBe(200);
    });

    it.each([
      { username: 'NOVA@club.test', email: 'jose\u0301@club.test' },
      { username: 'nova', email: 'JOSE\u0301@club.test' },
    ])('an account that is called as others are from before can still be blocked: %j', async (kept) => {
      await makeMember(club(), 'squatter');
      const { documentId, id } = await idOf('squatter');
      await club().strapi.db.connection('up_users').where({ id }).update(kept);
      const path = `/content-manager/collection-types/${memberUid}/${documentId}`;
      expect((await boss('PUT', path, { ...kept, blocked: true })).status).toBe(200);
      expect(await members().findOne({ where: { id } })).toMatchObject({ ...kept, blocked: true });
      // As a program writes it.
      expect((await caught(members().update({ where: { id }, data: kept }))).status).toBe(200);
      expect((await boss('DELETE', path)).status).toBe(200);
    });

    it('is what a sign-in finds, and nothing that only looks alike', async () => {
      await makeMember(club(), 'andré', { email: 'andré@club.test' });
      for (const right of ['andré', 'ANDRÉ', ' andre\u0301 ', 'andré@club.test', 'Andre\u0301@CLUB.test'])
        expect([right, await signIn(right)]).toEqual([right, 200]);
      for (const wrong of ['andre', 'andre@club.test', 'ändré'])
        expect([wrong, await signIn(wrong)]).toEqual([wrong, 400]);
    });

    it('is found by staff however they write it', async () => {
      for (const searched of ['NOVA', 'nova', 'José', 'Jose\u0301']) {
        const { body } = await boss(
          'GET',
          `/content-manager/collection-types/${memberUid}?page=1&pageSize=10&_q=${encodeURIComponent(searched)}`,
        );
        const { results, pagination } = found.parse(body);
        expect([searched, results.length, pagination.total]).toEqual([searched, 1, 1]);
      }
    });
  });
}
