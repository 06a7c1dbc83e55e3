import { z } from 'zod';
import type { AdminDeskConfig } from '../../src/plugins/admin-desk/server/config';
import { alertsAnswer } from '../../src/plugins/admin-desk/contract/home';
import { adminDeskService } from '../../src/plugins/admin-desk/server/services';
import { tryAnswer } from '../../src/plugins/admin-desk/contract/setup';
import type { JobName } from '../../src/plugins/jobs/server/definition';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { createTestClock } from '../support/event-sync';
import { startMailServer, type Mail, type MailServer } from '../support/mail-server';
import { asStaff, roleId, type StaffRole } from '../support/staff';
import { until } from '../support/until';

const minute = 60_000;
const clock = createTestClock();
let server: MailServer;
let club: Club;
let config: AdminDeskConfig;

beforeAll(async () => {
  server = await startMailServer();
  club = await startClub({
    env: server.settings,
    prepare(strapi) {
      Object.assign(strapi.config.get<object>('plugin::jobs'), { pollMs: 20, drainMs: 100 });
      config = Object.assign(strapi.config.get<AdminDeskConfig>('plugin::admin-desk'), { now: clock.now });
    },
  });
  await add('boss@club.test', await superAdmin());
});
afterAll(async () => {
  await club.stop();
  await server.stop();
});

const superAdmin = async (): Promise<number> =>
  Number((await club.strapi.service('admin::role').getSuperAdmin()).id);

async function add(email: string, role: number | string, more: object = {}): Promise<number> {
  const account = { email, firstname: 'Ada', password: 'Password-of-staff-1', isActive: true };
  const { id } = await club.strapi.service('admin::user').create({ ...account, roles: [role], ...more });
  return id;
}
const addAs = async (code: StaffRole, email: string, more: object = {}): Promise<number> =>
  add(email, await roleId(club, code), more);

const alertMail = () => adminDeskService(club.strapi).alertMail;
const jobs = () => jobsService(club.strapi);
const pause = (...names: JobName[]) => jobs().pause(names, { reason: 'Looking into it' });
const resume = async (...names: JobName[]): Promise<void> => void (await jobs().resume(names));

/** What a run of the job sends. */
async function run(): Promise<Mail[]> {
  server.mails.length = 0;
  await alertMail().run(new AbortController().signal);
  return [...server.mails];
}
/** The same, a while later. */
async function runAfter(minutes: number): Promise<Mail[]> {
  clock.leap(minutes * minute);
  return run();
}
const receivers = (mails: readonly Mail[]): string[] => mails.flatMap(({ to }) => to).sort();
const mailTo = (mails: readonly Mail[], name: string): Mail | undefined =>
  mails.find(({ to }) => to.includes(`${name}@club.test`));
const paused: JobName[] = ['integrations.prune-log', 'accounts.sweep-sessions', 'event-sync.event'];

/** Nothing is wrong, and everybody knows. */
async function calm(): Promise<void> {
  await resume(...paused);
  server.unknown.clear();
  await club.strapi.db.query('plugin::admin-desk.open-alert').deleteMany({});
  await club.strapi.db.query('plugin::admin-desk.alert-mail').deleteMany({});
}
beforeEach(calm);

describe('a club without Managers', () => {
  it('tells Super Admins', async () => {
    await addAs('club-manager', 'gone@club.test', { isActive: false });
    await pause('integrations.prune-log');
    await run();
    expect(receivers(await runAfter(5))).toEqual(['boss@club.test']);
  });

  it('forgets what they were told once there is a Manager, who is told what is open', async () => {
    await pause('integrations.prune-log');
    await run();
    await runAfter(5);
    const manager = await addAs('club-manager', 'mona@club.test');
    expect(receivers(await runAfter(5))).toEqual(['mona@club.test']);
    await club.strapi.db.query('admin::user').delete({ where: { id: manager } });
  });
});

describe('Managers', () => {
  beforeAll(async () => {
    await addAs('club-manager', 'mona@club.test', { preferedLanguage: 'it' });
    await addAs('club-manager', 'max@club.test', { preferedLanguage: 'ja' });
    await addAs('club-manager', 'blocked@club.test', { blocked: true });
    await addAs('club-booker', 'boris@club.test');
  });
  const managers = ['max@club.test', 'mona@club.test'];

  it('are told once what has lasted for some minutes, each in their language, and once when it is over', async () => {
    await pause('integrations.prune-log');
    expect(await run()).toEqual([]);
    const told = await runAfter(5);
    const [max, mona] = [mailTo(told, 'max'), mailTo(told, 'mona')];
    expect(max).toMatchObject({
      from: 'club@club.test',
      to: ['max@club.test'],
      subject: "The Dreamer's Cave: Background jobs are paused: Delete old calls",
    });
    expect(mona?.subject).toBe(
      "The Dreamer's Cave: Lavori in background sospesi: Elimina le chiamate vecchie",
    );
    expect(mona?.text).toContain('Questo si è fermato e non riprende da solo:');
    expect(max?.text).toContain('Looking into it');
    expect(max?.text).toContain('http://club.test/admin/plugins/jobs?name=integrations.prune-log');
    expect(max?.source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(max?.source).toMatch(/^Content-Type: text\/html/m);

    for (const minutes of [5, 15, 600]) expect(await runAfter(minutes)).toEqual([]);
    await resume('integrations.prune-log');
    expect(await runAfter(5)).toEqual([]);
    const over = await runAfter(10);
    expect(mailTo(over, 'max')?.text).toContain('This is over:');
    expect(mailTo(over, 'mona')?.subject).toContain('risolto');
    expect(await runAfter(20)).toEqual([]);
  });

  it('are not told what passes by itself', async () => {
    await pause('integrations.prune-log');
    await run();
    await resume('integrations.prune-log');
    for (const minutes of [5, 5, 5, 5]) expect(await runAfter(minutes)).toEqual([]);
  });

  it('are told once of what comes and goes', async () => {
    const mails: Mail[] = [];
    for (let times = 0; times < 6; times += 1) {
      await pause('integrations.prune-log');
      mails.push(...(await runAfter(5)));
      await resume('integrations.prune-log');
      mails.push(...(await runAfter(5)));
    }
    expect(receivers(mails)).toEqual(managers);
  });

  it('get one mail about what begins at one time, and no second one soon after', async () => {
    await pause('integrations.prune-log', 'accounts.sweep-sessions');
    await run();
    const both = await runAfter(5);
    expect(receivers(both)).toEqual(managers);
    expect(mailTo(both, 'max')?.subject).toContain('2 things need attention');
    await pause('event-sync.event');
    for (const minutes of [5, 5]) expect(await runAfter(minutes)).toEqual([]);
    expect(receivers(await runAfter(5))).toEqual(managers);
  });

  it('are told by one job, however often it is enqueued', async () => {
    await pause('integrations.prune-log');
    await run();
    clock.leap(5 * minute);
    server.mails.length = 0;
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => jobs().enqueue('admin-desk.mail-alerts', {})),
    );
    for (const id of ids)
      await until(
        () => jobs().find(id),
        (job) => job?.state === 'done',
      );
    expect(receivers(server.mails)).toEqual(managers);
  });

  it('are told again, once, by whoever goes on after a crash between a mail and its record', async () => {
    await pause('integrations.prune-log');
    await run();
    config.at = () => {
      throw new Error('The process dies here');
    };
    await expect(runAfter(5)).rejects.toThrow('dies here');
    expect(server.mails).toHaveLength(1);
    config.at = () => undefined;
    expect(receivers(await run())).toEqual(managers);
    expect(await runAfter(5)).toEqual([]);
  });

  it('are told when a crash has come before the mail', async () => {
    await pause('integrations.prune-log');
    await run();
    clock.leap(5 * minute);
    await expect(alertMail().run(AbortSignal.abort(new Error('The process ends')))).rejects.toThrow('ends');
    expect(receivers(await run())).toEqual(managers);
  });

  it('whose role was taken a permission from are told nothing of it', async () => {
    const where = { role: await roleId(club, 'club-manager'), action: 'plugin::jobs.read' };
    const permissions = club.strapi.db.query('admin::permission');
    const permission = await permissions.findOne({ where });
    await permissions.update({ where: { id: permission.id }, data: { action: 'plugin::jobs.taken' } });
    await pause('integrations.prune-log');
    await run();
    expect(await runAfter(5)).toEqual([]);
    await permissions.update({ where: { id: permission.id }, data: { action: 'plugin::jobs.read' } });
    expect(receivers(await runAfter(5))).toEqual(managers);
  });

  describe('whose mail is refused', () => {
    const alerts = async () => {
      const manager = await asStaff(club, 'club-manager');
      const { body } = await manager('GET', '/admin-desk/alerts');
      await club.strapi.db.query('admin::user').deleteMany({ where: { email: { $startsWith: 'editor-' } } });
      return alertsAnswer.parse(body);
    };

    it('are an alert on the page, and no mail; others are told, and they are when it works', async () => {
      server.unknown.add('max@club.test');
      await pause('integrations.prune-log');
      await run();
      expect(receivers(await runAfter(5))).toEqual(['mona@club.test']);
      const { data, areMailed } = await alerts();
      expect(areMailed).toBe(true);
      expect(data.find(({ kind }) => kind === 'mail')).toMatchObject({
        reason: { id: 'admin-desk.alert.mail.reason', values: { said: expect.stringContaining('550') } },
      });
      // The pauses grow: 4 and 8 minutes.
      expect(await runAfter(3)).toEqual([]);
      expect(await runAfter(5)).toEqual([]);
      server.unknown.clear();
      expect(await runAfter(5)).toEqual([]);
      expect(receivers(await runAfter(5))).toEqual(['max@club.test']);
      expect((await alerts()).data.map(({ kind }) => kind)).toEqual(['queue']);
    });

    it('are no alert any more when there is nothing left to tell them', async () => {
      server.unknown.add('max@club.test').add('mona@club.test');
      await pause('integrations.prune-log');
      await run();
      expect(await runAfter(5)).toEqual([]);
      await resume('integrations.prune-log');
      await runAfter(5);
      await runAfter(10);
      expect((await alerts()).data).toEqual([]);
    });

    it('are tried with the test mail of the setup page, a few times', async () => {
      const manager = await asStaff(club, 'club-manager');
      const tried = async () => {
        const { status, body } = await manager('POST', '/admin-desk/setup/mail/try');
        return status === 200 ? tryAnswer.parse(body).data : status;
      };
      server.mails.length = 0;
      const { email } = z.object({ email: z.string() }).parse(await tried());
      expect(server.mails).toMatchObject([{ to: [email], subject: "The Dreamer's Cave: a test" }]);
      server.unknown.add(email);
      expect(await tried()).toMatchObject({
        problem: { id: 'admin-desk.alert.mail.reason', values: { said: expect.stringContaining('550') } },
      });
      let last;
      for (let times = 0; times < 9; times += 1) last = await tried();
      expect(last).toBe(429);
    });

    it('without mail nothing is queued, and the page says so', async () => {
      config.mail = false;
      await pause('integrations.prune-log');
      await run();
      expect(await runAfter(5)).toEqual([]);
      expect(await club.strapi.db.query('plugin::admin-desk.open-alert').count()).toBe(0);
      expect((await alerts()).areMailed).toBe(false);
      const manager = await asStaff(club, 'club-manager');
      expect((await manager('POST', '/admin-desk/setup/mail/try')).status).toBe(400);
      config.mail = true;
    });
  });
});
