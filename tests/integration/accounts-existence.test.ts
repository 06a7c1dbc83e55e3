import { visitorOf } from '../support/account-visitor';
import { startClub, type Club } from '../support/club';
import { makeMember, password } from '../support/members';

let club: Club;
beforeAll(async () => {
  club = await startClub({ costlyPasswords: true });
  await makeMember(club, 'known');
});
afterAll(() => club.stop());

describe('whether an account is there', () => {
  const attempts: [string, string, string][] = [
    ['a wrong password', 'known@club.test', 'wrong'],
    ['nobody', 'nobody@club.test', 'wrong'],
    ['nobody with a password that somebody has', 'nobody@club.test', password],
    ['a password that is right in its first 72 bytes', 'long@club.test', `${'é'.repeat(36)}x`],
    ['an account without a password', 'none@club.test', password],
  ];
  beforeAll(async () => {
    await makeMember(club, 'long', { password: 'é'.repeat(36) });
    await makeMember(club, 'none');
    await club.strapi.db.connection('up_users').where({ username: 'none' }).update({ password: null });
  });

  it('no answer to a sign-in tells', async () => {
    const answers: object[] = [];
    for (const [, identifier, tried] of attempts) {
      const { status, body } = await visitorOf(club).signIn(identifier, tried);
      answers.push({ status, body });
    }
    expect(answers[0]).toMatchObject({
      status: 400,
      body: { error: { message: 'Invalid identifier or password' } },
    });
    expect(answers).toEqual(attempts.map(() => answers[0]));
    expect((await visitorOf(club).signIn('long@club.test', 'é'.repeat(36))).status).toBe(200);
  });

  async function quickest(signIn: () => Promise<unknown>): Promise<number> {
    const times = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const began = performance.now();
      await signIn();
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  }

  it('no time tells: a password is compared whoever it is, and takes far longer than all else', async () => {
    const at = visitorOf(club);
    const known = await quickest(() => at.signIn('known@club.test', 'wrong'));
    for (const [, identifier, tried] of attempts)
      expect(await quickest(() => at.signIn(identifier, tried))).toBeGreaterThan(known / 2);
    const staff = await quickest(() =>
      at.send('POST', '/admin/login', { email: 'nobody@club.test', password: 'x' }),
    );
    expect(staff).toBeGreaterThan(known / 2);
  });
});
