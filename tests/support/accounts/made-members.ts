import { z } from 'zod';
import type { Club } from '../club';
import { asEditor, asProgram, type Answer, type Send } from '../editors';
import { makeMember, password } from '../members';

const uid = 'plugin::users-permissions.user';
const mutation = `mutation ($data: UsersPermissionsUserInput!) { createUsersPermissionsUser(data: $data) { data { username } } }`;

/** What is answered when a member cannot be made. */
export function describeMadeMembers(club: () => Club): void {
  let boss: Send;
  let program: Send;
  let people = 0;
  const members = () => club().strapi.db.query(uid);

  function valuesOf(values: object) {
    const username = `made-${(people += 1)}`;
    return { username, email: `${username}@club.test`, password, confirmed: true, blocked: false, ...values };
  }
  type Make = (values: object, role: number) => Promise<Answer>;
  const panel: Make = (values, role) =>
    boss('POST', `/content-manager/collection-types/${uid}`, {
      ...valuesOf(values),
      role: { connect: [{ id: role }] },
    });
  const rest: Make = (values, role) => program('POST', '/api/users', { ...valuesOf(values), role });
  const graphql: Make = (values, role) => {
    const variables = { data: { ...valuesOf(values), role: String(role) } };
    return program('POST', '/graphql', { query: mutation, variables });
  };
  const ways: [string, Make][] = [
    ['the panel', panel],
    ['REST', rest],
    ['GraphQL', graphql],
  ];

  describe('a member that is made', () => {
    let role: number;
    beforeAll(async () => {
      boss = await asEditor(club());
      program = await asProgram(club());
      const found = await club()
        .strapi.db.query('plugin::users-permissions.role')
        .findOne({ where: { type: 'authenticated' } });
      role = z.object({ id: z.number() }).parse(found).id;
      await makeMember(club(), 'first-come');
    });

    it.each(ways)('is refused by field: %s', async (_name, make) => {
      for (const [values, field] of [
        [{ username: 'first-come' }, 'username'],
        [{ username: 'FIRST-COME' }, 'username'],
        [{ email: 'first-come@club.test' }, 'email'],
        [{ username: 'first-come@club.test' }, 'username'],
        [{ password: 'é'.repeat(37) }, 'password'],
      ] as const) {
        const { body } = await make(values, role);
        expect([values, JSON.stringify(body)]).toEqual([
          values,
          expect.stringContaining(`"path":["${field}"]`),
        ]);
      }
    });

    it('is refused by field where it is changed, too, and keeps its id', async () => {
      const known: unknown = await members().create({ data: valuesOf({ provider: 'local', role }) });
      const { id, documentId } = z.object({ id: z.number(), documentId: z.string() }).parse(known);
      for (const change of [
        (body: object) => boss('PUT', `/content-manager/collection-types/${uid}/${documentId}`, body),
        (body: object) => program('PUT', `/api/users/${id}`, body),
      ]) {
        for (const [values, field] of [
          [{ username: 'first-come' }, 'username'],
          [{ email: 'first-come@club.test' }, 'email'],
          [{ password: 'é'.repeat(37) }, 'password'],
        ] as const) {
          const { status, body } = await change(values);
          expect([status, JSON.stringify(body)]).toEqual([
            400,
            expect.stringContaining(`"path":["${field}"]`),
          ]);
        }
        expect((await change({ id: 999_999, createdAt: 'never' })).status).toBe(200);
        expect(await members().count({ where: { id, documentId } })).toBe(1);
      }
    });

    it.each(ways.slice(0, 2))('has an id of its own, whatever is sent: %s', async (_name, make) => {
      const known: unknown = await members().findOne({ where: { username: 'first-come' } });
      const { id, documentId } = z.object({ id: z.number(), documentId: z.string() }).parse(known);
      const { status, body } = await make({ id, documentId }, role);
      expect([status, JSON.stringify(body)]).toEqual([201, expect.not.stringContaining(documentId)]);
    });

    it.each([
      ['the panel', panel, 400],
      ['REST', rest, 400],
      ['GraphQL', graphql, 200],
    ] as const)('that the database refuses is told without its words: %s', async (_name, make, expected) => {
      const count = await members().count();
      const { status, body } = await make({}, 999_999);
      expect([status, JSON.stringify(body)]).toEqual([expected, expect.stringContaining('error')]);
      expect(JSON.stringify(body)).not.toMatch(/insert|constraint|\$2[aby]\$/i);
      expect(await members().count()).toBe(count);
    });

    it('whose role is deleted gets that of new members, and the role is gone', async () => {
      const roles = club().strapi.db.query('plugin::users-permissions.role');
      const made: unknown = await roles.create({
        data: { name: 'Band', description: 'Plays', type: 'band' },
      });
      const { id } = z.object({ id: z.number() }).parse(made);
      for (const name of ['bass', 'drums', 'voice']) await makeMember(club(), name, { role: id });
      expect((await boss('DELETE', `/users-permissions/roles/${id}`)).status).toBe(200);
      expect(await roles.count({ where: { id } })).toBe(0);
      expect(await members().count({ where: { username: 'bass', role: { type: 'authenticated' } } })).toBe(1);
      const highest = { name: 'Choir', description: 'Sings', permissions: {}, users: [], id: 4_294_967_295 };
      expect((await boss('POST', '/users-permissions/roles', highest)).status).toBe(200);
      expect(await roles.count({ where: { id: highest.id } })).toBe(0);
      expect(await roles.count({ where: { name: 'Choir' } })).toBe(1);
      const { status, body } = await boss('DELETE', `/users-permissions/roles/${role}`);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('New members get')]);
    });
  });
}
