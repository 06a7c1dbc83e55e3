import { startClub, type Club } from '../support/club';
import { makeMember, signIn, signUp, type Member } from '../support/members';
import { refusedBodies, memberCall, type Call } from '../support/accounts/member-calls';

let club: Club;
let nina: Member;
let call: Call;
beforeAll(async () => {
  club = await startClub();
  nina = await signUp(club, 'nina');
  call = memberCall(club, nina);
});
afterAll(() => club.stop());

describe('the profile', () => {
  it('says what the account has from the start', async () => {
    expect(await call('GET', '/user/profile')).toMatchObject({
      status: 200,
      body: {
        data: {
          id: nina.documentId,
          username: 'nina',
          email: 'nina@club.test',
          language: 'en',
          time_zone: null,
          avatar_name: null,
          show_as_supporter: false,
        },
      },
    });
  });

  it('changes what is given, and leaves the rest', async () => {
    const first = { username: ' Nina.S ', language: 'it', time_zone: 'Europe/Rome', show_as_supporter: true };
    const changed = await call('PUT', '/user/profile', first);
    expect([changed.status, changed.body.data]).toMatchObject([
      200,
      { ...first, username: 'nina.s', avatar_name: null },
    ]);
    const named = await call('PUT', '/user/profile', { avatar_name: '  Nina Resident ', time_zone: null });
    expect(named.body.data).toMatchObject({
      ...{ username: 'nina.s', language: 'it', show_as_supporter: true },
      ...{ avatar_name: 'Nina Resident', time_zone: null },
    });
    const unnamed = await call('PUT', '/user/profile', { avatar_name: ' ' });
    expect(unnamed.body.data).toMatchObject({ avatar_name: null, language: 'it' });
    expect((await call('PUT', '/user/profile', {})).body.data).toEqual(unnamed.body.data);
    expect((await call('GET', '/user/profile')).body.data).toEqual(unnamed.body.data);
    expect(await signIn(club, { email: 'nina.s' })).toMatchObject({ documentId: nina.documentId });
  });

  it.each([
    ['another member', 'otto'],
    ['another member, in other letters', ' OTTO'],
    ['somebody who is signing up', 'pia'],
  ])('has no user name of %s', async (_whose, username) => {
    if (
      (await club.strapi.db
        .query('plugin::users-permissions.user')
        .count({ where: { username: 'otto' } })) === 0
    )
      await makeMember(club, 'otto');
    await club.strapi.db.query('plugin::accounts.registration').create({
      data: {
        ...{ email: 'pia@club.test', username: 'pia', passwordHash: 'x', language: 'en' },
        expiresAt: Date.now() + 60_000,
      },
    });
    expect(await call('PUT', '/user/profile', { username, language: 'fr' })).toMatchObject({
      status: 409,
      body: { success: false, errors: { username: ['is already taken'] } },
    });
    expect((await call('GET', '/user/profile')).body.data).not.toMatchObject({ language: 'fr' });
  });

  it('lets one of two members have a name that both want at once', async () => {
    const both = [memberCall(club, await signUp(club, 'rosa')), memberCall(club, await signUp(club, 'sara'))];
    const answers = await Promise.all(both.map((ask) => ask('PUT', '/user/profile', { username: 'star' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['a short user name', { username: 'ab' }, 'username'],
    ['a long user name', { username: 'x'.repeat(256) }, 'username'],
    ['an address for a user name', { username: 'a@b.example' }, 'username'],
    ['a line break in it', { username: 'ni\nna' }, 'username'],
    ['a null byte in it', { username: 'ni\0na' }, 'username'],
    ['a number for it', { username: 12345 }, 'username'],
    ['null for it', { username: null }, 'username'],
    ['an unknown language', { language: 'de' }, 'language'],
    ['an offset for a time zone', { time_zone: '+01:00' }, 'time_zone'],
    ['an unknown time zone', { time_zone: 'Europe/Atlantis' }, 'time_zone'],
    ['a long avatar name', { avatar_name: 'x'.repeat(64) }, 'avatar_name'],
    ['a null byte in it', { avatar_name: 'a\0b' }, 'avatar_name'],
    ['a word for a choice', { show_as_supporter: 'yes' }, 'show_as_supporter'],
    ['what others change', { role: 'admin' }, 'role'],
    ['what others confirm', { email: 'other@club.test' }, 'email'],
    ['a reserved name in it', { language: { toString: 1 } }, 'language'],
  ])('refuses %s', async (_what, body, field) => {
    const before = (await call('GET', '/user/profile')).body.data;
    const answer = await call('PUT', '/user/profile', body);
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([400, [field]]);
    expect((await call('GET', '/user/profile')).body.data).toEqual(before);
  });

  it('is the signed-in member’s alone', async () => {
    for (const method of ['GET', 'PUT']) {
      const stranger = await fetch(`${club.url}/api/v1/user/profile`, { method });
      expect(stranger.status).toBe(401);
    }
    expect((await call('GET', '/user/profile')).headers.get('cache-control')).toBe('private, no-store');
    const theirs = await fetch(`${club.url}/api/users/me`, {
      headers: { authorization: nina.authorization },
    });
    expect(await theirs.text()).not.toMatch(/timeZone|avatarName|showAsSupporter|language/);
  });
});

describe('what staff write in the panel', () => {
  it.each([
    ['timeZone', 'Mars/Olympus'],
    ['avatarName', 'a\0b'],
  ])('must be a %s too', async (name, value) => {
    const write = club.strapi
      .documents('plugin::users-permissions.user')
      .update({ documentId: nina.documentId, data: { [name]: value } });
    await expect(write).rejects.toThrow(name);
  });
});

describe('the preferences', () => {
  const untouched = {
    notify_event_reminders: true,
    notify_new_posts: false,
    notify_schedule_changes: true,
    reminder_hours_before: [24],
    digest: 'none',
  };

  it('are those of the member’s own favourites until they choose', async () => {
    expect((await call('GET', '/user/preferences')).body.data).toEqual(untouched);
    expect(await club.strapi.db.query('plugin::accounts.preference').count()).toBe(0);
  });

  it('change what is given, and leave the rest', async () => {
    const first = await call('PUT', '/user/preferences', {
      reminder_hours_before: [48, 1],
      digest: 'weekly',
    });
    const expected = { ...untouched, reminder_hours_before: [1, 48], digest: 'weekly' };
    expect([first.status, first.body.data]).toEqual([200, expected]);
    const second = await call('PUT', '/user/preferences', { notify_new_posts: true });
    expect(second.body.data).toEqual({ ...expected, notify_new_posts: true });
    const none = await call('PUT', '/user/preferences', { reminder_hours_before: [] });
    expect(none.body.data).toMatchObject({ reminder_hours_before: [], notify_new_posts: true });
    expect((await call('GET', '/user/preferences')).body.data).toEqual(none.body.data);
  });

  it('are one row, however many change them at once', async () => {
    const ask = memberCall(club, await signUp(club, 'tina'));
    const answers = await Promise.all(
      [{ digest: 'daily' }, { notify_new_posts: true }, { reminder_hours_before: [2] }].map((body) =>
        ask('PUT', '/user/preferences', body),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await ask('GET', '/user/preferences')).body.data).toEqual({
      ...untouched,
      ...{ digest: 'daily', notify_new_posts: true, reminder_hours_before: [2] },
    });
  });

  it.each([
    [{ notify_new_posts: 1 }, 'notify_new_posts'],
    [{ digest: 'hourly' }, 'digest'],
    [{ digest: null }, 'digest'],
    [{ reminder_hours_before: 24 }, 'reminder_hours_before'],
    [{ reminder_hours_before: [24, 24] }, 'reminder_hours_before'],
    [{ reminder_hours_before: [...Array(11).keys()].map((hour) => hour + 1) }, 'reminder_hours_before'],
    [{ reminder_hours_before: [0] }, 'reminder_hours_before.0'],
    [{ reminder_hours_before: [169] }, 'reminder_hours_before.0'],
    [{ reminder_hours_before: [1.5] }, 'reminder_hours_before.0'],
    [{ reminder_hours_before: ['24'] }, 'reminder_hours_before.0'],
    [{ reminder_hours_before: [null] }, 'reminder_hours_before.0'],
    [{ notify_all: true }, 'notify_all'],
  ])('refuse %j', async (body, field) => {
    const answer = await call('PUT', '/user/preferences', body);
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([400, [field]]);
  });
});

describe.each(['/user/profile', '/user/preferences'])('a body of PUT %s', (path) => {
  it.each(refusedBodies)('that is %s is refused', async (_what, body, headers, status) => {
    const answer = await call('PUT', path, body, headers);
    expect([answer.status, answer.body.success]).toEqual([status, false]);
  });
});
