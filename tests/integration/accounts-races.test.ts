import { mailTo, newMember, tokenIn, v1Visitor } from '../support/accounts/v1-visitor';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { startMailClub, type MailClub } from '../support/accounts/mail-club';
import type { Club } from '../support/club';
import type { MailServer } from '../support/mail-server';

let stage: MailClub;
let club: Club;
let server: MailServer;
beforeAll(async () => {
  stage = await startMailClub();
  ({ club, server } = stage);
});
afterAll(() => stage.stop());

describe('what was shown when it was no good any more', () => {
  const accounts = () => accountsService(club.strapi);
  /** A member as a request finds them, before it has compared their password. */
  async function shown() {
    const { at, username, email } = await newMember(club, server);
    const member = await accounts().members.byEmail(email);
    if (!member) throw new Error('There is no such member');
    return { at, username, email, member };
  }
  const users = () => club.strapi.db.query('plugin::users-permissions.user');

  it.each([
    ['another password', { password: 'x'.repeat(60) }],
    ['a block', { blocked: true }],
    ['an address that is not confirmed', { confirmed: false }],
  ])('opens no session: %s', async (_what, data) => {
    const { member } = await shown();
    expect(await accounts().sessions.open(member, undefined, Date.now())).not.toBeNull();
    await users().update({ where: { id: member.id }, data });
    expect(await accounts().sessions.open(member, undefined, Date.now())).toBeNull();
  });

  it('changes no password and no address', async () => {
    const { member, username, email } = await shown();
    const hash = await accounts().passwords.hash('the owner has come first');
    await users().update({ where: { id: member.id }, data: { password: hash } });
    await mailTo(server, email);
    expect(await accounts().changes.changePassword(member, 'the thief comes second', null)).toBe(false);
    expect(await accounts().changes.requestEmail(member, 'thief@mail.test', true)).toBe(false);
    await v1Visitor(club).login(username, 'the owner has come first');
  });

  it('makes no link of a mail that waited', async () => {
    const { member, email } = await shown();
    const proof = 'of the password before';
    await accounts().deliverMail({
      kind: 'change-email',
      member: member.documentId,
      email: 'thief@mail.test',
      proof,
    });
    await accounts().deliverMail({
      kind: 'email-asked',
      member: member.documentId,
      email: 'thief@mail.test',
    });
    expect((await mailTo(server, email)).text).toContain('thief@mail.test');
    expect(server.mails.filter(({ to }) => to.includes('thief@mail.test'))).toEqual([]);
  });
});

it("a new password that Strapi's own route or staff set makes links in mails worthless, and is told", async () => {
  const { at, email, username } = await newMember(club, server);
  await at.send('POST', '/auth/forgot-password', { email });
  const token = tokenIn(await mailTo(server, email));
  const { documentId } = (await club.strapi.db
    .query('plugin::users-permissions.user')
    .findOne({ where: { username } })) as { documentId: string };
  const data = { password: 'set by the staff' };
  await club.strapi.documents('plugin::users-permissions.user').update({ documentId, data });
  expect((await mailTo(server, email)).subject).toContain('your password has been changed');
  const late = await at.send('POST', '/auth/reset-password', { token, password: 'nine late dreams' });
  expect(late.status).toBe(400);
});
