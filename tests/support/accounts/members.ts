import { z } from 'zod';
import { visitorOf, type AccountAnswer } from '../account-visitor';
import type { Club } from '../club';
import { password } from '../members';
import { me, membersOf } from './people';

const cookieName = 'strapi_up_refresh';
const sessions = z.object({
  data: z.array(z.object({ id: z.string(), current: z.boolean() })),
});

function expectNoRefreshToken({ text, cookies }: AccountAnswer): void {
  expect(text).not.toContain('refreshToken');
  const own = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  expect(own).toMatch(/httponly/i);
  // The club of this test is reached by plain http.
  expect(own).not.toMatch(/secure/i);
}

/** What members can do whose accounts staff have made, and when they cannot any more. */
export function describeMembers(club: () => Club): void {
  const { signedInAs, another } = membersOf(club);
  const users = () => club().strapi.documents('plugin::users-permissions.user');

  describe('a member whose account staff have made', () => {
    it('signs in, sees themselves, refreshes and signs out', async () => {
      const { at, answer, headers } = await signedInAs('ada');
      expectNoRefreshToken(answer);
      const self = await at.send('GET', '/api/users/me', undefined, headers);
      expect(self.body).toMatchObject({ username: 'ada', email: 'ada@club.test' });
      for (const secret of ['password', 'resetPasswordToken', 'confirmationToken'])
        expect(self.text).not.toContain(secret);

      const refreshed = await at.send('POST', '/api/auth/refresh');
      expect(refreshed.status).toBe(200);
      expectNoRefreshToken(refreshed);
      const { jwt } = z.object({ jwt: z.string() }).parse(refreshed.body);
      expect(await me(at, { authorization: `Bearer ${jwt}` })).toBe(200);

      const out = await at.send('POST', '/api/auth/logout', {}, { authorization: `Bearer ${jwt}` });
      expect(out.status).toBe(200);
      expect(at.cookies.has(cookieName)).toBe(false);
    });

    it('by user name too', async () => {
      expect((await visitorOf(club()).signIn('ada', password)).status).toBe(200);
    });

    it('at GraphQL', async () => {
      const at = visitorOf(club());
      const login = await at.graphql(
        `mutation { login(input: { identifier: "ada@club.test", password: "${password}" }) { jwt user { username } } }`,
      );
      const { data } = z
        .object({
          data: z.object({ login: z.object({ jwt: z.string(), user: z.object({ username: z.string() }) }) }),
        })
        .parse(login.body);
      expect(data.login.user.username).toBe('ada');
      const self = await at.graphql('{ me { username } }', { authorization: `Bearer ${data.login.jwt}` });
      expect(self.body).toEqual({ data: { me: { username: 'ada' } } });
    });

    it('is out at once in all of a sign-in, and in no other, when they sign out', async () => {
      const one = await signedInAs('ada');
      const other = await signedInAs('ada');
      const stolen = one.at.cookies.get(cookieName) ?? '';
      const refreshed = await one.at.send('POST', '/api/auth/refresh');
      const later = { authorization: `Bearer ${z.object({ jwt: z.string() }).parse(refreshed.body).jwt}` };
      expect([await me(one.at, one.headers), await me(one.at, later)]).toEqual([200, 200]);

      await one.at.send('POST', '/api/auth/logout', {}, later);
      expect([await me(one.at, one.headers), await me(one.at, later)]).toEqual([401, 401]);
      expect(await me(other.at, other.headers)).toBe(200);
      for (const body of [{ refreshToken: stolen }, {}])
        expect((await one.at.send('POST', '/api/auth/refresh', body)).status).toBeGreaterThanOrEqual(400);
    });

    it('ends one of their sign-ins from the list', async () => {
      const { at, headers, name } = await another();
      const lost = await signedInAs(name);
      await lost.at.send('POST', '/api/auth/refresh');
      const { data } = sessions.parse((await at.send('GET', '/api/auth/sessions', undefined, headers)).body);
      expect(data).toHaveLength(2);
      const target = data.find(({ current }) => !current);
      const ended = await at.send('DELETE', `/api/auth/sessions/${target?.id}`, undefined, headers);
      expect(ended.status).toBe(200);
      expect([await me(at, headers), await me(lost.at, lost.headers)]).toEqual([200, 401]);
      expect((await lost.at.send('POST', '/api/auth/refresh')).status).toBe(401);
    });

    it.each(['REST', 'GraphQL'])(
      'changes their password in %s, which ends all other sessions',
      async (door) => {
        const { at, headers, name } = await another();
        const elsewhere = await signedInAs(name);
        const values = {
          currentPassword: password,
          password: 'another long one',
          passwordConfirmation: 'another long one',
        };
        const args = Object.entries(values)
          .map(([key, value]) => `${key}: "${value}"`)
          .join(', ');
        const changed =
          door === 'REST'
            ? await at.send('POST', '/api/auth/change-password', values, headers)
            : await at.graphql(`mutation { changePassword(${args}) { jwt user { username } } }`, headers);
        expect(changed.status).toBe(200);
        expectNoRefreshToken(changed);
        expect([await me(at, headers), await me(elsewhere.at, elsewhere.headers)]).toEqual([401, 401]);
        expect((await elsewhere.at.send('POST', '/api/auth/refresh')).status).toBe(401);
        expect((await at.send('POST', '/api/auth/refresh')).status).toBe(200);
        expect((await visitorOf(club()).signIn(`${name}@club.test`, password)).status).toBe(400);
        expect((await visitorOf(club()).signIn(`${name}@club.test`, values.password)).status).toBe(200);
      },
    );

    it('who is blocked is out at once, and stays out when no longer blocked', async () => {
      const { at, headers, id } = await another();
      const token = at.cookies.get(cookieName);
      await users().update({ documentId: id, data: { blocked: true } });
      expect(await me(at, headers)).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh', { refreshToken: token })).status).toBe(401);
      await users().update({ documentId: id, data: { blocked: false } });
      expect(await me(at, headers)).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
    });

    it('who is blocked behind the back of the club cannot refresh either', async () => {
      const { at, headers, name } = await another();
      await club().strapi.db.connection('up_users').where({ username: name }).update({ blocked: true });
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
      await club().strapi.db.connection('up_users').where({ username: name }).update({ blocked: false });
      expect(await me(at, headers)).toBe(401);
    });

    it('who is removed is out', async () => {
      const { at, headers, id } = await another();
      await users().delete({ documentId: id });
      expect(await me(at, headers)).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
    });

    it('whom staff give another password is out', async () => {
      const { at, headers, id } = await another();
      await users().update({ documentId: id, data: { password: 'given by staff' } });
      expect(await me(at, headers)).toBe(401);
      expect((await at.send('POST', '/api/auth/refresh')).status).toBe(401);
    });

    it('without a password cannot change it, and is told so', async () => {
      const { at, headers, name } = await another();
      await club().strapi.db.connection('up_users').where({ username: name }).update({ password: null });
      const values = {
        currentPassword: 'x',
        password: 'another long one',
        passwordConfirmation: 'another long one',
      };
      expect((await at.send('POST', '/api/auth/change-password', values, headers)).status).toBe(400);
    });
  });
}
