import { z } from 'zod';
import { roles } from '../../src/plugins/admin-desk/server/domain/roles';
import { describeEntries } from '../support/admin-desk/entries';
import { describeHome } from '../support/admin-desk/home';
import { describeRoles } from '../support/admin-desk/roles';
import { startSyncedClub, type SyncedClub } from '../support/event-sync';
import { roleId, staffRoles, type StaffRole } from '../support/staff';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub();
});
afterAll(() => club.stop());

const roleRows = z.array(z.object({ id: z.number(), code: z.string(), name: z.string() }));
const codes = async (): Promise<string[]> =>
  roleRows.parse(await club.strapi.db.query('admin::role').findMany()).map(({ code }) => code);

const permissionRows = z.array(
  z.object({
    id: z.number(),
    action: z.string(),
    subject: z.string().nullable(),
    properties: z.looseObject({ locales: z.array(z.string()).optional() }),
  }),
);
const permissions = async (code: StaffRole) =>
  permissionRows.parse(
    await club.strapi.db
      .query('admin::permission')
      .findMany({ where: { role: await roleId(club, code) }, orderBy: 'id' }),
  );

describe('a new club', () => {
  it('has every role, with languages in all permissions for translated types', async () => {
    expect(await codes()).toEqual(expect.arrayContaining([...staffRoles]));
    for (const code of staffRoles) {
      const ofContent = (await permissions(code)).filter(({ subject }) => subject?.startsWith('api::'));
      expect(ofContent.length).toBeGreaterThan(0);
      for (const { properties } of ofContent) expect([3, 4]).toContain(properties.locales?.length);
    }
  });

  it('knows every permission that a role is given', () => {
    const { actionProvider } = club.strapi.service('admin::permission');
    const unknown = roles.flatMap(({ plugins }) => plugins).filter((action) => !actionProvider.has(action));
    expect(unknown).toEqual([]);
  });
});

describeEntries(() => club);
describeHome(() => club);
describeRoles(() => club);

describe('at the next start', () => {
  const layouts = () => club.strapi.store({ type: 'core', name: 'admin' });
  const arranged = { version: 1, widgets: [], updatedAt: '2026-01-01T00:00:00.000Z' };

  beforeAll(async () => {
    const query = club.strapi.db.query('admin::permission');
    const [role, booker] = [await roleId(club, 'club-host'), await permissions('club-booker')];
    await query.deleteMany({ where: { role } });
    await club.strapi.db.query('admin::user').deleteMany({ where: { roles: role } });
    await club.strapi.db.query('admin::role').delete({ where: { id: role } });
    const deletion = booker.find(({ action }) => action.endsWith('explorer.delete'));
    await query.delete({ where: { id: deletion?.id } });
    await club.strapi.db
      .query('admin::role')
      .update({ where: { code: 'club-translator' }, data: { name: 'Languages' } });
    // As a club that had Strapi's own roles alone, and a Manager that staff have made.
    await club.strapi.db
      .query('admin::role')
      .update({ where: { code: 'club-manager' }, data: { code: 'manager-of-ours' } });
    const [own, former] = ['admin-desk', 'content'].map((name) =>
      club.strapi.store({ type: 'plugin', name }),
    );
    const key = 'granted strapi-editor';
    const given = z.array(z.looseObject({ action: z.string() })).parse(await own?.get({ key }));
    await former?.set({
      key,
      value: given.filter(({ action }) => action !== 'plugin::admin-desk.alerts.read'),
    });
    await own?.delete({ key });
    await own?.delete({ key: 'granted club-manager' });
    const editor = await permissions('strapi-editor');
    const alerts = editor.find(({ action }) => action === 'plugin::admin-desk.alerts.read');
    await query.delete({ where: { id: alerts?.id } });
    await own?.delete({ key: 'homeLayouts' });
    await layouts().set({ key: 'homepage-layout:1', value: arranged });
    club = await club.restart();
  });

  it('what staff have deleted, taken away or renamed stays so', async () => {
    expect(await codes()).not.toContain('club-host');
    const actions = (await permissions('club-booker')).map(({ action }) => action);
    expect(actions.filter((action) => action.endsWith('explorer.delete'))).toHaveLength(2);
    const translator: unknown = await club.strapi.db
      .query('admin::role')
      .findOne({ where: { code: 'club-translator' } });
    expect(translator).toMatchObject({ name: 'Languages' });
  });

  it('a role of the same name is left to staff', async () => {
    expect(await codes()).toContain('manager-of-ours');
    expect(await codes()).not.toContain('club-manager');
  });

  it('an Editor as a club from before had one gets what is new', async () => {
    const actions = (await permissions('strapi-editor')).map(({ action }) => action);
    expect(actions).toContain('plugin::admin-desk.alerts.read');
  });

  it('a home page that was arranged with Strapi’s widgets is forgotten, once', async () => {
    await expect(layouts().get({ key: 'homepage-layout:1' })).resolves.toBeNull();
    await layouts().set({ key: 'homepage-layout:1', value: arranged });
    club = await club.restart();
    await expect(layouts().get({ key: 'homepage-layout:1' })).resolves.toEqual(arranged);
  });
});
