import { visitorOf, type AccountAnswer, type Visitor } from '../account-visitor';
import type { Club } from '../club';
import { password } from '../members';

type Attempt = (at: Visitor, nth: number) => Promise<AccountAnswer>;
const post =
  (path: string, body: (nth: number) => object): Attempt =>
  (at, nth) =>
    at.send('POST', path, body(nth));

/** What many guesses at accounts that may not be there do to those who sign in, and what they tell. */
export function describeMadeUpAccounts(club: () => Club): void {
  describe('whoever makes up accounts', () => {
    beforeAll(() =>
      club().strapi.service('admin::user').create({
        email: 'owner@club.test',
        password: 'Password-of-staff-1',
        firstname: 'Own',
        lastname: 'Er',
        isActive: true,
        roles: [],
      }),
    );

    it.each<[string, Attempt, Attempt]>([
      [
        'staff',
        post('/admin/login', (nth) => ({ email: `made-up-${nth}@club.test`, password: 'x' })),
        post('/admin/login', () => ({ email: 'owner@club.test', password: 'Password-of-staff-1' })),
      ],
      [
        'members',
        post('/api/auth/local', (nth) => ({ identifier: `made-up-${nth}`, password: 'x' })),
        (at) => at.signIn('ada', password),
      ],
    ])('keeps no %s from signing in, and learns nothing by it', async (_name, guess, signIn) => {
      const guesses = Array.from({ length: 80 }, (_each, nth) => guess(visitorOf(club()), nth));
      const signedIn = [];
      for (let nth = 0; nth < 8; nth += 1) signedIn.push((await signIn(visitorOf(club()), nth)).status);
      expect(signedIn).toEqual(signedIn.map(() => 200));
      // One that is there and one that is not are refused alike when one of them is tried over and over.
      expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(guesses.map(() => 400));
    });

    it.each(['owner@club.test', 'nobody@club.test'])(
      'and whoever tries %s alone is made to wait',
      async (email) => {
        const tried = Array.from({ length: 30 }, () =>
          visitorOf(club()).send('POST', '/admin/login', { email, password: 'x' }),
        );
        const answered = (await Promise.all(tried)).map(({ status }) => status);
        expect(answered.filter((status) => status === 400)).not.toHaveLength(0);
        expect(answered.filter((status) => status === 429)).not.toHaveLength(0);
      },
    );
  });
}
