import { z } from 'zod';
import { visitorOf, type Visitor } from '../account-visitor';
import type { Club } from '../club';
import { asEditor, type Send } from '../editors';

const signedIn = z.object({ data: z.object({ token: z.string() }) });
const roles = z.object({ data: z.array(z.object({ id: z.number(), code: z.string() })) });
const made = z.object({ data: z.object({ id: z.number() }) });
const first = 'Password-of-staff-1';
const second = 'Password-of-staff-2';

/** What becomes of the sessions of staff when something happens to their account. */
export function describeStaffSessions(club: () => Club): void {
  let boss: Send;
  let people = 0;

  async function person() {
    const { data } = roles.parse((await boss('GET', '/admin/roles')).body);
    const role = data.find(({ code }) => code === 'strapi-editor')?.id;
    const email = `staff-${(people += 1)}@club.test`;
    const { id } = await club()
      .strapi.service('admin::user')
      .create({ email, password: first, firstname: 'S', lastname: 'T', isActive: true, roles: [role] });
    return { id: made.shape.data.shape.id.parse(id), email };
  }

  async function signIn(email: string, password = first) {
    const at = visitorOf(club());
    const { status, body } = await at.send('POST', '/admin/login', { email, password });
    const token = signedIn.safeParse(body).data?.data.token ?? '';
    return { at, status, headers: { authorization: `Bearer ${token}` } };
  }
  const stands = async ({ at, headers }: { at: Visitor; headers: Record<string, string> }) => [
    (await at.send('GET', '/admin/users/me', undefined, headers)).status,
    (await at.send('POST', '/admin/access-token')).status,
  ];

  describe('the sessions of somebody of the staff', () => {
    beforeAll(async () => {
      boss = await asEditor(club());
    });

    const ends: [
      string,
      (id: number, of: Awaited<ReturnType<typeof signIn>>) => Promise<{ status: number }>,
    ][] = [
      [
        'an administrator gives them another password',
        (id) => boss('PUT', `/admin/users/${id}`, { password: second }),
      ],
      [
        'an administrator shuts their account',
        (id) => boss('PUT', `/admin/users/${id}`, { isActive: false }),
      ],
      ['an administrator removes them', (id) => boss('DELETE', `/admin/users/${id}`)],
      [
        'they change their own password',
        (_id, { at, headers }) =>
          at.send('PUT', '/admin/users/me', { currentPassword: first, password: second }, headers),
      ],
      [
        'they reset it by mail',
        async (id) => {
          await club()
            .strapi.db.query('admin::user')
            .update({
              where: { id },
              data: { resetPasswordToken: 'code', resetPasswordTokenExpiresAt: new Date('2100-01-01') },
            });
          return visitorOf(club()).send('POST', '/admin/reset-password', {
            resetPasswordToken: 'code',
            password: second,
          });
        },
      ],
    ];

    it.each(ends)('end when %s', async (_name, end) => {
      const { id, email } = await person();
      const [one, other] = [await signIn(email), await signIn(email)];
      for (const each of [one, other]) expect(await stands(each)).toEqual([200, 200]);
      expect((await end(id, one)).status).toBe(200);
      for (const each of [one, other]) expect(await stands(each)).toEqual([401, 401]);
    });

    it('stay when nothing but their name changes, and with the new password there are others', async () => {
      const { id, email } = await person();
      const one = await signIn(email);
      expect((await boss('PUT', `/admin/users/${id}`, { firstname: 'New' })).status).toBe(200);
      expect(await stands(one)).toEqual([200, 200]);
      await boss('PUT', `/admin/users/${id}`, { password: second });
      expect((await signIn(email)).status).toBe(400);
      expect(await stands(await signIn(email, second))).toEqual([200, 200]);
    });
  });
}
