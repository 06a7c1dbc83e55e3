import type { accountsService } from '../../src/plugins/accounts/server/services';
import { memberCall, refusedBodies, type Call } from '../support/accounts/member-calls';
import { startClub, type Club } from '../support/club';
import { creator } from '../support/documents';
import { makeMember, password, signIn, signUp, type Member } from '../support/members';
import { until } from '../support/until';

let club: Club;
beforeAll(async () => {
  club = await startClub({
    prepare: (strapi) =>
      void Object.assign(strapi.config.get<object>('plugin::jobs'), { pollMs: 20, drainMs: 100 }),
  });
  await creator(() => club)(
    'api::artist.artist',
    { slug: 'singer', name: 'The Singer' },
    { status: 'published' },
  );
});
afterAll(() => club.stop());

const accounts = (): ReturnType<typeof accountsService> => club.strapi.plugin('accounts').service('accounts');
const users = () => club.strapi.db.query('plugin::users-permissions.user');

/** A member with something in every table. */
async function fullMember(name: string): Promise<{ member: Member; call: Call }> {
  const member = await signUp(club, name);
  const call = memberCall(club, member);
  const { documentId, email } = member;
  await call('PUT', '/user/favorites/artists/singer');
  await call('PUT', '/user/preferences', { reminder_hours_before: [1, 24] });
  await call('PATCH', '/user/options', { theme: 'dark' });
  await call('PUT', '/user/profile', { time_zone: 'Europe/Rome', avatar_name: `${name} Resident` });
  const expiresAt = Date.now() + 60_000;
  const { db } = club.strapi;
  await db.query('plugin::accounts.token').create({
    data: { hash: `SECRET ${name}`, purpose: 'change-email', subject: documentId, email, expiresAt },
  });
  await db
    .query('plugin::accounts.registration')
    .create({ data: { email, username: `${name}-2`, passwordHash: 'SECRET', language: 'en', expiresAt } });
  await db.query('plugin::accounts.activity').create({
    data: {
      at: Date.now(),
      source: 'member',
      member: documentId,
      action: 'update',
      uid: 'api::artist.artist',
      target: 'x',
    },
  });
  const user = 'plugin::users-permissions.user';
  await db.query('plugin::accounts.activity').create({
    data: { at: Date.now(), source: 'member', action: 'update', uid: user, target: documentId },
  });
  await db
    .query('plugin::accounts.identity')
    .create({ data: { provider: 'google', subject: `google-${name}`, member: documentId, email } });
  await db
    .query('plugin::accounts.oauth-flow')
    .create({ data: { hash: `SECRET flow ${name}`, stage: 'authorization', member: documentId, expiresAt } });
  const supporter = { patreonMemberId: `patreon-${name}`, member: documentId, levelCents: 500 };
  await db.query('plugin::patreon.supporter').create({ data: supporter });
  const change = { supporter: 'x', member: documentId, at: 1, fromCents: 0, toCents: 500 };
  const why = { cause: 'sync', rule: 'entitled-tier' };
  await db.query('plugin::patreon.level-change').create({ data: { ...change, ...why } });
  const job = {
    priority: 0,
    runAt: 0,
    enqueuedAt: Date.now(),
    attempt: 1,
    finishedAt: Date.now(),
    state: 'done',
  };
  const mail = JSON.stringify({ kind: 'change-email', member: documentId, email: 'next@club.test' });
  await db.query('plugin::jobs.job').createMany({
    data: [
      { ...job, name: 'accounts.mail', payload: mail },
      { ...job, name: 'club.something', payload: '{}', owner: documentId },
    ],
  });
  return { member, call };
}

/** How many rows of each declared table name a member. */
async function rowsOf(member: Member): Promise<Record<string, number>> {
  const counts: [string, number][] = [];
  for (const { name, uid, where } of accounts().memberData.tables())
    counts.push([name, await club.strapi.db.query(uid).count({ where: where(member) })]);
  return Object.fromEntries(counts);
}
const isEmpty = (counts: Record<string, number>) => Object.values(counts).every((count) => count === 0);

const erased = (member: Member) =>
  until(
    () => users().count({ where: { documentId: member.documentId } }),
    (count) => count === 0,
  );

describe('the export', () => {
  it('has all that is stored on the member, without secrets and without others', async () => {
    const { member, call } = await fullMember('nina');
    await fullMember('olga');
    const answer = await call('GET', '/user/export');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="my-data-.*\.json"$/);
    expect(answer.body.data).toMatchObject({
      account: {
        id: member.documentId,
        email: 'nina@club.test',
        role: 'authenticated',
        time_zone: 'Europe/Rome',
        avatar_name: 'nina Resident',
      },
      data: {
        preferences: [{ notify_event_reminders: true, digest: 'none' }],
        reminders: [{ hours_before: 1 }, { hours_before: 24 }],
        favorites: [{ kind: 'artist' }],
        options: [{ document: { theme: 'dark' } }],
        tokens: [{ purpose: 'change-email', email: 'nina@club.test' }],
        registrations: [{ email: 'nina@club.test' }],
        activities: [{ action: 'update', type: 'api::artist.artist', id: 'x' }],
        identities: [{ provider: 'google', subject: 'google-nina' }],
        oauth_flows: [{ stage: 'authorization' }],
        sessions: [{ status: 'active' }],
        support: [{ patreon_member_id: 'patreon-nina', level_cents: 500 }],
        support_levels: [{ from_cents: 0, to_cents: 500, rule: 'entitled-tier' }],
        account_mails: [{ request: { kind: 'change-email' } }],
        tasks: [{ name: 'club.something', status: 'done' }],
      },
    });
    expect(answer.text).not.toMatch(/SECRET|\$2[aby]\$|olga|"password/);
    // Whatever is declared is exported, and the member has it all.
    expect(Object.values(await rowsOf(member))).not.toContain(0);
  });

  it('is for members only', async () => {
    expect((await fetch(`${club.url}/api/v1/user/export`)).status).toBe(401);
  });
});

describe('erasing', () => {
  it.each([
    ['no body', undefined],
    ['no password', {}],
    ['a wrong password', { password: 'not my password' }],
    ['an empty one', { password: '' }],
    ['a number', { password: 12345678901 }],
    ['a list', { password: [password] }],
    ['a very long one', { password: 'x'.repeat(5000) }],
    ['an unknown field', { password, sure: true }],
  ])('wants the password, and refuses %s', async (_what, body) => {
    const pia = { email: 'pia@club.test' };
    if ((await users().count({ where: pia })) === 0) await makeMember(club, 'pia');
    const member = await signIn(club, pia);
    const answer = await memberCall(club, member)('DELETE', '/user', body);
    const field = body && 'sure' in body ? 'sure' : body === undefined ? 'password' : 'password';
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([400, [field]]);
    expect(await users().findOne({ where: pia })).toMatchObject({ blocked: false });
  });

  it.each(refusedBodies)('refuses a body that is %s', async (_what, body, headers, status) => {
    const member = await signIn(club, { email: 'pia@club.test' });
    const answer = await memberCall(club, member)('DELETE', '/user', body, headers);
    expect([answer.status, answer.body.success]).toEqual([status, false]);
  });

  it('erases the member and nobody else, and ends their sessions at once', async () => {
    const { member, call } = await fullMember('rosa');
    const { member: other } = await fullMember('sara');
    const before = await rowsOf(other);
    const answer = await call('DELETE', '/user', { password });
    const taskId: string = JSON.parse(answer.text).data.task_id;
    expect([answer.status, answer.body.data]).toMatchObject([
      202,
      {
        task_id: expect.any(String),
        kept: expect.arrayContaining([
          { name: 'tasks', reason: expect.stringContaining('14 days') },
          { name: 'activities', reason: expect.stringContaining('a year') },
        ]),
      },
    ]);
    expect(answer.headers.get('location')).toBe(`/api/v1/tasks/${taskId}`);
    expect((await call('GET', '/user/profile')).status).toBe(401);

    await erased(member);
    expect(await rowsOf(member)).toEqual(Object.fromEntries(Object.keys(before).map((name) => [name, 0])));
    expect(await rowsOf(other)).toEqual(before);
    const everything = await club.strapi.db
      .connection('account_favorites')
      .where({ member: member.documentId });
    expect(everything).toEqual([]);
    const jobs = club.strapi.db.query('plugin::jobs.job');
    expect(await jobs.count({ where: { owner: member.documentId } })).toBe(1);
    const task = await until(
      () => jobs.findOne({ where: { documentId: taskId } }),
      (row: unknown) => /done|failed/.test(JSON.stringify(row)),
    );
    const steps = 1 + Object.keys(before).length;
    expect(task).toMatchObject({ state: 'done', progressDone: steps, progressTotal: steps });
    expect(JSON.parse(JSON.parse(JSON.stringify(task)).result)).toMatchObject({
      erased: expect.arrayContaining([
        { name: 'favorites', rows: 1 },
        { name: 'account', rows: 1 },
      ]),
      kept: expect.arrayContaining([expect.objectContaining({ name: 'tasks' })]),
    });
  });

  it('is one task, however often it is asked at once', async () => {
    const { member, call } = await fullMember('tina');
    const answers = await Promise.all([1, 2, 3].map(() => call('DELETE', '/user', { password })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 401, 401]);
    await erased(member);
  });

  it('is finished by the next attempt, wherever one was interrupted', async () => {
    const tables = accounts().memberData.tables().length;
    for (let stop = 0; stop <= tables; stop += 1) {
      const { member } = await fullMember(`victim-${stop}`);
      const attempt = (stopAt: number) => {
        let calls = 0;
        return accounts().erasure.erase(member, {
          signal: new AbortController().signal,
          progress: () => {
            if (calls === stopAt) throw new Error('The process ends here');
            calls += 1;
          },
        });
      };
      await expect(attempt(stop)).rejects.toThrow('ends here');
      // The account is the last to go: by it the rest is found.
      const isThere = await users().count({ where: { documentId: member.documentId } });
      expect([stop, isThere]).toEqual([stop, stop < tables ? 1 : 0]);
      await attempt(Infinity);
      expect([stop, isEmpty(await rowsOf(member))]).toEqual([stop, true]);
      expect(await users().count({ where: { documentId: member.documentId } })).toBe(0);
      expect((await attempt(Infinity)).erased).toEqual([]);
    }
  });

  it('also takes what is left of a member whom staff delete', async () => {
    const { member } = await fullMember('xenia');
    await club.strapi.documents('plugin::users-permissions.user').delete({ documentId: member.documentId });
    const byAddress = ['registrations'];
    const left = await until(
      async () =>
        Object.entries(await rowsOf(member)).filter(
          ([name, count]) => count > 0 && !byAddress.includes(name),
        ),
      (rows) => rows.length === 0,
    );
    expect(left).toEqual([]);
  });

  it('lets nothing be written for a member who is being erased', async () => {
    const { member } = await fullMember('walter');
    await users().update({ where: { id: member.id }, data: { blocked: true } });
    const writes = [
      accounts().options.patch(member, { a: 1 }, () => true),
      accounts().favorites.add(member, 'artist', 'x'),
      accounts().preferences.change(member, { digest: 'daily' }),
      accounts().profiles.change(member, { language: 'it' }, Date.now()),
    ];
    for (const write of await Promise.allSettled(writes))
      expect(write).toMatchObject({ status: 'rejected', reason: { status: 401 } });
  });
});
