import { z } from 'zod';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { visitorOf, type AccountAnswer } from '../support/account-visitor';
import { documentsOf } from '../support/documents';
import { describeClosed, openInDatabase, settingsOf } from '../support/accounts/closed';
import { describeGuessing } from '../support/accounts/guessing';
import { describeMembers } from '../support/accounts/members';
import { describeStaffSessions } from '../support/accounts/staff-sessions';
import { me, membersOf } from '../support/accounts/people';
import { describeMadeMembers } from '../support/accounts/made-members';
import { describeWrittenAccounts } from '../support/accounts/written';
import { describeOlderAccounts, describeWrittenStaff } from '../support/accounts/written-staff';
import { startClub, type Club } from '../support/club';
import { makeMember } from '../support/members';

let club: Club;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  for (const name of ['ada', 'known']) await makeMember(club, name);
});
afterAll(() => club.stop());

const { signedInAs } = membersOf(() => club);

describeMembers(() => club);
describeClosed(() => club);
describeGuessing(() => club);
describeStaffSessions(() => club);
describeMadeMembers(() => club);
describeWrittenAccounts(() => club);
describeWrittenStaff(() => club);
describeOlderAccounts(
  () => club,
  async () => {
    club = await club.restart();
  },
);

describe('pages of other origins', () => {
  const allowed = 'http://club.test';

  it.each([
    '/admin/access-token',
    '/api/auth/local',
    '/api/auth/refresh',
    '/api/events',
    '/graphql',
    '/admin/login',
  ])('%s allows the club alone', async (path) => {
    const at = visitorOf(club);
    for (const origin of [
      'https://old.dreamers-cave.club',
      'https://evil.example',
      'null',
      `${allowed}.evil.example`,
    ]) {
      const { headers } = await at.send('POST', path, {}, { origin });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const preflight = await at.send('OPTIONS', path, undefined, {
        origin,
        'access-control-request-method': 'POST',
      });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    }
    const { headers } = await at.send('POST', path, {}, { origin: allowed });
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});

it('without mail, an administrator who forgot the password is told what to do, and promised none', async () => {
  const answers: AccountAnswer[] = [];
  for (const email of ['editor-1@club.test', 'nobody@club.test'])
    answers.push(await visitorOf(club).send('POST', '/admin/forgot-password', { email }));
  for (const { status, text } of answers)
    expect([status, text]).toEqual([400, expect.stringContaining('npx strapi admin:reset-user-password')]);
  await expect(
    club.strapi.plugin('email').service('email').send({ to: 'a@club.test', subject: 'x', text: 'x' }),
  ).rejects.toThrow('Mail is not set up');
});

describe('the table of sessions', () => {
  const indexed = async (): Promise<string[]> => {
    const { connection } = club.strapi.db;
    const found =
      club.database === 'sqlite'
        ? await connection.raw(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'strapi_sessions'",
          )
        : (
            await connection.raw(
              'SELECT DISTINCT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?',
              ['strapi_sessions'],
            )
          )[0];
    return z
      .array(z.object({ name: z.string() }))
      .parse(found)
      .map(({ name }) => name);
  };
  const wanted = ['strapi_sessions_session_id_idx', 'strapi_sessions_user_id_origin_idx'];

  it('has indexes, also where an older version made it, and what that left open is closed', async () => {
    expect(await indexed()).toEqual(expect.arrayContaining(wanted));
    for (const name of wanted)
      await club.strapi.db.connection.schema.alterTable('strapi_sessions', (table) =>
        table.dropIndex([], name),
      );
    // What Strapi remembers of the tables as they were then.
    const schema = club.strapi.db.connection('strapi_database_schema');
    const [stored] = await schema.clone().orderBy('id', 'desc').limit(1);
    const text = typeof stored.schema === 'string' ? stored.schema : JSON.stringify(stored.schema);
    const tables = JSON.parse(text);
    for (const table of tables.tables)
      table.indexes = table.indexes.filter(({ name }: { name: string }) => !wanted.includes(name));
    await schema
      .clone()
      .where({ id: stored.id })
      .update({ schema: JSON.stringify(tables), hash: 'older' });
    expect(await indexed()).not.toEqual(expect.arrayContaining(wanted));
    const advanced = {
      unique_email: true,
      email_reset_password: 'https://club.test/new',
      default_role: 'authenticated',
    };
    const grant = z.record(z.string(), z.looseObject({})).parse(await settingsOf(club).get({ key: 'grant' }));
    await openInDatabase(club, advanced, { ...grant, facebook: { ...grant['facebook'], enabled: true } });

    club = await club.restart();
    expect(await indexed()).toEqual(expect.arrayContaining(wanted));
    expect(await settingsOf(club).get({ key: 'advanced' })).toMatchObject({
      ...advanced,
      allow_register: false,
    });
    expect(await settingsOf(club).get({ key: 'grant' })).toMatchObject({
      facebook: { enabled: false },
      email: { enabled: true },
    });
  });

  it('is swept of what is over, and of nothing else', async () => {
    const { at, headers } = await signedInAs('ada');
    await at.send('POST', '/api/auth/refresh');
    const table = () => club.strapi.db.query('admin::session');
    const before = await table().count();
    const sweep = (now: number) =>
      accountsService(club.strapi).sessions.sweep(new AbortController().signal, now);
    expect(await sweep(Date.now())).toBe(0);
    const rotated = await table().count({ where: { status: 'rotated' } });
    expect(rotated).toBeGreaterThan(0);
    expect(await sweep(Date.now() + 25 * 60 * 60_000)).toBeGreaterThanOrEqual(rotated);
    expect(await me(at, headers)).toBe(401);
    expect((await at.send('POST', '/api/auth/refresh')).status).toBe(200);
    expect(await sweep(Date.now() + 31 * 24 * 60 * 60_000)).toBeGreaterThan(0);
    expect(await table().count()).toBe(0);
    expect(before).toBeGreaterThan(rotated);
  });
});

describe('the addresses of the server in a browser', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const open = (path: string, headers: Record<string, string> = browser) =>
    visitorOf(club).send('GET', path, undefined, headers);

  it('/ is a page of the club, without scripts', async () => {
    for (const headers of [browser, {} as Record<string, string>]) {
      const page = await open('/', headers);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch('text/html');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(page.text).toContain('The Dreamer&#39;s Cave');
      expect(page.text).toContain('href="/api/v1/docs"');
      expect(page.text).toContain('href="/admin"');
      expect(page.text).not.toContain('<script');
    }
  });

  it('/ says what is on and what is next', async () => {
    const hour = 3_600_000;
    const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
    for (const [title, from] of [
      ['Tonight <now>', -1],
      ['Later', 5],
    ] as const)
      await documentsOf(club, 'api::event.event').create({
        data: { title, startTime: at(from), endTime: at(from + 2) },
        status: 'published',
      });
    const { text } = await open('/');
    expect(text).toContain('<dt>On now</dt><dd>Tonight &#60;now&#62;</dd>');
    expect(text).toMatch(/<dt>Next<\/dt><dd>Later<br><small>.* SLT<\/small>/);
  });

  it('a wrong address is a page for people and JSON for programs', async () => {
    for (const path of ['/nothing', '/api/nothing', '/api/events/none', '/uploads/none.webp']) {
      const page = await open(path);
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=utf-8',
      ]);
      expect(page.text).not.toContain('none');
      const json = await open(path, { accept: '*/*' });
      expect([path, json.status]).toEqual([path, 404]);
      expect(json.text).not.toContain('<html');
    }
    const envelope = await open('/api/v1/nothing');
    expect(envelope.body).toMatchObject({ success: false });
  });
});
