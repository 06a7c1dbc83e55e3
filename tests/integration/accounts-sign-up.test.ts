import {
  goodPassword,
  mailTo,
  newMember,
  refreshCookie,
  tokenIn,
  v1Visitor,
} from '../support/accounts/v1-visitor';
import { startMailClub, type MailClub } from '../support/accounts/mail-club';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';
import { makeMember, password } from '../support/members';
import { until } from '../support/until';

let stage: MailClub;
let club: Club;
let server: MailServer;
beforeAll(async () => {
  stage = await startMailClub();
  ({ club, server } = stage);
});
afterAll(() => stage.stop());

const users = () => club.strapi.db.query('plugin::users-permissions.user');
/** All jobs have run: what has sent no mail by now will send none. */
const quiet = () =>
  until(
    () =>
      club.strapi.db
        .query('plugin::jobs.job')
        .count({ where: { state: { $in: ['pending', 'running', 'delayed'] } } }),
    (waiting) => waiting === 0,
  );

describe('signing up', () => {
  const ask = (body: object, headers = {}) => v1Visitor(club).send('POST', '/auth/register', body, headers);

  it('opens an account once its address is confirmed, in the language of whoever asked', async () => {
    const at = v1Visitor(club);
    const asked = await at.send(
      'POST',
      '/auth/register',
      { email: ' Nina@Mail.test ', username: 'Nina', password: goodPassword },
      { 'accept-language': 'it-IT,en;q=0.5' },
    );
    expect([asked.status, asked.body]).toMatchObject([
      201,
      { success: true, data: { message: /nina@mail.test/ } },
    ]);
    expect(await users().count({ where: { email: 'nina@mail.test' } })).toBe(0);
    const early = await at.send('POST', '/auth/login', { identifier: 'nina', password: goodPassword });
    // Not another answer than for an address that has an account.
    expect([early.status, early.text]).toEqual([401, expect.stringContaining('open the link in our mail')]);

    const mail = await mailTo(server, 'nina@mail.test');
    expect(mail.subject).toBe("The Dreamer's Cave: conferma il tuo indirizzo e-mail");
    expect(mail.text).toContain('http://club.test/account/verify-email?token=');
    // A program that scans mails opens the link.
    const scanned = /http:\/\/club\.test(\/account\S+)/.exec(mail.text)?.[1] ?? '';
    const page = await fetch(club.url + scanned);
    expect([page.status, page.headers.get('content-language'), page.headers.get('vary')]).toEqual([
      200,
      'it',
      'Accept-Language',
    ]);
    expect(await users().count({ where: { email: 'nina@mail.test' } })).toBe(0);

    const token = tokenIn(mail);
    const confirmed = await at.send('POST', '/auth/verify-email', { token });
    expect(confirmed.status).toBe(200);
    expect(await users().findOne({ where: { email: 'nina@mail.test' }, populate: ['role'] })).toMatchObject({
      ...{ username: 'nina', confirmed: true, blocked: false, provider: 'local' },
      role: { type: 'authenticated' },
    });
    const again = await at.send('POST', '/auth/verify-email', { token });
    expect([again.status, again.body]).toMatchObject([400, { errors: { token: [/has been used/] } }]);
    await at.login('Nina');
    expect(at.cookies.has(refreshCookie)).toBe(true);
  });

  it('answers the same for an address that has an account, whose holder is told', async () => {
    const { email } = await newMember(club, server);
    const [known, unknown] = await Promise.all([
      ask({ email, username: 'somebody-else', password: goodPassword }),
      ask({ email: 'nobody@mail.test', username: 'somebody-new', password: goodPassword }),
    ]);
    expect([known.status, unknown.status]).toEqual([201, 201]);
    expect(known.text.replace(email, '')).toBe(unknown.text.replace('nobody@mail.test', ''));
    expect((await mailTo(server, email)).subject).toBe("The Dreamer's Cave: you already have an account");
    await mailTo(server, 'nobody@mail.test');

    // Nor does what follows tell: both names are taken now, and neither password signs in.
    for (const username of ['somebody-else', 'somebody-new']) {
      const taken = await ask({ email: 'third@mail.test', username, password: goodPassword });
      expect([taken.status, taken.body]).toMatchObject([409, { errors: { username: ['is already taken'] } }]);
      const login = await v1Visitor(club).send('POST', '/auth/login', {
        identifier: username,
        password: 'wrong',
      });
      expect(login.status).toBe(401);
    }
  });

  it('of two registrations of one address, the one that is confirmed counts', async () => {
    const email = 'twice@mail.test';
    await ask({ email, username: 'first-try', password: goodPassword });
    const first = tokenIn(await mailTo(server, email));
    await ask({ email, username: 'second-try', password: goodPassword });
    const second = tokenIn(await mailTo(server, email));
    expect((await v1Visitor(club).send('POST', '/auth/verify-email', { token: second })).status).toBe(200);
    const late = await v1Visitor(club).send('POST', '/auth/verify-email', { token: first });
    expect(late.status).toBe(400);
    expect(await users().findOne({ where: { email } })).toMatchObject({ username: 'second-try' });
  });

  it("names the account in the mail, so that nobody opens somebody else's with their address", async () => {
    const email = 'victim@mail.test';
    await ask({ email, username: 'the victim', password: goodPassword });
    expect((await mailTo(server, email)).text).toContain('the user name the victim.');
    await ask({ email, username: 'mal.ory', password: goodPassword });
    // Its dot makes no link.
    expect((await mailTo(server, email)).text).toContain('the user name mal.\u2060ory.');
    await v1Visitor(club).send('POST', '/auth/resend-verification', { email });
    const again = [await mailTo(server, email), await mailTo(server, email)];
    const own = again.find(({ text }) => text.includes('the victim'));
    expect(
      (await v1Visitor(club).send('POST', '/auth/verify-email', { token: tokenIn(own ?? { text: '' }) }))
        .status,
    ).toBe(200);
    await v1Visitor(club).login('the victim');
  });

  it.each(['win at https://evil.example', 'a\u202eb c', '🎷🎷🎷', 'x'.repeat(38)])(
    'takes no user name like %j',
    async (username) => {
      const answer = await ask({ email: 'b@mail.test', username, password: goodPassword });
      expect([answer.status, answer.body]).toMatchObject([400, { errors: { username: [/3 to 37/] } }]);
    },
  );

  it('says so where the name has been taken by then', async () => {
    const email = 'popular@mail.test';
    await ask({ email, username: 'popular', password: goodPassword });
    const token = tokenIn(await mailTo(server, email));
    await makeMember(club, 'popular', { email: 'elsewhere@mail.test' });
    const at = v1Visitor(club);
    const answer = await at.send('POST', '/auth/verify-email', { token });
    expect([answer.status, answer.body]).toMatchObject([400, { errors: { username: [/taken/] } }]);
    await ask({ email, username: 'popular-2', password: goodPassword });
    const next = tokenIn(await mailTo(server, email));
    expect((await at.send('POST', '/auth/verify-email', { token: next })).status).toBe(200);
  });

  it('names every fault at once', async () => {
    const answer = await ask({ email: 'nina', username: 'n@', password: 'nina', extra: 1 });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      {
        errors: {
          email: ['must be an e-mail address'],
          username: ['must have at least 3 characters', 'must not contain @'],
        },
      },
    ]);
  });

  it.each([
    ['short', ['must have at least 10 characters']],
    ['1234567890', ['is one of the most common passwords']],
    ['my-name-is-bessie', ['must not contain the account’s user name or e-mail address']],
    ['é'.repeat(37), [expect.stringContaining('at most 72 bytes')]],
  ])('takes no password like %j', async (given, password) => {
    const answer = await ask({ email: 'b@mail.test', username: 'bessie', password: given });
    expect([answer.status, answer.body]).toMatchObject([400, { errors: { password } }]);
  });

  it('sends another mail to who waits for one, and to nobody else', async () => {
    const at = v1Visitor(club);
    const { email: known } = await newMember(club, server);
    await ask({ email: 'slow@mail.test', username: 'slow', password: goodPassword });
    await mailTo(server, 'slow@mail.test');
    const answers = [];
    for (const email of ['slow@mail.test', known, 'never-seen@mail.test'])
      answers.push((await at.send('POST', '/auth/resend-verification', { email })).text);
    expect(new Set(answers).size).toBe(1);
    const token = tokenIn(await mailTo(server, 'slow@mail.test'));
    await quiet();
    expect(server.mails).toEqual([]);
    expect((await at.send('POST', '/auth/verify-email', { token })).status).toBe(200);
  });

  it('confirms an account that staff have made', async () => {
    const { email } = await makeMember(club, 'made-by-staff', { confirmed: false });
    const at = v1Visitor(club);
    const early = await at.send('POST', '/auth/login', { identifier: email, password });
    expect(early.status).toBe(403);
    await at.send('POST', '/auth/resend-verification', { email });
    await at.send('POST', '/auth/verify-email', { token: tokenIn(await mailTo(server, email)) });
    await at.login(email, password);
  });

  it('a link ends after a day', async () => {
    await ask({ email: 'late@mail.test', username: 'late', password: goodPassword });
    const token = tokenIn(await mailTo(server, 'late@mail.test'));
    const { connection } = club.strapi.db;
    await connection('account_tokens')
      .update({ expires_at: Date.now() - 1 })
      .where({ email: 'late@mail.test' });
    const answer = await v1Visitor(club).send('POST', '/auth/verify-email', { token });
    expect([answer.status, answer.body]).toMatchObject([400, { errors: { token: [/has expired/] } }]);
  });

  it('stores no token and no password as it is', async () => {
    await ask({ email: 'hidden@mail.test', username: 'hidden', password: 'a most secret text' });
    const token = tokenIn(await mailTo(server, 'hidden@mail.test'));
    const { connection } = club.strapi.db;
    for (const table of ['jobs', 'account_tokens', 'account_registrations']) {
      const rows = JSON.stringify(await connection(table).select());
      expect(rows).not.toContain(token);
      expect(rows).not.toContain('a most secret text');
    }
  });
});

describe('a forgotten password', () => {
  it('is replaced by a link that works once, and ends every session', async () => {
    const { at, email, username } = await newMember(club, server);
    const headers = await at.login(username);
    const answers = [];
    for (const address of [email, 'nobody-at-all@mail.test'])
      answers.push((await at.send('POST', '/auth/forgot-password', { email: address })).text);
    expect(answers[0]).toBe(answers[1]);
    const mail = await mailTo(server, email);
    expect(mail.text).toContain('/account/reset-password?token=');
    const token = tokenIn(mail);

    const weak = await at.send('POST', '/auth/reset-password', { token, password: `${username} rocks` });
    expect([weak.status, weak.body]).toMatchObject([400, { errors: { password: [/user name/] } }]);
    const password = 'eight other dreams';
    const both = await Promise.all(
      [0, 1].map(() => v1Visitor(club).send('POST', '/auth/reset-password', { token, password })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await at.me(headers)).toBe(401);
    expect((await at.refresh()).answer.status).toBe(401);
    expect((await mailTo(server, email)).subject).toContain('your password has been changed');
    await v1Visitor(club).login(username, password);
    await quiet();
    expect(server.mails).toEqual([]);
  });

  it('of a blocked account gets no mail', async () => {
    const { at, email, username } = await newMember(club, server);
    await users().update({ where: { username }, data: { blocked: true } });
    await at.send('POST', '/auth/forgot-password', { email });
    await quiet();
    expect(server.mails).toEqual([]);
    const barred = await at.send('POST', '/auth/login', { identifier: email, password: goodPassword });
    expect([barred.status, barred.text]).toEqual([403, expect.stringContaining('is blocked')]);
    const wrong = await at.send('POST', '/auth/login', { identifier: email, password: 'wrong' });
    expect(wrong.status).toBe(401);
  });

  it('a link ends with a changed password', async () => {
    const { at, email, username } = await newMember(club, server);
    await at.send('POST', '/auth/forgot-password', { email });
    const token = tokenIn(await mailTo(server, email));
    const headers = await at.login(username);
    const body = { current_password: goodPassword, password: 'nine further dreams' };
    expect((await at.send('PUT', '/user/password', body, headers)).status).toBe(200);
    await mailTo(server, email);
    const late = await at.send('POST', '/auth/reset-password', { token, password: 'ten later dreams' });
    expect(late.status).toBe(400);
  });
});
