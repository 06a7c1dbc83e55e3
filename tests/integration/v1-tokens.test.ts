import { createHmac } from 'node:crypto';
import { jobsService } from '../../src/plugins/jobs/server/services';
import { startClub, type Club } from '../support/club';
import { testEnvironment } from '../support/environment';
import { testJob, withJobs } from '../support/jobs';
import { signIn, signUp, type Member } from '../support/members';
import { ask, type Answer } from '../support/v1';

const inAnHour = () => new Date(Date.now() + 3_600_000);

let club: Club;
let ada: Member;
let bob: Member;

beforeAll(async () => {
  club = await startClub({ prepare: withJobs([testJob(async () => undefined)]) });
  ada = await signUp(club, 'ada');
  bob = await signUp(club, 'bob');
});
afterAll(() => club.stop());

const enqueue = (options: { owner: string; runAt: Date }) =>
  jobsService(club.strapi).enqueue('test.work', { n: 1 }, options);

const taskFor = (authorization: string | null, id: string) =>
  ask(club, `/tasks/${id}`, { headers: { ...(authorization !== null && { authorization }) } });

describe('without a good token', () => {
  let id: string;
  let sessionId: string;
  beforeAll(async () => {
    id = await enqueue({ owner: ada.documentId, runAt: inAnHour() });
    sessionId = sessionOf(ada);
  });

  /** The session that a member's token is of. */
  function sessionOf({ authorization }: Member): string {
    const [, claims = ''] = authorization.split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).sessionId;
  }

  function expectRefused({ status, headers, body }: Answer): void {
    expect([status, headers.get('www-authenticate'), headers.get('cache-control')]).toEqual([
      401,
      'Bearer',
      'no-store',
    ]);
    expect(body).toEqual({ success: false, error: 'Sign in first' });
  }

  /** A token as Strapi makes them, which lasts for so many seconds from now. */
  function tokenOf(claims: object, seconds: number, secret = testEnvironment['JWT_SECRET'] ?? ''): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { userId: String(ada.id), sessionId, iat: now - 3600, exp: now + seconds };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...payload, ...claims })}`;
    return `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  }
  const access = { type: 'access' };

  it('that is one, were it good', async () => {
    expect((await taskFor(tokenOf(access, 60), id)).status).toBe(200);
  });

  it.each([
    ['none', () => null],
    ['one of another scheme', () => ada.authorization.replace('Bearer', 'Basic')],
    ['one that is none', () => 'Bearer nonsense'],
    ['one that has expired', () => tokenOf(access, -60)],
    ['one that others have signed', () => tokenOf(access, 60, 'another secret')],
    ['one for refreshing', () => tokenOf({ type: 'refresh' }, 60)],
    ['one of a member who is not there', () => tokenOf({ ...access, userId: '999' }, 60)],
    ['one of a session that is over', () => tokenOf({ ...access, sessionId: 'any' }, 60)],
    ["one of another member's session", () => tokenOf({ ...access, sessionId: sessionOf(bob) }, 60)],
  ])('%s: 401', async (_case, authorization) => {
    expectRefused(await taskFor(authorization(), id));
    expectRefused(await taskFor(authorization(), 'none'));
  });

  it("a program's: 401", async () => {
    const tokens = club.strapi.service('admin::api-token');
    const token = await tokens.create({ name: 'x', description: '', type: 'full-access', lifespan: null });
    expectRefused(await taskFor(`Bearer ${token.accessKey}`, id));
  });

  it.each([
    ['has been blocked', { blocked: true }, { blocked: false }],
    ['has to confirm an address first', { confirmed: false }, { confirmed: true }],
  ])('a member who %s: 401', async (_case, change, back) => {
    const settings = club.strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
    const before = await settings.get({});
    const users = club.strapi.documents('plugin::users-permissions.user');
    const own = await enqueue({ owner: bob.documentId, runAt: inAnHour() });
    await settings.set({ value: { ...(before as object), email_confirmation: true } });
    await users.update({ documentId: bob.documentId, data: { confirmed: true } });
    const { authorization } = await signIn(club, bob);
    expect((await taskFor(authorization, own)).status).toBe(200);
    await users.update({ documentId: bob.documentId, data: change });
    expectRefused(await taskFor(authorization, own));
    await users.update({ documentId: bob.documentId, data: back });
    await settings.set({ value: before });
  });
});
