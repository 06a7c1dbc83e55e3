import { z } from 'zod';
import { visitorOf } from '../account-visitor';
import type { Club } from '../club';
import { asEditor } from '../editors';
import { password } from '../members';
import { membersOf } from './people';

/** Where users-permissions keeps what staff can set in the panel. */
export const settingsOf = (club: Club) => club.strapi.store({ type: 'plugin', name: 'users-permissions' });

/** Opens registration in the database, behind the back of the club. */
export async function openInDatabase(club: Club, advanced: object, grant: object): Promise<void> {
  await settingsOf(club).set({ key: 'advanced', value: { ...advanced, allow_register: true } });
  await settingsOf(club).set({ key: 'grant', value: grant });
}

const closedRest: [method: string, path: string, body?: object][] = [
  ['POST', '/api/auth/local/register', { username: 'new', email: 'new@club.test', password }],
  ['POST', '/api/auth/local/register', { username: 'known', email: 'known@club.test', password }],
  ['POST', '/api/auth/forgot-password', { email: 'known@club.test' }],
  ['POST', '/api/auth/forgot-password', { email: 'nobody@club.test' }],
  ['POST', '/api/auth/reset-password', { code: 'x', password, passwordConfirmation: password }],
  ['POST', '/api/auth/send-email-confirmation', { email: 'known@club.test' }],
  ['POST', '/api/auth/send-email-confirmation', { email: 'nobody@club.test' }],
  ['GET', '/api/auth/email-confirmation?confirmation=x'],
  ['GET', '/api/connect/facebook'],
  ['GET', '/api/connect/google?callback=https://evil.example'],
  ['GET', '/api/connect/discord/callback?code=x&state=x'],
  ['GET', '/api/auth/facebook/callback?access_token=x'],
  ['GET', '/api/auth/local/callback'],
];

const closedGraphql = [
  `register(input: { username: "new", email: "new@club.test", password: "${password}" }) { jwt }`,
  `register(input: { username: "known", email: "known@club.test", password: "${password}" }) { jwt }`,
  'forgotPassword(email: "known@club.test") { ok }',
  'forgotPassword(email: "nobody@club.test") { ok }',
  `resetPassword(code: "x", password: "${password}", passwordConfirmation: "${password}") { jwt }`,
  'emailConfirmation(confirmation: "x") { jwt }',
  `login(input: { identifier: "known", password: "${password}", provider: "facebook" }) { jwt }`,
];

/** What nobody can do, at either door. */
export function describeClosed(club: () => Club): void {
  const { signedInAs } = membersOf(club);

  describe('what is not open', () => {
    const message = 'This is not open here: see /api/v1/docs for how members sign up and get new passwords';
    const count = () => club().strapi.db.query('plugin::users-permissions.user').count();

    it('is so in one answer to all, in REST', async () => {
      const before = await count();
      const answers = new Map<string, Set<string>>();
      for (const [method, path, body] of closedRest) {
        const answer = await visitorOf(club()).send(method, path, body);
        expect([path, answer.status]).toEqual([path, 403]);
        // Known or unknown, the answer is the same.
        answers.set(path, (answers.get(path) ?? new Set()).add(answer.text));
        expect([path, answer.headers.get('location'), answer.cookies]).toEqual([path, null, []]);
      }
      for (const texts of answers.values()) expect(texts.size).toBe(1);
      expect(await count()).toBe(before);
    });

    it('is so in GraphQL', async () => {
      const before = await count();
      for (const field of closedGraphql) {
        const { text } = await visitorOf(club()).graphql(`mutation { ${field} }`);
        expect([field, JSON.parse(text).errors[0].message]).toEqual([field, message]);
        expect(text).not.toContain('"jwt":"');
      }
      expect(await count()).toBe(before);
    });

    it('is so for members too', async () => {
      const { at, headers } = await signedInAs('ada');
      const before = await count();
      for (const [method, path, body] of closedRest)
        expect([path, (await at.send(method, path, body, headers)).status]).toEqual([path, 403]);
      const crud = [
        'createUsersPermissionsUser(data: { username: "x", email: "x@club.test", password: "x", role: "1" }) { data { username } }',
        'updateUsersPermissionsUser(id: "1", data: { blocked: false }) { data { username } }',
        'deleteUsersPermissionsUser(id: "1") { data { username } }',
        'createUsersPermissionsRole(data: { name: "x", description: "x" }) { ok }',
      ];
      for (const field of [...closedGraphql, ...crud])
        expect((await at.graphql(`mutation { ${field} }`, headers)).text).toContain('"errors"');
      for (const [method, path] of [
        ['PUT', '/api/users/1'],
        ['DELETE', '/api/users/1'],
        ['POST', '/api/users'],
        ['GET', '/api/users'],
        ['GET', '/api/users/1'],
        ['GET', '/api/users-permissions/roles'],
      ] as const)
        expect([
          path,
          (await at.send(method, path, method === 'GET' ? undefined : {}, headers)).status,
        ]).toEqual([path, 403]);
      expect(await count()).toBe(before);
    });

    it('cannot be opened by accident, neither in the panel nor in the database', async () => {
      const staff = await asEditor(club());
      const { body } = await staff('GET', '/users-permissions/advanced');
      const { settings } = z.object({ settings: z.looseObject({ allow_register: z.boolean() }) }).parse(body);
      expect(settings.allow_register).toBe(false);
      const open = await staff('PUT', '/users-permissions/advanced', { ...settings, allow_register: true });
      expect([open.status, JSON.stringify(open.body)]).toEqual([
        400,
        expect.stringContaining('Sign-ups cannot be enabled'),
      ]);
      expect((await staff('PUT', '/users-permissions/advanced', settings)).status).toBe(200);

      const providers = z.record(z.string(), z.looseObject({ enabled: z.boolean() }));
      const known = providers.parse((await staff('GET', '/users-permissions/providers')).body);
      const opened = { ...known, facebook: { ...known.facebook, enabled: true } };
      expect((await staff('PUT', '/users-permissions/providers', { providers: opened })).status).toBe(400);
      expect((await staff('PUT', '/users-permissions/providers', { providers: known })).status).toBe(200);

      await openInDatabase(club(), settings, opened);
      for (const [method, path, body] of closedRest)
        expect([path, (await visitorOf(club()).send(method, path, body)).status]).toEqual([path, 403]);
    });
  });
}
