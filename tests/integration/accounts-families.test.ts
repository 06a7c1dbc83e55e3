import fc from 'fast-check';
import { accountsService } from '../../src/plugins/accounts/server/services';
import { repeatMs } from '../../src/plugins/accounts/server/domain/session-rotation';
import { amount } from '../support/amounts';
import { startClub, type Club } from '../support/club';
import { signUp } from '../support/members';

let club: Club;
beforeAll(async () => {
  club = await startClub();
});
afterAll(() => club.stop());

const sessions = () => accountsService(club.strapi).sessions;
const users = () => club.strapi.db.query('plugin::users-permissions.user');

/** A refresh token as the model knows it. */
interface Token {
  text: string;
  /** The sign-in that it belongs to. */
  family: Family;
  usedAt: number | null;
  replacement: Token | null;
  accessToken: string;
}
interface Family {
  isOver: boolean;
}

type Step =
  | { kind: 'sign in' | 'block and unblock' | 'new password' | 'sign out everywhere else' }
  | { kind: 'refresh' | 'refresh twice at once' | 'sign out' | 'end by another'; of: number }
  | { kind: 'wait'; ms: number };

const index = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'sign in' }) },
  { weight: 6, arbitrary: index.map((of): Step => ({ kind: 'refresh', of })) },
  { weight: 3, arbitrary: index.map((of): Step => ({ kind: 'refresh twice at once', of })) },
  { weight: 1, arbitrary: index.map((of): Step => ({ kind: 'sign out', of })) },
  { weight: 1, arbitrary: index.map((of): Step => ({ kind: 'end by another', of })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'block and unblock' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'new password' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'sign out everywhere else' }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(0, 1, repeatMs - 1_000, repeatMs + 1_000, 3_600_000, -1_000)
      .map((ms): Step => ({ kind: 'wait', ms })),
  },
);

const sessionIdOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sessionId;

/** What the club must do, said again in another way: it knows tokens and families, and no rows. */
function createModel({ id: userId, documentId }: { id: number; documentId: string }) {
  const tokens: Token[] = [];
  /** Beyond the real time: what a test cannot wait for. */
  let ahead = 0;
  const now = () => Date.now() + ahead;

  const add = (opened: { refreshToken: string; accessToken: string }, family: Family): Token => {
    const { refreshToken: text, accessToken } = opened;
    const token = { text, accessToken, family, usedAt: null, replacement: null };
    tokens.push(token);
    return token;
  };
  const endAll = (except?: Family): void => {
    for (const { family } of tokens) if (family !== except) family.isOver = true;
  };

  async function refresh(token: Token): Promise<void> {
    const at = now();
    const opened = await sessions().rotate(token.text, at);
    if (token.family.isOver) return expect(opened).toBeNull();
    if (token.usedAt === null) {
      if (!opened) throw new Error('Somebody was signed out who should not be');
      token.usedAt = at;
      token.replacement = add(opened, token.family);
      return;
    }
    const isRepeated = at - token.usedAt <= repeatMs && token.replacement?.usedAt === null;
    if (isRepeated) {
      expect(opened && sessionIdOf(opened.refreshToken)).toBe(sessionIdOf(token.replacement?.text ?? ''));
    } else {
      expect(opened).toBeNull();
      token.family.isOver = true;
    }
  }

  async function refreshTwice(token: Token): Promise<void> {
    if (token.family.isOver || token.usedAt !== null) return;
    const at = now();
    const both = await Promise.all([0, 1].map(() => sessions().rotate(token.text, at)));
    expect(new Set(both.map((opened) => opened && sessionIdOf(opened.refreshToken))).size).toBe(1);
    const [opened] = both;
    if (!opened) throw new Error('Two tabs signed somebody out');
    token.usedAt = at;
    token.replacement = add(opened, token.family);
  }

  async function perform(step: Step): Promise<void> {
    if (step.kind === 'wait') {
      ahead += step.ms;
      return;
    }
    if (step.kind === 'sign in') {
      const member = await accountsService(club.strapi).members.byDocumentId(documentId);
      const opened = member && (await sessions().open(member, 'A browser', now()));
      if (!opened) throw new Error('Somebody could not sign in');
      add(opened, { isOver: false });
      return;
    }
    const token = tokens[('of' in step ? step.of : 0) % Math.max(1, tokens.length)];
    if (!token) return;
    switch (step.kind) {
      case 'refresh':
        return refresh(token);
      case 'refresh twice at once':
        return refreshTwice(token);
      case 'sign out':
        await sessions().endByRefreshToken(token.text);
        token.family.isOver = true;
        return;
      case 'end by another': {
        const device = await sessions().signInOf(String(userId), sessionIdOf(token.text));
        if (device) await sessions().endSignIn(String(userId), device);
        token.family.isOver = true;
        return;
      }
      case 'block and unblock':
        await users().update({ where: { id: userId }, data: { blocked: true } });
        await users().update({ where: { id: userId }, data: { blocked: false } });
        return endAll();
      case 'new password':
        await users().update({ where: { id: userId }, data: { password: 'x'.repeat(60) } });
        return endAll();
      case 'sign out everywhere else': {
        const device = await sessions().signInOf(String(userId), sessionIdOf(token.text));
        await sessions().keeping(device, () => sessions().endAll(String(userId)));
        return endAll(device === null ? undefined : token.family);
      }
    }
  }

  return {
    perform,
    /** Every access token is good exactly as long as its sign-in. */
    async check(): Promise<void> {
      for (const { accessToken, family } of tokens) {
        const alive = await sessions().isAlive(String(userId), sessionIdOf(accessToken));
        expect([family.isOver, alive]).toEqual([family.isOver, !family.isOver]);
      }
    },
  };
}

it('in any order, no sign-in lives that has ended, and none ends that should live', async () => {
  const ada = await signUp(club, 'ada');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      await sessions().endAll(String(ada.id));
      const model = createModel(ada);
      await model.perform({ kind: 'sign in' });
      for (const each of steps) {
        await model.perform(each);
        await model.check();
      }
    }),
    { numRuns: amount(60, 1_500) },
  );
});
