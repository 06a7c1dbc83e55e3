import { goodPassword, mailTo, newMember, tokenIn, v1Visitor } from '../support/accounts/v1-visitor';
import { startMailClub, type MailClub } from '../support/accounts/mail-club';
import { until } from '../support/until';

let stage: MailClub;
beforeAll(async () => {
  stage = await startMailClub();
});
afterAll(() => stage.stop());

it.each([
  ["o'brien+music@mail.test"],
  ['rhythm&blues/50%@mail.test'],
  // The test's mail server reads such domains for whoever looks at them.
  ['nina@xn--80aswg.xn--p1ai', 'nina@сайт.рф'],
])('%s opens an account, and signs in to it in capitals', async (email, mailbox = email) => {
  const { club, server } = stage;
  const at = v1Visitor(club);
  const username = `dreamer ${email.length}`;
  const asked = await at.send('POST', '/auth/register', { email, username, password: goodPassword });
  expect([asked.status, asked.text]).toEqual([201, asked.text]);
  const token = tokenIn(await mailTo(server, mailbox));
  expect((await at.send('POST', '/auth/verify-email', { token })).status).toBe(200);
  await at.login(email.toUpperCase());
});

it('a former address is erased with its member, from what mails were asked for too', async () => {
  const { club, server } = stage;
  const { at, email, username } = await newMember(club, server);
  const other = await newMember(club, server);
  const headers = await at.login(username);
  await v1Visitor(club).send('POST', '/auth/forgot-password', { email });
  await mailTo(server, email);
  const next = 'next@mail.test';
  await at.send('PUT', '/user/email', { email: next, password: goodPassword }, headers);
  const token = tokenIn(await mailTo(server, next));
  expect((await at.send('POST', '/auth/verify-email', { token })).status).toBe(200);
  await mailTo(server, email);
  const answer = await at.send('DELETE', '/user', { password: goodPassword }, headers);
  expect(answer.status).toBe(202);

  const { connection } = club.strapi.db;
  const jobsOf = async (address: string): Promise<unknown[]> =>
    connection('jobs').where('payload', 'like', `%${address}%`).select('payload');
  const left = async () => [...(await jobsOf(email)), ...(await jobsOf(next))];
  expect(await until(left, (rows) => rows.length === 0)).toEqual([]);
  expect(await jobsOf(other.email)).not.toEqual([]);
});
